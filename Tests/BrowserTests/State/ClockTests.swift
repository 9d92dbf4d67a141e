import Inventory
import Reports
import Essentials
import Testing

@testable import Browser

@Suite struct ClockTests {
    private static let account = "link-a 80 web 10.3.1.7!\nlink-b 81 api 10.0.0.2"

    @Test(arguments: [-3_600, 3_600, -34_560_000] as [Double])
    func `Setting the wall clock makes no data fresh or stale, and refreshes continue`(jump: Double) {
        var talk = Conversation(Self.account)
        talk.wait(20)
        talk.setClock(jump)
        talk.tick()
        #expect(talk.loads.isEmpty)
        #expect(talk.shows("oldest 20s"))
        #expect(!talk.shows("STALE"))
        talk.wait(10)
        talk.tick()
        #expect(talk.loads.count == 1)
        talk.wait(31)
        talk.tick()
        #expect(talk.shows("STALE"))
    }

    @Test func `A time on another day is shown with its date`() {
        var talk = Conversation(Self.account) { $0.isPaused = true }
        #expect(talk.shows("as of 14:02:31"))
        talk.wait(86_400)
        talk.tick()
        #expect(talk.shows("2025-11-23 14:02:31"))
    }

    @Test func `A time is shown with the UTC offset of its own moment`() {
        let change = Conversation.start.wall + 60
        let zone = LocalZone { $0 < change ? 7_200 : 3_600 }
        var talk = Conversation(Self.account, columns: 100) { $0.zone = zone }
        talk.press(.enter)
        #expect(talk.shows("read at 16:02:31"))
        talk.wait(300)
        talk.tick()
        #expect(talk.shows("read at 16:02:31"))
        talk.readAll(Listeners.parse(Self.account))
        #expect(talk.shows("read at 15:07:31"))
    }

    @Test func `FOR starts again after a pause, and the bell rings for problems that began during the pause`() {
        var talk = Conversation(Self.account, columns: 100) { $0.rings = true }
        talk.press(.character("Z"))
        talk.wait(900)
        talk.press(.character("Z"))
        talk.tick()
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7!\nlink-b 81 api 10.0.0.2!"))
        #expect(talk.effects.contains(.bell) || talk.state.runs.values.contains(where: \.hasRung))
        talk.wait(30)
        talk.tick()
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7!\nlink-b 81 api 10.0.0.2!"))
        #expect(talk.screen.count { $0.hasPrefix("DOWN") && $0.hasSuffix(">=30s") } == 2)
    }

    @Test func `Rows of a previous start are marked with their date and are not used for conclusions about now`() throws
    {
        var last = Conversation("link-a 80 web 10.3.1.7!\nlink-b 81 api 10.3.1.7!")
        last.press(.down, .up)
        var document = last.state.sweptState(provenance: Report.Provenance())
        document?.fetchedAt = UnixTime(1_700_000_000)
        var bytes: [UInt8] = []
        document?.write { bytes += $0 }
        let kept = try SnapshotDocument(parsing: bytes)
        var talk = Conversation(columns: 100, rows: 40, kept: KeptState(kept))
        talk.press(.down, .up)
        #expect(talk.shows("cached 2023-11-14 22:13:20"))
        #expect(talk.shows("as of 2023-11-14 22:13:20, 10.3.1.7 also fails in"))
        #expect(!talk.screen.contains { $0.hasPrefix("DOWN") && $0.hasSuffix("d") })
        talk.readAll(Listeners.parse("link-a 80 web 10.3.1.7!\nlink-b 81 api 10.3.1.7!"))
        #expect(talk.shows("why  10.3.1.7 also fails in"))
    }
}

@Suite struct PausedAgesTests {
    private static let down = "link-a 80 web 10.3.1.7!\nlink-b 81 api 10.0.0.2"

    /// A paused browser that has just observed an origin go down.
    private static func paused(interval: Double) -> Conversation {
        var talk = Conversation("link-a 80 web 10.3.1.7\nlink-b 81 api 10.0.0.2") { $0.interval = interval }
        talk.wait(interval)
        talk.tick()
        talk.readAll(Listeners.parse(down))
        talk.press(.character("Z"))
        return talk
    }

    private static func lasts(_ talk: Conversation) -> String? {
        talk.screen.first { $0.hasPrefix("DOWN") }?.split(separator: " ").last.map(String.init)
    }

    @Test func `While paused, FOR continues and is updated once a minute`() {
        var talk = Self.paused(interval: 600)
        #expect(Self.lasts(talk) == "0s")
        #expect(abs((talk.state.nextTick ?? 0) - 60) < 0.1)
        talk.wait(talk.state.nextTick ?? 0)
        talk.tick()
        #expect(Self.lasts(talk) == "1m")
        talk.wait(talk.state.nextTick ?? 0)
        talk.tick()
        #expect(Self.lasts(talk) == "2m")
    }

    @Test func `When the row is stale, FOR ends at its read time and is shown as a lower bound`() {
        var talk = Self.paused(interval: 90)
        for _ in 0..<4 {
            talk.wait(talk.state.nextTick ?? 0)
            talk.tick()
        }
        #expect(talk.shows("STALE"))
        #expect(Self.lasts(talk) == ">=0s")
        #expect((talk.state.nextTick ?? .infinity) > 3_600)
    }

    @Test func `Between two ticks nothing on the screen changes`() {
        let talk = Self.paused(interval: 600)
        var later = talk
        later.wait((talk.state.nextTick ?? 0) - 1)
        later.send(.rested)
        #expect(
            later.screen.filter { !$0.hasPrefix("DOWN") && !$0.contains("10.3.1.7") }
                == talk.screen.filter { !$0.hasPrefix("DOWN") && !$0.contains("10.3.1.7") })
    }
}
