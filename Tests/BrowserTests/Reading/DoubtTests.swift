import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct DoubtTests {
    @Test
    func `The listeners of an owner that is gone are removed, unless a list of owners failed`() {
        var talk = Conversation(RunTests.account)
        talk.press(.character("R"))
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxyGroupList", .failed(refusal())))
        talk.readAll([RunTests.owners[0]])
        #expect(talk.ports == [81, 80, 82])
        talk.press(.character("R"))
        talk.readAll([RunTests.owners[0]])
        #expect(talk.ports == [81, 80])
        #expect(talk.screen[0].contains("proxies(1)+groups(0)"))
    }

    @Test(arguments: [
        (ReadingOutcome.short(missing: 2), "2 owners fewer"), (.changedWhileReading, "changed while reading"),
    ])
    func `An incomplete list of owners makes counts lower bounds and removes no owner`(
        outcome: ReadingOutcome, words: String
    ) {
        var talk = Conversation(RunTests.account)
        talk.press(.character("R"))
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxyGroupList", outcome))
        #expect(talk.shows(words))
        talk.readAll([RunTests.owners[0]])
        #expect(talk.ports == [81, 80, 82])
        #expect(talk.screen[1].contains(">="))
        talk.press(.character("R"))
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxyGroupList", .complete))
        talk.readAll([RunTests.owners[0]])
        #expect(talk.ports == [81, 80])
        #expect(!talk.screen[1].contains(">="))
    }

    @Test
    func `A mistyped id is shown as failed and is not added to the owners`() {
        var talk = Conversation(RunTests.account)
        talk.type(":proxy link-typo")
        talk.press(.enter)
        talk.finish(.proxy("link-typo"), .failed(refusal("ResourceNotFound")))
        talk.deliver(.finished(talk.run))
        #expect(talk.ports == [-1])
        #expect(talk.shows("link-typo unreadable: ResourceNotFound (L)"))
        talk.press(.escape, .escape, .character("p"))
        #expect(talk.shows("Proxies 1"))
        #expect(!talk.shows("link-typo"))
    }

    @Test(arguments: [ReadingOutcome.changedWhileReading, .short(missing: 2)])
    func `An uncertain outcome is shown`(outcome: ReadingOutcome) {
        var talk = Conversation(Question(.proxy("link-a")))
        talk.page(RunTests.owners[0])
        talk.finish(.proxy("link-a"), outcome)
        #expect(talk.shows(outcome == .changedWhileReading ? "changed while reading" : "2 rows fewer"))
    }

    @Test(arguments: [ReadingOutcome.changedWhileReading, .short(missing: 1)])
    func `Counts of rows that may be incomplete are lower bounds`(outcome: ReadingOutcome) {
        var talk = Conversation()
        talk.beginSweep(RunTests.owners)
        talk.read(RunTests.owners[0])
        talk.page(RunTests.owners[1])
        talk.finish(.group("lg-b"), outcome)
        talk.deliver(.finished(talk.run))
        #expect(talk.screen[0].contains(">=3 listeners"))
        #expect(talk.screen[1].contains("1 incomplete"))
    }

    @Test
    func `Rows of another owner and an endless list are shown, and their counts are lower bounds`() {
        var talk = Conversation()
        talk.beginSweep(RunTests.owners)
        talk.read(RunTests.owners[0])
        talk.page(RunTests.owners[1])
        talk.finish(.group("lg-b"), .foreign(rows: 1, owner: .proxy("link-a")))
        talk.deliver(.finished(talk.run))
        #expect(talk.screen[0].contains(">=3 listeners"))
        #expect(talk.screen[1].contains("1 incomplete"))
        #expect(talk.shows("1 row names another owner"))
        talk.press(.character("L"))
        #expect(talk.shows("1 row names another owner"))
        var other = Conversation(Question(.proxy("link-a")))
        other.page(RunTests.owners[0])
        other.finish(.proxy("link-a"), .endless(rows: 20_000))
        #expect(other.shows("stopped after 20,000 rows"))
    }

    @Test
    func `An incomplete read without rows does not claim that there are no listeners`() {
        var talk = Conversation()
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxies", .short(missing: 1)))
        talk.beginSweep([])
        talk.deliver(.finished(talk.run))
        #expect(!talk.shows("has no TCP listeners"))
        #expect(talk.shows("not everything could be read"))
    }

    @Test
    func `A listener without an owner is shown under the requested owner, or with an unknown owner`() {
        var owner = RunTests.owners[0]
        for index in owner.listeners.indices {
            (owner.listeners[index].proxyID, owner.listeners[index].groupID) = (nil, nil)
        }
        var talk = Conversation(Question(Scope(owner.id)))
        talk.read(owner)
        talk.deliver(.finished(talk.run))
        #expect(talk.ports.count == owner.listeners.count)
        var one = Conversation(Question(.listener(owner.listeners[0].listenerID ?? "")), rows: 60)
        owner.listeners = [owner.listeners[0]]
        one.deliver(
            .page(
                one.run,
                FetchedPage(
                    Pass(nil, .tcp, number: 1), request: .init(offset: 0, limit: 100), listeners: owner.listeners,
                    total: 1,
                    receivedAt: one.now, requestID: nil)))
        one.finish(nil)
        one.deliver(.finished(one.run))
        #expect(one.ports == [owner.listeners[0].port])
        one.press(.enter)
        #expect(one.shows("not named by the service"))
    }

    @Test
    func `A new owner makes counts lower bounds until it is read`() {
        var talk = Conversation(RunTests.account)
        talk.press(.character("R"))
        talk.beginSweep(RunTests.owners + Listeners.parse("link-new"))
        #expect(talk.screen[0].contains(">=3 listeners"))
    }

    @Test
    func `The count of a listener requested by id is a lower bound if the service announces more rows`() {
        var talk = Conversation(Question(.listener("listener-00080k-a")))
        let listeners = Listeners.parse("link-a 80 web 10.0.0.1").flatMap(\.listeners)
        talk.deliver(
            .page(
                talk.run,
                FetchedPage(
                    Pass(nil, .tcp, number: 1), request: .init(offset: 0, limit: 100), listeners: listeners, total: 5,
                    receivedAt: talk.now, requestID: nil)))
        talk.finish(nil, .short(missing: 4))
        talk.deliver(.finished(talk.run))
        #expect(talk.screen[0].contains(">=1 listener"))
        #expect(talk.shows("the list: the service returned 4 rows fewer than it announced"))
    }
}
