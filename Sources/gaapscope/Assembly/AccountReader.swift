// Asks one question and waits for its end: what commands without a screen do with the fetch service.

import Inventory
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
        fileprivate var rowsOfOwner: [OwnerID?: [Int]] = [:]
        fileprivate var owners: [OwnerID?] = []

        init(language: Language) { self.language = language }

        var isComplete: Bool { failures.isEmpty && !isShort }
        /// Nothing was read at all, and that is a failure.
        var isEmptyHanded: Bool { rows.isEmpty && !failures.isEmpty }

        var status: ExitStatus {
            guard let worst = failures.first else { return isShort ? .partial : .fine }
            return isEmptyHanded ? ExitStatus(worst) : .partial
        }
    }

    private let assembly: Assembly

    init(_ assembly: Assembly) { self.assembly = assembly }

    func read(_ question: Question) async -> Outcome {
        let (events, feed) = AsyncStream.makeStream(of: FetchEvent.self)
        let service = assembly.fetchService { feed.yield($0) }
        var outcome = Outcome(language: assembly.settings.language)
        await service.load(question, id: LoadID(1), priority: .foreground)
        for await event in events {
            if case .finished = event { break }
            take(event, into: &outcome)
        }
        await service.close()
        outcome.rows = outcome.owners.flatMap { outcome.rowsOfOwner[$0] ?? [] }
            .filter { !outcome.account.rows[$0].isRemoved }
        return outcome
    }

    private func take(_ event: FetchEvent, into outcome: inout Outcome) {
        switch event {
        case .owners(_, let owners): outcome.account.learn(owners)
        case .ownersListed(_, let action, let result): outcome.note(result, of: .owners(by: action))
        case .sweeping(_, let owners): outcome.owners = owners
        case .page(_, let page):
            let rows = outcome.account.merge(
                page.listeners, askedOf: page.owner, reading: page.reading, at: page.receivedAt,
                requestID: page.requestID, received: page.received)
            if !outcome.owners.contains(page.owner) { outcome.owners.append(page.owner) }
            let known = Set(outcome.rowsOfOwner[page.owner] ?? [])
            outcome.rowsOfOwner[page.owner, default: []] += rows.filter { !known.contains($0) }
        case .ownerFinished(_, let owner, let reading, let result):
            outcome.finish(owner, reading: reading, result)
        case .finished, .history, .traffic, .called: break
        }
    }
}

extension AccountReader.Outcome {
    fileprivate mutating func finish(_ owner: OwnerID?, reading: Int, _ result: ReadingOutcome) {
        if case .complete = result, let owner { _ = account.removeUnseen(of: owner, reading: reading) }
        note(result, of: .listeners(of: owner?.text ?? ""))
    }

    fileprivate mutating func note(_ result: ReadingOutcome, of pages: Notice.Pages) {
        guard let notice = Notice(result, of: pages, language: language) else { return }
        if case .failed(let error) = result { failures.append(error) } else { isShort = true }
        notices.append(notice)
    }
}
