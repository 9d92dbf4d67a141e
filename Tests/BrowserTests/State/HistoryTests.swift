import Essentials
import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct HistoryTests {
    static let account = "link-a 80 web 10.3.1.7! 10.3.1.8\nlink-a 81 api 10.0.0.2"
    static let id = Listeners.id(80, "link-a")
    static let keys = (0..<2).map { OriginKey(realServerID: "rs-0000000\($0)", listenerID: id) }
    static let queries = zip(keys, ["10.3.1.7", "10.3.1.8"]).map {
        HistoryQuery(key: $0, monitored: [MonitoredOrigin(channelID: "link-a", listenerID: id, origin: $1)])
    }

    /// A history of the last hour in which the origin is up at first and down for the last minutes.
    static func history(downFor minutes: Int, at now: Moment = Conversation.start) -> OriginHistory {
        let points = stride(from: 60, through: 0, by: -1).map { ago in
            OriginHistory.Point(at: now + Double(-60 * ago), health: ago > minutes ? .up : .down)
        }
        return OriginHistory(points: points, source: .service(granularity: 60), readAt: now)
    }

    static let refused = CloudError.service(
        ServiceError(
            code: "UnauthorizedOperation", message: "no", requestID: "1", action: "DescribeRealServerStatistics"))

    /// Returns the effects that concern histories and traffic.
    private func requests(_ talk: Conversation) -> [Effect] { talk.effects.filter { !talk.loads.contains($0) } }

    @Test
    func `Opening a detail requests the history of each origin and the traffic once, and again after a minute`() {
        var talk = Conversation(Self.account)
        talk.press(.enter)
        #expect(
            talk.effects == [
                .fetch(.loadHistory(Self.queries, at: talk.now)),
                .fetch(.loadTraffic(listenerID: Self.id, at: talk.now)),
            ])
        talk.press(.down)
        #expect(talk.effects == [])
        talk.wait(59)
        talk.press(.up)
        #expect(requests(talk) == [])
        talk.wait(1)
        talk.tick()
        #expect(requests(talk).count == 2)
    }

    @Test
    func `The pane requests histories when the cursor rests, and cancels pending ones when it moves on`() {
        var talk = Conversation(Self.account)
        talk.press(.down, .up)
        #expect(talk.effects == [])
        talk.wait(1)
        talk.tick()
        #expect(talk.effects == [.fetch(.loadHistory(Self.queries, at: talk.now))])
        talk.deliver(.history(Self.keys[0], .success(Self.history(downFor: 12)), at: talk.now))
        talk.press(.down)
        #expect(talk.effects == [.fetch(.cancelHistory([Self.keys[1]]))])
        talk.press(.up)
        talk.wait(1)
        talk.tick()
        #expect(talk.effects == [.fetch(.loadHistory([Self.queries[1]], at: talk.now))])
    }

    @Test
    func `While paused, opening a detail requests its histories only once`() {
        var talk = Conversation(Self.account)
        talk.press(.character("Z"))
        talk.wait(1)
        talk.tick()
        #expect(talk.effects == [])
        talk.press(.enter)
        #expect(requests(talk).count == 2)
        talk.wait(600)
        talk.press(.down)
        #expect(talk.effects == [])
    }

    @Test
    func `Histories of the visible problems are requested automatically, once and a few at a time`() throws {
        let lines = (0..<9).map { "link-a \(80 + $0) web 10.3.1.\($0)!" }.joined(separator: "\n")
        var talk = Conversation(lines, rows: 40)
        func inBackground(_ talk: Conversation) -> [HistoryQuery] {
            talk.effects.flatMap { effect -> [HistoryQuery] in
                if case .fetch(.loadHistory(let queries, _, .background)) = effect { queries } else { [] }
            }
        }
        talk.wait(0.1)
        talk.tick()
        let first = inBackground(talk)
        #expect(
            first.count == HistoryRequests.maximumInBackground && Set(first.map(\.key.listenerID)).count == first.count)
        talk.wait(0.1)
        talk.tick()
        #expect(inBackground(talk).isEmpty)
        for query in first { talk.deliver(.history(query.key, .success(Self.history(downFor: 12)), at: talk.now)) }
        talk.wait(1)
        talk.tick()
        let rest = inBackground(talk)
        #expect(!rest.isEmpty && Set(rest.map(\.key)).isDisjoint(with: first.map(\.key)))
        for query in rest { talk.deliver(.history(query.key, .success(Self.history(downFor: 3)), at: talk.now)) }
        #expect(talk.screen.count { $0.hasSuffix("12m") || $0.hasSuffix(" 3m") } >= 8)
        talk.wait(20)
        talk.tick()
        #expect(inBackground(talk).isEmpty)
        talk.type(":sort for")
        talk.press(.enter)
        let newest = talk.ports.first.map { Listeners.id($0, "link-a") }
        #expect(rest.contains { $0.key.listenerID == newest })
    }

    @Test
    func `A refusal stops automatic requests for histories and shows one line`() {
        var talk = Conversation("link-a 80 web 10.3.1.7!\nlink-a 81 api 10.3.1.8!")
        talk.wait(0.1)
        talk.tick()
        let key = OriginKey(realServerID: "rs-00000000", listenerID: Listeners.id(80, "link-a"))
        talk.deliver(.history(key, .failure(Self.refused), at: talk.now))
        #expect(talk.shows("no access to histories, so FOR shows only what was observed since the start"))
        talk.wait(700)
        talk.tick()
        #expect(!talk.effects.contains { if case .fetch(.loadHistory) = $0 { true } else { false } })
    }

    @Test(arguments: [true, false])
    func `Histories are not requested automatically while paused, or for problems whose beginning was observed`(
        paused: Bool
    ) {
        var talk = Conversation("link-a 80 web 10.3.1.7\nlink-a 81 api 10.3.1.8", rows: 10)
        if paused { talk.press(.character("Z")) } else { talk.wait(30) }
        talk.press(.character("R"))
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7!\nlink-a 81 api 10.3.1.8"))
        talk.wait(0.1)
        talk.tick()
        #expect(!talk.effects.contains { if case .fetch(.loadHistory) = $0 { true } else { false } })
    }

    @Test
    func `Without health check no history is requested`() {
        var talk = Conversation("link-a 80 web 10.3.1.7 off")
        talk.press(.enter)
        #expect(talk.effects == [.fetch(.loadTraffic(listenerID: Self.id, at: talk.now))])
    }

    @Test
    func `The pane shows since when an origin is down, and its last hour`() {
        var talk = Conversation(Self.account)
        talk.deliver(.history(Self.keys[0], .success(Self.history(downFor: 12)), at: talk.now))
        talk.deliver(.history(Self.keys[1], .success(Self.history(downFor: -1)), at: talk.now))
        let down = talk.screen.first { $0.contains("10.3.1.7 ") && $0.contains("9000") } ?? ""
        #expect(down.hasSuffix("13:50 12m ........................######"))
        let up = talk.screen.first { $0.contains("10.3.1.8 ") && $0.contains("9000") } ?? ""
        #expect(up.hasSuffix(" OK              .............................."))
        #expect(talk.shows("SINCE     LAST 60 MIN"))
        #expect(talk.screen.contains { $0.hasPrefix("PART     80 web") && $0.hasSuffix("12m") })
    }

    @Test
    func `SINCE shows the date of another day, and a lower bound if the beginning is unknown`() {
        var talk = Conversation(Self.account)
        let old = OriginHistory(
            points: stride(from: -180_060.0, through: 0, by: 60).map {
                .init(at: talk.now + $0, health: $0 < -180_000 ? .up : .down)
            }, source: .service(granularity: 60), readAt: talk.now)
        talk.deliver(.history(Self.keys[0], .success(old), at: talk.now))
        #expect(talk.shows("11-21 2d"))
        let always = OriginHistory(
            points: stride(from: -7_200.0, through: 0, by: 60).map { .init(at: talk.now + $0, health: .down) },
            source: .service(granularity: 60), readAt: talk.now)
        talk.deliver(.history(Self.keys[0], .success(always), at: talk.now))
        #expect(talk.shows(">=2h"))
    }

    @Test
    func `Without permission a line says so, observed changes are shown, and histories are not requested again`() {
        var talk = Conversation(Self.account)
        talk.press(.enter)
        for key in Self.keys { talk.deliver(.history(key, .failure(Self.refused), at: talk.now)) }
        #expect(talk.shows("history  not read, showing observations only: UnauthorizedOperation (L)"))
        talk.wait(90)
        talk.tick()
        #expect(requests(talk) == [.fetch(.loadTraffic(listenerID: Self.id, at: talk.now))])
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7! 10.3.1.8!\nlink-a 81 api 10.0.0.2"))
        #expect(talk.screen.contains { $0.contains("10.3.1.8") && $0.contains(">=0s") })
        talk.press(.escape, .down)
        talk.wait(2)
        talk.tick()
        #expect(requests(talk) == [])
    }

    @Test
    func `A temporary error is shown, the request is repeated after a minute, and the previous history stays`() {
        var talk = Conversation(Self.account)
        talk.press(.enter)
        for key in Self.keys { talk.deliver(.history(key, .success(Self.history(downFor: 12)), at: talk.now)) }
        talk.wait(61)
        talk.tick()
        #expect(requests(talk).contains(.fetch(.loadHistory(Self.queries, at: talk.now))))
        talk.deliver(.history(Self.keys[0], .failure(refusal()), at: talk.now))
        #expect(talk.shows("history  not read, showing the previous one: InternalError (L)"))
        // The row is stale by now, so FOR ends at the time when the row was read.
        #expect(talk.shows(">=12m"))
    }

    @Test
    func `Reasons name their fields, and a history adds its own reason`() {
        var talk = Conversation("link-a 80 web 10.3.1.7!\nlink-b 81 api 10.3.1.7!", columns: 100, rows: 40)
        #expect(talk.shows("why  10.3.1.7 also fails in api (link-b) -> the origin, not the path"))
        let flapping = OriginHistory(
            points: (0..<6).map { .init(at: talk.now + Double(-600 + 60 * $0), health: $0 % 2 == 0 ? .up : .down) },
            source: .service(granularity: 60), readAt: talk.now)
        talk.deliver(.history(Self.keys[0], .success(flapping), at: talk.now))
        #expect(talk.shows("10.3.1.7 went down 3 times in 10 min (from its history)"))
    }

    @Test
    func `If the list is sorted by FOR, a new history moves its row`() {
        var talk = Conversation("link-a 80 web 10.3.1.7!\nlink-a 81 api 10.3.1.7!")
        talk.type(":sort for")
        talk.press(.enter)
        let second = OriginKey(realServerID: "rs-00000000", listenerID: Listeners.id(81, "link-a"))
        talk.deliver(.history(second, .success(Self.history(downFor: 5)), at: talk.now))
        #expect(talk.ports == [81, 80])
    }

    @Test
    func `Moving between 500 listeners with the same address computes the reasons of each once`() {
        let many = (0..<500).map { "link-\($0 % 9) \($0 + 1_000) name-\($0) 10.0.0.1!" }.joined(separator: "\n")
        var talk = Conversation(many)
        for _ in 0..<20 { talk.press(.down) }
        #expect(talk.shows("why  10.0.0.1 also fails in"))
    }
}

@Suite struct TrafficViewTests {
    private func opened(_ braille: Bool) -> Conversation {
        var talk = Conversation(HistoryTests.account, columns: 100, rows: 60, braille: braille)
        talk.press(.enter)
        return talk
    }

    private func traffic(_ count: Int = 288, _ value: (Int) -> Double?) -> Traffic {
        let now = Conversation.start
        return Traffic(
            points: (0..<count).map { number in
                .init(
                    at: now + Double(300 * (number - count)), incoming: value(number),
                    outgoing: value(number).map { $0 / 2 })
            }, readAt: now)
    }

    @Test(arguments: [false, true])
    func `Traffic is plotted with its highest value and the times at both ends`(braille: Bool) {
        var talk = opened(braille)
        #expect(talk.shows("reading…"))
        talk.deliver(.traffic(HistoryTests.id, .success(traffic { Double($0) * 10_000 }), at: talk.now))
        #expect(talk.shows("2.9 Mbit/s"))
        #expect(talk.shows("1.4 Mbit/s"))
        #expect(talk.screen.contains { $0.contains("14:02") && $0.hasSuffix("14:02") })
        #expect(talk.shows("⣿") == braille)
        #expect(talk.shows("##") == !braille)
    }

    @Test
    func `A refusal and missing numbers each show a message`() {
        var talk = opened(false)
        talk.deliver(.traffic(HistoryTests.id, .success(traffic { _ in nil }), at: talk.now))
        #expect(talk.shows("the service has no traffic data for this listener"))
        talk.deliver(.traffic(HistoryTests.id, .failure(HistoryTests.refused), at: talk.now))
        #expect(talk.shows("traffic  not read: UnauthorizedOperation (L)"))
        talk.wait(90)
        talk.tick()
        #expect(!talk.effects.contains(.fetch(.loadTraffic(listenerID: HistoryTests.id, at: talk.now))))
    }

    @Test
    func `Points outside the day and invalid numbers are ignored`() {
        let now = Conversation.start
        let odd = Traffic(
            points: [
                .init(at: now + -1e12, incoming: 1, outgoing: nil), .init(at: now + 1e12, incoming: 1, outgoing: nil),
                .init(at: now, incoming: .infinity, outgoing: nil), .init(at: now + -1, incoming: .nan, outgoing: nil),
                .init(at: now, incoming: 7, outgoing: nil), .init(at: now + -86_400, incoming: -5, outgoing: nil),
            ], readAt: now)
        #expect(odd.bars(2, span: 86_400, \.incoming) == [-5, 7])
        #expect(odd.bars(0, span: 86_400, \.incoming) == [])
    }
}
