import Essentials
import Journal

extension LastState {
    /// The path of the account's journal, beside the file with its last sweep.
    var journalPath: String { "\(path.dropLast(".json".count))/journal.db" }
}

extension JournalError: DescribedError {
    var message: Wording { words { Wording(errno: $0) } }
}
