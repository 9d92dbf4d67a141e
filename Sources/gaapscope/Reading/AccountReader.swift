// Asks one question and waits for its end: what commands without a screen do with the fetch service. Rows are handed
// over as they come, in the order of the service within an owner; whoever wants them all has them kept.

import Essentials
import Inventory
import Reports
import TencentCloud

struct AccountReader: Sendable {
    /// What came of a question.
    struct Outcome: Sendable {
        let language: Language
        var account = Account()
        /// Rows in the order of the service, owner after owner.
        var rows: [Int] = []
        var notices: [Notice] = []
        var failures: [CloudError] = []
        var isShort = false
        /// The owner or listener that was asked about is not there.
        var isMissing = false
        /// Lists that the same cause kept from being read, beside the one that its notice is about, by the notice's
        /// place.
        fileprivate(set) var alike: [Int: [String]] = [:]
        fileprivate var causes: [(error: CloudError, notice: Int)] = []
        /// Listeners were read, be it an answer without any. Owners alone are nothing to anybody who asks for
        /// listeners.
        var hasRead = false

        init(language: Language) { self.language = language }

        var isComplete: Bool { failures.isEmpty && !isShort && !isMissing }
        /// Nothing was read at all, and that is a failure.
        var isEmptyHanded: Bool { isMissing || !hasRead && !failures.isEmpty }

        var status: ExitStatus {
            // As when the service says that there is no such thing.
            if isMissing { return .network }
            guard !failures.isEmpty else { return isShort ? .partial : .fine }
            return isEmptyHanded ? failures.map(ExitStatus.init).min { $0.gravity > $1.gravity } ?? .partial : .partial
        }
    }

    /// What is wanted besides the answer.
    struct Wishes {
        /// To read the lists of owners as well, where the question alone does not need them.
        var learnsOwners = false
        /// To leave out of account whether an owner forwards anything.
        var ignoresOwnerStatus = false
        /// To keep the rows in the account.
        var keepsRows = true
        /// Is handed each page as soon as its turn has come, with the account as far as it is known.
        var page: (FetchedPage, Account) -> Void = { _, _ in }
        /// Is told how far the reading is.
        var progress: Progress?
    }

    private let assembly: Assembly

    init(_ assembly: Assembly) { self.assembly = assembly }

    func read(_ question: Question, _ wishes: Wishes = Wishes()) async -> Outcome {
        let (events, feed) = AsyncStream.makeStream(of: FetchEvent.self)
        let backlog = Backlog()
        let service = assembly.fetchService(pace: backlog.room) { event in
            guard case .page = event else {
                feed.yield(event)
                return
            }
            backlog.add()
            // Nobody takes it any more, and what waits for room must not wait for good.
            if case .terminated = feed.yield(event) { backlog.take() }
        }
        var reading = UnderWay(outcome: Outcome(language: assembly.settings.language), wishes: wishes)
        var question = question
        if question.scope != .all { question.readsOwner = !wishes.ignoresOwnerStatus }
        reading.begin(LoadID(1), question)
        await service.load(question, id: LoadID(1), priority: .foreground)
        for await event in events {
            if case .finished = event { break }
            reading.take(event)
            if case .page = event { backlog.take() }
        }
        if wishes.learnsOwners, question.scope != .all, !reading.outcome.isEmptyHanded {
            reading.begin(LoadID(2), Question(.all))
            await service.loadOwners(id: LoadID(2))
            for await event in events {
                if case .finished = event { break }
                reading.take(event)
            }
        }
        await service.close()
        return reading.end()
    }

    /// A reading that goes on.
    private struct UnderWay {
        var outcome: Outcome
        let wishes: Wishes
        private var order = PageOrder()
        private var owners: [OwnerID?] = []
        private var listed: Set<OwnerID?> = []
        private var rowsOfOwner: [OwnerID?: [Int]] = [:]
        private var known: Set<Int> = []
        /// Pages that wait for the status of the owner that they are about: without it a row has no state.
        private var held: [(page: FetchedPage, run: LoadID)] = []
        private var awaitsOwner = false

        init(outcome: Outcome, wishes: Wishes) {
            self.outcome = outcome
            self.wishes = wishes
        }

        mutating func begin(_ run: LoadID, _ question: Question) {
            outcome.account.begin(run, question, isOnlySource: true)
            outcome.account.heedsOwners = !wishes.ignoresOwnerStatus
            awaitsOwner = !wishes.keepsRows && question.scope != .all && question.readsOwner
        }

        mutating func take(_ event: FetchEvent) {
            switch event {
            case .page(let run, let page):
                // Several pages are in flight, and are taken in the order of the service.
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
            let changes = outcome.account.apply(event, at: TimeSource.system.moment)
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
                outcome.notices.append(Notice(warning[outcome.language], language: outcome.language))
            case .called(let call): wishes.progress?.note(call)
            case .nothing, .owners, .finished, .history, .traffic: break
            }
        }

        private mutating func hold(_ page: FetchedPage, of run: LoadID) {
            if awaitsOwner { held.append((page, run)) } else { take(page, of: run) }
        }

        /// The owner was read, or will not be.
        private mutating func release() {
            awaitsOwner = false
            let pages = held
            held = []
            for (page, run) in pages { take(page, of: run) }
        }

        private mutating func take(_ page: FetchedPage, of run: LoadID) {
            wishes.progress?.note(rows: page.newCount)
            wishes.page(page, outcome.account)
            if wishes.keepsRows { apply(.page(run, page)) }
        }

        mutating func end() -> Outcome {
            release()
            var outcome = outcome
            outcome.rows = owners.flatMap { rowsOfOwner[$0] ?? [] }.filter { !outcome.account.rows[$0].isRemoved }
            return outcome
        }
    }
}

extension AccountReader.Outcome {
    fileprivate mutating func note(_ result: ReadingOutcome, of pages: Notice.Pages) {
        guard let notice = Notice(result, of: pages, language: language) else { return }
        if case .failed(let error) = result {
            // One cause that keeps several lists from being read is told once.
            switch pages {
            case .owners: if failures.contains(where: error.isSameCause(as:)) { return }
            case .listeners(let owner): if isKnown(error, of: owner) { return }
            }
            failures.append(error)
        } else {
            isShort = true
        }
        notices.append(notice)
    }

    /// Notes an owner beside the first one that had the same; false for the first.
    private mutating func isKnown(_ error: CloudError, of owner: String) -> Bool {
        guard let known = causes.first(where: { error.isSameCause(as: $0.error) }) else {
            causes.append((error, notices.count))
            return false
        }
        alike[known.notice, default: []].append(owner)
        return true
    }

    /// How much went wrong, each owner counted.
    var faultCount: Int { notices.count + alike.values.reduce(0) { $0 + $1.count } }

    /// What went wrong, one line for each cause.
    var lines: [String] {
        let named = 5
        return notices.enumerated().map { index, notice in
            guard let others = alike[index] else { return notice.line }
            let list = others.prefix(named).joined(separator: ", ")
            let count = Count.text(others.count - named)
            let more =
                others.count > named ? Wording(" and \(count) more", zh: " 等，另有 \(count) 个") : Wording(verbatim: "")
            let same = Wording("; the same for \(list)\(more[.english])", zh: "；以下也是如此：\(list)\(more[.chinese])")
            return notice.line + same[language]
        }
    }

    /// Says on standard error what went wrong.
    func tell() {
        for line in lines { say(Wording(verbatim: line)) }
    }
}
