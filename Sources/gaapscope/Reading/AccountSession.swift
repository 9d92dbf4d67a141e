// Reads the answers to questions one after another and waits for the end of each read. Pages are passed on as they
// arrive, within an owner in the order of the service. Rows are kept only if the caller wants them.

import Essentials
import Inventory
import Reports

/// A fetch service, and the evaluation of its events.
struct AccountSession: Sendable {
    typealias MakeService = (
        _ pace: @escaping @Sendable () async -> Void, _ emit: @escaping @Sendable (FetchEvent) -> Void
    ) -> FetchService

    private let language: Language
    private let time: TimeSource
    private let service: FetchService
    private let events: AsyncStream<FetchEvent>
    private let backlog: Backlog

    init(language: Language, time: TimeSource = .system, _ makeService: MakeService) {
        self.language = language
        self.time = time
        let (events, feed) = AsyncStream.makeStream(of: FetchEvent.self)
        let backlog = Backlog()
        self.events = events
        self.backlog = backlog
        service = makeService({ await backlog.room() }) { event in
            guard case .page = event else {
                feed.yield(event)
                return
            }
            backlog.add()
            // After the end of the stream, nothing processes pages. The page is counted as processed, so that no task
            // waits forever.
            if case .terminated = feed.yield(event) { backlog.take() }
        }
    }

    /// Reads the answer to a question.
    /// - Parameters:
    ///   - number: the number of the read. Each read of the session has a different one.
    ///   - account: what is known before the read. The account of the outcome also contains what was read.
    func read(
        _ question: Question, _ wishes: AccountReader.Wishes, number: Int = 1,
        into account: consuming Account = Account()
    ) async -> AccountReader.Outcome {
        var outcome = AccountReader.Outcome(question.scope, language: language)
        outcome.account = account
        var reading = UnderWay(outcome, wishes, time: time)
        // The read must hold the only copy, or every change would copy the account.
        outcome.account = Account()
        var question = question
        if question.scope != .all { question.readsOwner = !wishes.ignoresOwnerStatus }
        let runs = [LoadID(2 * number), LoadID(2 * number + 1)]
        for run in runs {
            reading.begin(run, question)
            await service.load(question, id: run, priority: wishes.priority)
            await take(&reading)
            // A member of a group has no listeners: its group has them.
            guard let group = reading.outcome.groupOfMember else { break }
            question.scope = Scope(group)
            reading.startAgain(question.scope)
        }
        return reading.end(runs)
    }

    private func take(_ reading: inout UnderWay) async {
        for await event in events {
            reading.take(event)
            if case .finished = event { return }
            if case .page = event { backlog.take() }
        }
    }

    /// Cancels requests that are under way and closes the connections.
    func close() async { await service.close() }
}

/// The state of a read that is under way.
private struct UnderWay {
    var outcome: AccountReader.Outcome
    let wishes: AccountReader.Wishes
    let time: TimeSource
    private var order = PageOrder()
    private var owners: [OwnerID?] = []
    private var listed: Set<OwnerID?> = []
    private var rowsOfOwner: [OwnerID?: [Int]] = [:]
    private var known: Set<Int> = []
    /// Pages that wait for the status of their owner, without which rows have no state.
    private var held: [(page: FetchedPage, run: LoadID)] = []
    private var awaitsOwner = false
    private var warnings: [Notice] = []

    init(_ outcome: AccountReader.Outcome, _ wishes: AccountReader.Wishes, time: TimeSource) {
        self.outcome = outcome
        self.wishes = wishes
        self.time = time
    }

    mutating func begin(_ run: LoadID, _ question: Question) {
        outcome.account.begin(run, question, isOnlySource: true)
        outcome.account.usesOwnerStates = !wishes.ignoresOwnerStatus
        awaitsOwner = !wishes.keepsRows && question.scope != .all && question.readsOwner
    }

    /// Discards what was read of a member and starts again with its group.
    mutating func startAgain(_ scope: Scope) {
        var next = AccountReader.Outcome(scope, language: outcome.language)
        next.account.transitions.areWanted = outcome.account.transitions.areWanted
        next.account.longestGap = outcome.account.longestGap
        next.notices = warnings
        next.noteMember(outcome.scope.id ?? "")
        self = UnderWay(next, wishes, time: time)
    }

    mutating func take(_ event: FetchEvent) {
        switch event {
        case .page(let run, let page):
            // Several pages are in flight. They are processed in the order of the service.
            outcome.hasRead = true
            for page in order.take(page) { hold(page, of: run) }
        case .passEnded(let run, let pass, _):
            for page in order.finish(pass.list) { hold(page, of: run) }
            apply(event)
        case .ownersListed:
            apply(event)
            release()
        default: apply(event)
        }
    }

    private mutating func apply(_ event: FetchEvent) {
        let now = time.moment
        let changes = outcome.account.apply(event, at: now)
        if !changes.transitions.isEmpty { wishes.changed(changes.transitions, outcome.account, now) }
        switch changes.fact {
        case .listEnded(_, let action, let result): outcome.note(result, of: .owners(by: action))
        case .sweeping(_, let owners):
            self.owners = owners
            listed = Set(owners)
            wishes.progress?.note(owners: owners.count)
        case .page(_, let page):
            if listed.insert(page.pass.owner).inserted { owners.append(page.pass.owner) }
            rowsOfOwner[page.pass.owner, default: []] += changes.rows.filter { known.insert($0).inserted }
        case .passEnded(_, let pass, let result):
            if case .failed = result {} else { outcome.hasRead = true }
            outcome.note(result, of: .listeners(of: pass.owner?.text ?? ""))
            wishes.progress?.noteOwnerRead()
        case .warned(let warning):
            warnings.append(Notice(warning[outcome.language], language: outcome.language))
            outcome.notices += warnings.suffix(1)
        case .called(let call):
            wishes.progress?.note(call)
            wishes.called(AccountReader.Call(call))
        case .nothing, .owners, .finished, .history, .traffic: break
        }
    }

    private mutating func hold(_ page: FetchedPage, of run: LoadID) {
        if awaitsOwner { held.append((page, run)) } else { take(page, of: run) }
    }

    /// Processes the held pages. Called when the owner was read or could not be read.
    private mutating func release() {
        awaitsOwner = false
        let pages = outcome.groupOfMember == nil ? held : []
        held = []
        for (page, run) in pages { take(page, of: run) }
    }

    private mutating func take(_ page: FetchedPage, of run: LoadID) {
        wishes.progress?.note(rows: page.newCount)
        wishes.page(page, outcome.account)
        if wishes.keepsRows { apply(.page(run, page)) }
    }

    /// Ends the read and returns its outcome.
    /// - Parameter runs: the loads whose later events are ignored.
    consuming func end(_ runs: [LoadID]) -> AccountReader.Outcome {
        release()
        for run in runs { outcome.account.drop(run) }
        outcome.rows = owners.flatMap { rowsOfOwner[$0] ?? [] }.filter { !outcome.account.rows[$0].isRemoved }
        return outcome
    }
}
