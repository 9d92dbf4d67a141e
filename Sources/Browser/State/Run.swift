// The progress and the result of a run, for the header and for deciding what to request next.

import Essentials
import Inventory
import TencentCloud

/// One run of a question.
struct Run: Sendable {
    let id: LoadID
    let question: Question
    let startedAt: Moment
    /// Whether a key requested the run. Ctrl-C stops only such runs.
    var isManual: Bool
    /// Whether the question was read completely before, so that every row is present, although it may be older than
    /// this run.
    var isRereading = false
    /// The owners to read, once they are known.
    var owners: [OwnerID] = [] { didSet { groupCount = owners.count { $0.isGroup } } }
    /// How many of the owners are groups.
    private(set) var groupCount = 0
    var areOwnersKnown = false
    /// The lists of listeners that have ended, successfully or not.
    private var ended: Set<ListID> = []
    private var failures: [ListID: CloudError] = [:]
    private var unsureLists: Set<ListID> = []
    /// The errors of lists of owners.
    var failedLists: [CloudError] = []
    /// The actions whose list of owners was not read completely.
    var unreadLists: Set<String> = []
    /// Whether a list of owners may lack an owner although it was read to the end.
    var areOwnersUnsure = false
    /// Whether a run without owner may lack a row although it was read to the end.
    var isAnswerUnsure = false
    /// The error of a run without owner.
    var failure: CloudError?
    /// The rows that a filtered question has found in the previous or in this run.
    var found: Set<Int> = []
    /// The rows that the filtered question has found in this run. At the end of the run they replace `found`.
    var foundNow: Set<Int> = []
    /// The newest pass over each kind of listeners. A pass is restarted if the list changed during the read.
    private var passes: [ListenerKind: PassCount] = [:]
    var finishedAt: Moment?
    /// Whether the bell has rung for this run.
    var hasRung = false

    init(id: LoadID, question: Question, startedAt: Moment, isManual: Bool) {
        self.id = id
        self.question = question
        self.startedAt = startedAt
        self.isManual = isManual
    }

    /// The progress of a pass over one kind of listeners.
    private struct PassCount: Sendable {
        let pass: Pass
        var rows = 0
        var total: Int?
    }

    /// Counts the rows of a page.
    mutating func note(_ page: FetchedPage) {
        let known = passes[page.pass.kind].flatMap { $0.pass == page.pass ? $0 : nil }
        passes[page.pass.kind] = PassCount(
            pass: page.pass, rows: (known?.rows ?? 0) + page.newCount, total: page.total)
    }

    /// Notes the outcome of a pass.
    mutating func note(_ pass: Pass, _ outcome: ReadingOutcome) {
        let list = pass.list
        if list.owner != nil { ended.insert(list) }
        if case .failed(let error) = outcome {
            if list.owner != nil { failures[list] = error } else { failure = error }
            return
        }
        guard list.owner != nil else {
            if outcome != .complete { isAnswerUnsure = true }
            return
        }
        failures[list] = nil
        if outcome != .complete { unsureLists.insert(list) }
    }

    /// Notes that every owner was read, because the account is a snapshot.
    mutating func noteAllRead() {
        ended = Set(owners.map { ListID($0, .tcp) })
    }

    /// Removes the failures of owners that no longer exist.
    mutating func keepFailures(of owners: Set<OwnerID>) {
        failures = failures.filter { $0.key.owner.map(owners.contains) ?? false }
    }

    /// Copies the results of an earlier run of the same question, which are valid until this run replaces them.
    mutating func takeOver(_ earlier: Run) {
        isRereading = earlier.isWhole || earlier.isRereading && !earlier.isOver
        owners = earlier.owners
        failures = earlier.failures
        found = earlier.found
    }

    var isOver: Bool { finishedAt != nil }

    var hasFailures: Bool { failure != nil || !failures.isEmpty || !failedLists.isEmpty }

    private var isUnsure: Bool { areOwnersUnsure || isAnswerUnsure || !unsureLists.isEmpty }

    /// The owners whose read has ended, successfully or not.
    var finished: Set<OwnerID> { Set(ended.compactMap(\.owner)) }

    /// The owners that could not be read, with the error of the first kind of listeners that failed.
    var failed: [OwnerID: CloudError] {
        var failed: [OwnerID: CloudError] = [:]
        for (list, error) in failures.sorted(by: { $0.key < $1.key }) {
            if let owner = list.owner, failed[owner] == nil { failed[owner] = error }
        }
        return failed
    }

    /// The owners that may lack a row although they were read to the end.
    var unsure: Set<OwnerID> { Set(unsureLists.compactMap(\.owner)) }

    /// Whether a page has been received.
    var hasPages: Bool { !passes.isEmpty }
    /// The number of rows read in the newest passes.
    var rowsRead: Int { passes.values.reduce(0) { $0 + $1.rows } }
    var total: Int? {
        passes.isEmpty
            ? nil : passes.values.reduce(0) { all, pass in all.flatMap { all in pass.total.map { all + $0 } } }
    }

    /// Whether everything was read completely.
    var isWhole: Bool { isOver && !hasFailures && !isUnsure }

    /// Whether counts are exact: everything was read completely, or is being read again without a failure so far.
    var isComplete: Bool { isWhole || isRereading && !isOver && !hasFailures && !isUnsure }

    /// Whether Ctrl-C ended the run.
    var isStopped: Bool { failure == .cancelled }
}
