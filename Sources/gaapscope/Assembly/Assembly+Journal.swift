import BrowserRuntime
import Essentials
import Journal

extension Assembly {
    /// How long the end of a session waits for the journal: a program that a signal ends has a second.
    private static let journalPatience: Duration = .milliseconds(250)

    /// The journal of this account. Whose account it is may be known only after the first call.
    /// - Parameter failed: called on any thread with the reason why changes are kept in memory only.
    func journal(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort {
        let keeper = JournalKeeper(path: { lastState?.journalPath }) { failed($0.message) }
        return JournalPort(
            record: { keeper.record($0) }, read: { keeper.load(limit: $0, $1) },
            close: { keeper.close(within: Self.journalPatience) })
    }
}
