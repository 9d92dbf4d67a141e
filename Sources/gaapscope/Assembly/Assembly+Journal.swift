import BrowserRuntime
import Essentials
import Journal
import Reports

extension Assembly {
    /// How long the end of a session waits for the journal. After a signal, the program has one second to exit.
    static let journalPatience: Duration = .milliseconds(250)

    /// Returns the journal of this account for the browser.
    /// - Parameter failed: called on any thread with the reason why changes are kept in memory only.
    func journal(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort {
        let keeper = journalKeeper(failed)
        return JournalPort(
            record: { keeper.record($0) }, read: { keeper.load(limit: $0, $1) },
            close: { keeper.close(within: Self.journalPatience) })
    }

    /// Returns whether the account and the endpoint that a snapshot names are those of the settings.
    func isAccount(of document: SnapshotDocument) -> Bool {
        document.account == accountLabel && document.endpoint == settings.endpointText
    }

    /// Returns a read-only journal to show beside a snapshot. If the journal does not exist, there are no entries.
    func journalReader(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalPort {
        let path = lastState?.journalPath
        return JournalPort(
            record: { _ in },
            read: { limit, receive in
                Task.detached {
                    do throws(JournalError) {
                        if let path, let journal = try JournalDatabase(existing: path) {
                            try journal.extract(limit: limit, receive)
                        } else {
                            receive(JournalExtract())
                        }
                    } catch {
                        failed(error.message)
                        receive(JournalExtract(isCut: true))
                    }
                }
            }, close: {})
    }

    /// Returns the writer of this account's journal. The account may be known only after the first call.
    func journalKeeper(_ failed: @escaping @Sendable (Wording) -> Void) -> JournalKeeper {
        JournalKeeper(path: { () throws(JournalError) in
            guard LastState.directory(environment) != nil else { throw JournalError("", .noHome) }
            return lastState?.journalPath
        }) { failed($0.message) }
    }
}
