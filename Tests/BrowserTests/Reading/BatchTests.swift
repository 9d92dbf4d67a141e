// The list takes rows in once per batch of messages, and moves only rows that have changed. Neither may be visible.

import Essentials
import Inventory
import Reports
import GAAP
import Testing

@testable import Browser

@Suite struct BatchTests {
    private static let first =
        "link-a 80 web 10.0.0.1\nlink-a 81 api 10.0.0.2!\nlink-b 82 web 10.0.0.3\nlink-b 83 ftp 10.0.0.4"
    private static let second =
        "link-a 80 web 10.0.0.1!\nlink-a 81 api 10.0.0.2!\nlink-a 79 new 10.0.0.9\nlink-b 82 web 10.0.0.3\nlink-b 83 ftp 10.0.0.4"

    /// The messages of a sweep without its end, after which the list would be built again.
    private func messages(_ text: String, of run: LoadID, pass: Int, at now: Moment) -> [Message] {
        Listeners.parse(text).enumerated().flatMap { number, owner -> [FetchEvent] in
            let pass = Pass(owner.id, .tcp, number: pass + number)
            let page = FetchedPage(
                pass, request: Pages.Request(offset: 0, limit: 100), listeners: owner.listeners,
                total: owner.listeners.count, receivedAt: now + Double(number), requestID: "request")
            return [.page(run, page), .passEnded(run, pass, .complete)]
        }.map(Message.fetched)
    }

    @Test(
        arguments: ["state", "-state", "port", "name", "down", "age", "for", "owner"],
        ["", "web", "state:down", "!web"])
    func `Pages in one batch, pages one by one, and a new list show the same rows`(sort: String, filter: String) throws
    {
        let order = try #require(SortOrder(word: sort))
        var single = Conversation(Self.first) { $0.sort = order }
        if !filter.isEmpty {
            single.type("/\(filter)")
            single.press(.enter)
        }
        single.wait(31)
        single.press(.character("R"))
        var batch = single
        let all = messages(Self.second, of: single.run, pass: 100, at: single.now)
        for message in all { single.send(message) }
        batch.send(all)
        let listing = single.state.listing
        #expect(batch.state.listing.visible == listing.visible)
        #expect(batch.state.listing.counts == listing.counts)
        #expect(batch.state.listing.oldest == listing.oldest)
        #expect(batch.state.render() == single.state.render())
        var state = single.state
        state.relist()
        #expect(state.listing.visible == listing.visible)
        #expect(state.listing.counts == listing.counts)
        #expect(state.listing.oldest == listing.oldest)
    }

    @Test func `A key sees the rows of the pages before it in the same batch`() {
        var talk = Conversation(Self.first)
        talk.press(.character("R"))
        let pages = messages("link-a 70 new 10.0.0.1!\n" + Self.first, of: talk.run, pass: 100, at: talk.now)
        talk.send(pages + [.key(.character("g"))])
        #expect(talk.port == 70)
    }

    @Test func `Rows that are read again without a change only become younger`() {
        var talk = Conversation(Self.first)
        let before = (talk.state.listing.visible, talk.state.listing.oldest)
        talk.wait(31)
        talk.press(.character("R"))
        talk.send(messages(Self.first, of: talk.run, pass: 100, at: talk.now))
        #expect(talk.state.listing.visible == before.0)
        #expect(talk.state.listing.oldest == talk.now)
        #expect(before.1 != talk.now)
    }
}
