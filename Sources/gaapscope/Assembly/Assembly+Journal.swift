import BrowserRuntime
import Essentials
import Journal

extension Assembly {
    /// How long the end of a session waits for the journal: a program that a signal ends has a second.
    static let journalPatience: Duration = .milliseconds(250)

    /// The journal of this account for the browser.
    /// - Parameter failed: called on any thread with the reason why changes are kept in memory only.
    func journal(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort {
        let keeper = journalKeeper(failed)
        return JournalPort(
            record: { keeper.record($0) }, read: { keeper.load(limit: $0, $1) },
            close: { keeper.close(within: Self.journalPatience) })
    }

    /// The journal of this account. Whose account it is may be known only after the first call.
    func journalKeeper(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalKeeper {
        JournalKeeper(path: { () throws(JournalError) in
            guard LastState.directory(environment) != nil else { throw JournalError("", .noHome) }
            return lastState?.journalPath
        }) { failed($0.message) }
    }
}
