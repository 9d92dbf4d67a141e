import Essentials
import Journal

extension LastState {
    /// Where the changes of the account are kept, beside what is kept of its last sweep.
    var journalPath: String { "\(path.dropLast(".json".count))/journal.db" }
}

extension JournalError: DescribedError {
    var message: Wording { words { Wording(errno: $0) } }
}
