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
    var owners: [OwnerID] = [] { didSet { groupCount = owners.count { $0.isGroup } } }
    /// How many of the owners are groups.
    private(set) var groupCount = 0
    var areOwnersKnown = false
    /// Lists of listeners that were read to the end, well or not.
    private var ended: Set<ListID> = []
    private var failures: [ListID: CloudError] = [:]
    private var unsureLists: Set<ListID> = []
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
    /// The newest pass over each kind of listeners: it begins again when the list changed meanwhile.
    private var passes: [ListenerKind: PassCount] = [:]
    var finishedAt: Moment?
    /// The bell has rung for it.
    var hasRung = false

    init(id: LoadID, question: Question, startedAt: Moment, isManual: Bool) {
        self.id = id
        self.question = question
        self.startedAt = startedAt
        self.isManual = isManual
    }

    /// How far the pass over one kind of listeners is.
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

    /// Notes how a pass ended.
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

    /// Notes that every owner was read, as far as it is known: the account is a snapshot.
    mutating func noteAllRead() {
        ended = Set(owners.map { ListID($0, .tcp) })
    }

    /// Forgets what failed of owners that are gone.
    mutating func keepFailures(of owners: Set<OwnerID>) {
        failures = failures.filter { $0.key.owner.map(owners.contains) ?? false }
    }

    /// Takes over from an earlier run of the same question what holds until this one knows better.
    mutating func takeOver(_ earlier: Run) {
        isRereading = earlier.isWhole || earlier.isRereading && !earlier.isOver
        owners = earlier.owners
        failures = earlier.failures
        found = earlier.found
    }

    var isOver: Bool { finishedAt != nil }

    var hasFailures: Bool { failure != nil || !failures.isEmpty || !failedLists.isEmpty }

    private var isUnsure: Bool { areOwnersUnsure || isAnswerUnsure || !unsureLists.isEmpty }

    /// Owners that were read to the end, well or not.
    var finished: Set<OwnerID> { Set(ended.compactMap(\.owner)) }

    /// Owners that could not be read, with the error of the first kind of listeners that failed.
    var failed: [OwnerID: CloudError] {
        var failed: [OwnerID: CloudError] = [:]
        for (list, error) in failures.sorted(by: { $0.key < $1.key }) {
            if let owner = list.owner, failed[owner] == nil { failed[owner] = error }
        }
        return failed
    }

    /// Owners read to the end, of which a row may be missing all the same.
    var unsure: Set<OwnerID> { Set(unsureLists.compactMap(\.owner)) }

    /// Whether a page has come.
    var hasPages: Bool { !passes.isEmpty }
    /// Rows that were read of the newest passes, and how many there are to read.
    var rowsRead: Int { passes.values.reduce(0) { $0 + $1.rows } }
    var total: Int? {
        passes.isEmpty
            ? nil : passes.values.reduce(0) { all, pass in all.flatMap { all in pass.total.map { all + $0 } } }
    }

    /// Everything that was asked for has been read.
    var isWhole: Bool { isOver && !hasFailures && !isUnsure }

    /// Whether counts can be vouched for: all is read, or is being read once more and nothing speaks against it.
    var isComplete: Bool { isWhole || isRereading && !isOver && !hasFailures && !isUnsure }

    /// Ctrl-C ended it.
    var isStopped: Bool { failure == .cancelled }
}
