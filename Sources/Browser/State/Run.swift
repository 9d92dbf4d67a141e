// Where a reading stands, for the header and for what is to be asked next.

import Essentials
import Inventory
import TencentCloud

/// One run of one question, as far as it has come.
struct Run: Sendable {
    let id: LoadID
    let question: Question
    let startedAt: Moment
    /// Asked for by a key rather than by the clock: Ctrl-C stops it.
    var isManual: Bool
    /// The same question had been read whole before, so that every row is there, if older.
    var isRereading = false
    /// The owners to read, once they are known.
    var owners: [OwnerID] = []
    var areOwnersKnown = false
    var finished: Set<OwnerID> = []
    var failed: [OwnerID: CloudError] = [:]
    /// Owners read to the end, of which a row may be missing all the same.
    var unsure: Set<OwnerID> = []
    /// Lists of owners that could not be read.
    var failedLists: [CloudError] = []
    /// The actions that list owners and whose list was not read whole.
    var unreadLists: Set<String> = []
    /// A list of owners was read to the end, and an owner may be missing all the same.
    var areOwnersUnsure = false
    /// A run that is about no owner was read to the end, and a row may be missing all the same.
    var isAnswerUnsure = false
    /// The failure of a run that is about no owner.
    var failure: CloudError?
    /// What a filtered question has found, the last time or this time.
    var found: Set<Int> = []
    /// What it has found this time: all that is left of `found` once everything is read.
    var foundNow: Set<Int> = []
    /// The newest reading of a run about one owner: it begins anew when the list changed meanwhile.
    var reading = 0
    /// The first reading of the run that brought a page.
    var firstReading: Int?
    /// Rows of that reading, and how many there are to read.
    var rowsRead = 0
    var total: Int?
    var finishedAt: Moment?
    /// The bell has rung for it.
    var hasRung = false

    init(id: LoadID, question: Question, startedAt: Moment, isManual: Bool) {
        self.id = id
        self.question = question
        self.startedAt = startedAt
        self.isManual = isManual
    }

    /// Takes over from an earlier run of the same question what holds until this one knows better.
    mutating func takeOver(_ earlier: Run) {
        isRereading = earlier.isWhole || earlier.isRereading && !earlier.isOver
        owners = earlier.owners
        failed = earlier.failed
        found = earlier.found
    }

    var isOver: Bool { finishedAt != nil }

    var hasFailures: Bool { failure != nil || !failed.isEmpty || !failedLists.isEmpty }

    private var isUnsure: Bool { areOwnersUnsure || isAnswerUnsure || !unsure.isEmpty }

    /// Everything that was asked for has been read.
    var isWhole: Bool { isOver && !hasFailures && !isUnsure }

    /// Whether counts can be vouched for: all is read, or is being read once more and nothing speaks against it.
    var isComplete: Bool { isWhole || isRereading && !isOver && !hasFailures && !isUnsure }

    /// Ctrl-C ended it.
    var isStopped: Bool { failure == .cancelled }
}
