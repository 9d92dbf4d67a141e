// The journal without its queue: every batch is written at once, on the only thread.

import Essentials
import Journal
import Reports

/// The journal of the account.
final class SimulatedJournal: @unchecked Sendable {
    private let path: String
    private var database: JournalDatabase?

    init(_ path: String) { self.path = path }

    /// Writes a batch. Returns why this was not possible.
    func append(_ batch: JournalBatch) -> Wording? {
        do throws(JournalError) {
            try opened().append(batch)
            return nil
        } catch {
            return Wording(verbatim: "\(error)")
        }
    }

    /// Reads the newest entries.
    func extract(_ limit: Int) throws(JournalError) -> JournalExtract { try opened().extract(limit: limit) }

    private func opened() throws(JournalError) -> JournalDatabase {
        if let database { return database }
        let new = try JournalDatabase(creating: path)
        database = new
        return new
    }
}
