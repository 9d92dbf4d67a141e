import Essentials
import GAAP
import TencentCloud
import Testing

@testable import Browser
@testable import Inventory

/// Tests of what is requested, cancelled, refreshed and merged.
@Suite struct RunTests {
    static let account = """
        link-a 80 web 10.0.0.1
        link-a 81 api 10.0.0.2!
        lg-b 82 edge 10.0.0.3
        """
    static let owners = Listeners.parse(account)

    @Test
    func `At the start, the whole account is read in the background, and a single owner in the foreground`() {
        #expect(Conversation().effects == [.fetch(.load(Question(.all), LoadID(1), .background))])
        let one = Question(.group("lg-b"))
        #expect(Conversation(one).effects == [.fetch(.load(one, LoadID(1), .foreground))])
    }

    @Test
    func `Until the sweep ends, counts are lower bounds and the header shows the progress`() {
        var talk = Conversation()
        #expect(talk.screen[1].contains("finding proxies and groups"))
        talk.beginSweep(Self.owners)
        talk.read(Self.owners[0])
        #expect(talk.screen[0].contains(">=2 listeners"))
        #expect(talk.screen[1].hasPrefix(">= 1 DOWN  1 OK  swept 1/2"))
        talk.read(Self.owners[1])
        talk.deliver(.finished(talk.run))
        #expect(talk.screen[0].contains(" 3 listeners"))
        #expect(talk.screen[1].hasPrefix("1 DOWN  2 OK  oldest 0s"))
        #expect(!talk.screen[1].contains("swept"))
    }

    @Test
    func `Known counts stay exact during a refresh unless something fails`() {
        var talk = Conversation(Self.account)
        talk.press(.character("R"))
        #expect(talk.screen[0].contains(" 3 listeners"))
        talk.beginSweep(Self.owners)
        talk.finish(.proxy("link-a"), .failed(refusal()))
        #expect(talk.screen[0].contains(">=3 listeners"))
        #expect(talk.ports == [81, -1, 80, 82])
        talk.read(Self.owners[1])
        talk.deliver(.finished(talk.run))
        // The next run still shows the failed owner until it has been read.
        talk.press(.character("R"))
        #expect(talk.ports == [81, -1, 80, 82])
        #expect(talk.screen[1].contains("1 failed"))
        talk.readAll(Self.owners)
        #expect(talk.ports == [81, 80, 82])
        #expect(talk.screen[0].contains(" 3 listeners"))
    }

    @Test
    func `The header of one owner counts the rows of the current pass`() {
        var talk = Conversation(Question(.proxy("link-a")))
        talk.page(Self.owners[0], total: 1_284)
        #expect(talk.screen[0].contains("2 of 1,284 read"))
        talk.page(Self.owners[0], total: 1_284)
        #expect(talk.screen[0].contains("2 of 1,284 read"))
    }

    @Test
    func `A refresh starts one interval after the previous run ended, not earlier`() {
        var talk = Conversation(Self.account)
        talk.wait(29)
        talk.tick()
        #expect(talk.loads == [])
        talk.wait(1)
        talk.tick()
        #expect(talk.loads == [.fetch(.load(Question(.all), LoadID(2), .background))])
        talk.wait(300)
        talk.tick()
        #expect(talk.loads == [])
        talk.deliver(.finished(talk.run))
        talk.tick()
        #expect(talk.loads == [])
    }

    @Test
    func `While paused, nothing is read, ages are shown as times, and the only tick is when data becomes stale`() {
        var talk = Conversation(Self.account)
        talk.press(.character("Z"))
        let wait = talk.state.nextTick ?? 0
        #expect(wait > 60 && wait < 60.1)
        #expect(!talk.shows("STALE"))
        talk.wait(wait)
        talk.tick()
        #expect(talk.shows("STALE"))
        #expect((talk.state.nextTick ?? .infinity) > 3_600)
        talk.wait(3_600)
        talk.tick()
        #expect(talk.loads == [])
        #expect(talk.shows("PAUSED"))
        #expect(talk.shows("oldest 14:02:31"))
        talk.press(.character("a"))
        talk.press(.character("a"))
        #expect(talk.loads == [.fetch(.cancel(LoadID(2)))])
        talk.press(.character("Z"))
        talk.tick()
        #expect(talk.loads == [.fetch(.load(Question(.all), LoadID(3), .background))])
    }

    @Test
    func `+ and - step through the intervals, and :set interval sets any value`() {
        var talk = Conversation(Self.account)
        talk.press(.character("+"))
        #expect(talk.shows("refreshes every 60 s"))
        for _ in 0..<9 { talk.press(.character("+")) }
        #expect(talk.shows("this is the longest interval"))
        for _ in 0..<9 { talk.press(.character("-")) }
        #expect(talk.shows("this is the shortest interval"))
        talk.type(":set interval 7")
        talk.press(.enter)
        #expect(talk.state.interval == 7)
    }

    @Test
    func `Data older than two intervals is marked STALE`() {
        var talk = Conversation(Self.account)
        talk.wait(60)
        talk.tick()
        #expect(!talk.shows("STALE"))
        talk.wait(1)
        talk.tick()
        #expect(talk.screen[0].contains("STALE") && talk.screen[1].contains("oldest 1m"))
        #expect(talk.shows("STALE, as of 1m"))
    }

    @Test
    func `R during a read does not start another one, and Ctrl-C can then stop it`() {
        var talk = Conversation()
        let run = talk.run
        talk.press(.character("R"))
        #expect(talk.loads == [])
        #expect(talk.shows("already reading"))
        talk.press(.control("c"))
        #expect(talk.loads == [.fetch(.cancel(run))])
    }

    @Test
    func `Runs do not accumulate over days`() {
        var talk = Conversation(Self.account)
        for round in 0..<200 {
            talk.wait(31)
            talk.tick()
            if round % 3 == 0 { talk.press(.character("a")) }
            if round % 5 == 0 { talk.press(.character("p"), .escape) }
            if round % 7 == 0 {
                talk.type(":port 80")
                talk.press(.enter)
            }
            for id in talk.state.runs.keys {
                let isBad = round % 4 == 0
                if isBad { talk.deliver(.ownersListed(id, action: "DescribeProxies", .failed(refusal()))) }
                talk.deliver(.finished(id))
            }
        }
        #expect(talk.state.runs.count <= 3)
        #expect(talk.state.errors.count <= BrowserState.errorsKept)
    }

    @Test
    func `A failed connection is shown, and tried again after the interval`() {
        var talk = Conversation()
        let problem = CloudError.credentials(CredentialError(tried: [Wording(verbatim: "no TENCENTCLOUD_SECRET_ID")]))
        talk.finish(nil, .failed(problem))
        talk.deliver(.finished(talk.run))
        #expect(talk.shows("No credentials found"))
        talk.press(.escape)
        #expect(talk.shows("no credentials"))
        #expect(talk.shows("nothing could be read"))
        #expect(talk.screen[0].contains("all proxies(?)+groups(?)"))
        #expect(talk.screen[0].contains("nothing read  tried "))
        talk.wait(30)
        talk.tick()
        #expect(talk.effects.count == 1)
        talk.readAll(Self.owners)
        #expect(talk.state.failure == nil)
    }

    @Test
    func `A filtered question keeps its rows and the cursor during a refresh, and then drops missing rows`() {
        var talk = Conversation(Self.account)
        talk.type(":find 8")
        talk.press(.enter)
        #expect(talk.effects.last == .fetch(.load(Question(.all, searchValue: "8"), LoadID(2), .foreground)))
        #expect(talk.ports == [])
        talk.readAll(Self.owners)
        talk.press(.end)
        #expect(talk.port == 82)
        talk.wait(31)
        talk.tick()
        #expect(talk.ports == [81, 80, 82])
        talk.beginSweep(Self.owners)
        talk.finish(.proxy("link-a"))
        talk.read(Self.owners[1])
        talk.deliver(.finished(talk.run))
        #expect(talk.ports == [82])
        #expect(talk.port == 82)
        #expect(talk.state.account.rows.allSatisfy { !$0.isRemoved })
    }

    @Test
    func `A page of the background sweep moves the rows that a filtered question has found`() {
        var talk = Conversation()
        let sweep = talk.run
        talk.beginSweep(Self.owners)
        talk.type(":find 8")
        talk.press(.enter)
        talk.page(Self.owners[0])
        talk.page(Self.owners[1])
        #expect(talk.ports == [81, 80, 82])
        talk.read(Listeners.parse("lg-b 82 edge 10.0.0.3!")[0], of: sweep)
        #expect(talk.ports == [81, 82, 80])
        talk.read(Listeners.parse("lg-b 83 other 10.0.0.3")[0], of: sweep)
        #expect(talk.ports == [81, 80])
    }

    @Test
    func `A listener requested by id is no longer shown when it is gone`() {
        let id = Listeners.id(80, "link-a")
        var talk = Conversation(Question(.listener(id)))
        talk.deliver(
            .page(
                talk.run,
                FetchedPage(
                    Pass(nil, .tcp, number: 1), request: Pages.Request(offset: 0, limit: 100),
                    listeners: [Self.owners[0].listeners[0]], total: 1, receivedAt: talk.now,
                    requestID: nil)))
        talk.finish(nil)
        talk.deliver(.finished(talk.run))
        #expect(talk.ports == [80])
        talk.press(.character("R"))
        #expect(talk.ports == [80])
        talk.finish(nil)
        talk.deliver(.finished(talk.run))
        #expect(talk.ports == [])
        #expect(talk.shows("listener \(id) was not found"))
    }

    @Test
    func `Opening a listener during a sweep reads its owner next`() {
        var talk = Conversation()
        talk.beginSweep(Self.owners)
        talk.read(Self.owners[0])
        talk.press(.enter)
        #expect(talk.loads == [.fetch(.prefer(.proxy("link-a"), talk.run))])
    }
}
