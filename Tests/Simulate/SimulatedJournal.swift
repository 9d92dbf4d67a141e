// The journal without its queue: every batch is written at once, on the only thread.

import Essentials
import Journal
import Reports

/// The journal of the account. Unchecked, because the simulation has only one thread.
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

    /// Reads the newest entries, all pieces as one.
    func extract(_ limit: Int) throws(JournalError) -> JournalExtract {
        var whole = JournalExtract()
        try opened().extract(limit: limit) { piece in
            let entries = whole.entries + piece.entries
            whole = piece
            whole.entries = entries
        }
        return whole
    }

    private func opened() throws(JournalError) -> JournalDatabase {
        if let database { return database }
        let new = try JournalDatabase(creating: path)
        database = new
        return new
    }
}
