import Essentials
import GAAP
import Inventory
import Reports
import TencentCloud
import Testing

@testable import Browser

@Suite struct TimelineTests {
    private static let up = "link-a 8443 login 10.3.1.7\nlink-a 9000 pay 10.3.1.7\nlink-b 80 web 10.0.0.1"
    private static let down = "link-a 8443 login 10.3.1.7!\nlink-a 9000 pay 10.3.1.7!\nlink-b 80 web 10.0.0.1"

    /// Returns the batches that the effects send to the journal.
    private static func batches(_ talk: Conversation) -> [JournalBatch] {
        talk.effects.compactMap { if case .record(let batch) = $0 { batch } else { nil } }
    }

    /// A browser after a sweep without problems and a later sweep.
    private static func twoSweeps(_ later: String, journal: Bool = false) -> Conversation {
        var talk = Conversation(up) { $0.hasJournal = journal }
        talk.wait(30)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(later))
        return talk
    }

    @Test func `A sweep that finds nothing new is recorded as an observation`() throws {
        let first = Conversation(Self.up)
        let batch = try #require(Self.batches(first).first)
        #expect(batch.scope == .all && batch.entries.isEmpty)
        #expect(batch.since == Conversation.start.wall && batch.until == Conversation.start.wall)
    }

    @Test func `Changes that a sweep finds go to the journal with the interval between the two reads`() throws {
        let talk = Self.twoSweeps(Self.down)
        let batch = try #require(Self.batches(talk).first)
        #expect(batch.entries.count == 2)
        let start = Conversation.start.wall
        #expect(batch.entries.allSatisfy { $0.interval == .init(after: start, by: start + 30) })
        #expect(batch.entries.allSatisfy { $0.cause == .origin("10.3.1.7") && $0.place.ownerName == "name-of-link-a" })
    }

    @Test func `T shows one event for the origin, and Enter opens its listeners`() {
        var talk = Self.twoSweeps(Self.down)
        talk.press(.character("T"))
        #expect(talk.screen[2].contains("Timeline: 1 event, newest first"))
        #expect(talk.screen[3] == "observed since 14:02:31")
        #expect(talk.screen[4].contains("14:02:31-14:03:01  10.3.1.7 down: 2 listeners, 1 owner (Hong Kong)"))
        talk.press(.enter)
        #expect(Set(talk.ports) == [8443, 9000])
        #expect(talk.screen[0].contains("10.3.1.7 down"))
        talk.press(.escape)
        #expect(talk.state.overlay == .timeline)
        talk.press(.escape)
        #expect(talk.ports.count == 3)
    }

    @Test func `The reason why an owner cannot be read is in the language of the screen`() {
        var talk = Conversation(Self.up, language: .chinese)
        talk.wait(30)
        talk.press(.character("R"))
        let owners = Listeners.parse(Self.up)
        talk.beginSweep(owners)
        talk.read(owners[1])
        talk.finish(owners[0].id, .failed(.transport(TransportError(.other, Wording("timed out", zh: "超时")))))
        talk.deliver(.finished(talk.run))
        talk.press(.character("T"))
        #expect(talk.screen[4].contains("无法读取") && talk.screen[4].contains("超时"))
        #expect(!talk.shows("timed out"))
    }

    @Test(arguments: [
        ("link-a 8443 login 10.3.1.7!", Character("b")), ("link-a 8443 login 10.3.1.7! 10.3.1.8", Character("w")),
    ])
    func `What got worse has the style of its state`(listener: String, style: Character) {
        var talk = Conversation(listener.replacing("!", with: ""))
        talk.wait(30)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(listener))
        talk.press(.character("T"))
        #expect(Set(talk.state.render().styles[4].lowercased()).intersection("bw") == [style])
    }

    @Test(arguments: [true, false])
    func `A stopped proxy has the style of STOP, with and without its own entry`(isOwnerRecorded: Bool) {
        var talk = Conversation(Self.up)
        talk.wait(30)
        talk.press(.character("R"))
        var owners = Listeners.parse(Self.up)
        owners[0].owner.status = .value(.closed)
        talk.readAll(owners)
        if !isOwnerRecorded {
            let entries = Self.batches(talk).flatMap(\.entries).filter { $0.health != nil }
            talk.send(.journalRead(JournalExtract(Array(entries.reversed()))))
        }
        talk.press(.character("T"))
        #expect(talk.screen[4].contains("proxy link-a"))
        #expect(Set(talk.state.render().styles[4].lowercased()).intersection("bw") == ["b"])
    }

    @Test func `Enter on a removed listener shows what is recorded about it`() {
        var talk = Self.twoSweeps("link-a 8443 login 10.3.1.7\nlink-a 9000 pay 10.3.1.7\nlink-b")
        talk.press(.character("T"))
        #expect(talk.screen[4].contains("removed"))
        talk.press(.enter)
        #expect(talk.screen.contains { $0.contains("was OK") && $0.contains("80 web (link-b)") })
        talk.press(.escape)
        #expect(talk.state.overlay == .timeline)
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    @Test func `T reads the journal, and changes found by a sweep in the meantime are not lost`() {
        var talk = Self.twoSweeps(Self.down, journal: true)
        talk.press(.character("T"))
        #expect(talk.effects.contains(.readJournal(limit: TimelineState.entriesKept)))
        #expect(talk.screen[2].contains("reading the journal"))
        #expect(talk.screen[4].contains("10.3.1.7 down"))
        talk.wait(30)
        talk.tick()
        talk.readAll(Listeners.parse(Self.up))
        let old = TimelineEntry(
            interval: .init(after: UnixTime(1_763_800_000), by: UnixTime(1_763_800_030)), what: .gap(nil), sweep: 7)
        talk.send(.journalRead(JournalExtract([old], beginsAt: UnixTime(1_763_700_000))))
        #expect(talk.screen[2].contains("2 events"))
        #expect(talk.screen[3] == "the journal begins at 2025-11-21 04:40:00")
        #expect(talk.screen[4].contains("10.3.1.7 up: 2 listeners"))
        #expect(talk.screen[5].contains("not observed"))
    }

    /// Origins that fail and recover in turn, a sweep a minute, the newest first.
    private static func history(_ count: Int) -> [TimelineEntry] {
        (0..<count).map { number in
            let host = "10.0.0.\(number % 7)"
            let isDown = number % 2 == 0
            let change = HealthChange(
                from: isDown ? .ok : .down, to: isDown ? .down : .ok,
                origins: [
                    OriginChange(
                        address: host, from: isDown ? .ok : .down, to: isDown ? .down : .ok,
                        wentDown: isDown ? [host] : [], cameBack: isDown ? [] : [host], status: nil)
                ], fields: [])
            let subject = Change.Subject(
                id: "listener-\(number % 5)", name: "web", port: 80, owner: .proxy("link-a"))
            let time = UnixTime(1_763_900_000) + Double(-60 * number)
            return TimelineEntry(
                interval: .init(after: time + -30, by: time),
                what: .listener(Change(subject: subject, what: .health(change))), cause: .origin(host),
                sweep: count - number)
        }
    }

    @Test func `The journal is shown piece by piece, and the pieces make the same events as the whole`() {
        var talk = Conversation(Self.up) { $0.hasJournal = true }
        talk.press(.character("T"))
        let all = Self.history(500)
        talk.send(.journalRead(JournalExtract(Array(all[..<20]), isContinued: true)))
        #expect(talk.screen[2].contains("reading the journal"))
        #expect(talk.state.timeline.events == EventGrouper.events(of: all[..<20]))
        #expect(talk.shows("10.0.0.0 down"))
        talk.press(.character("j"))
        let selected = talk.state.timeline.selected?.entries.first
        talk.send(.journalRead(JournalExtract(Array(all[20..<300]), isContinued: true)))
        #expect(talk.state.timeline.events == EventGrouper.events(of: all[..<300]))
        talk.send(.journalRead(JournalExtract(Array(all[300...]), beginsAt: UnixTime(1_763_700_000))))
        #expect(talk.state.timeline.events == EventGrouper.events(of: all))
        #expect(selected != nil && talk.state.timeline.selected?.entries.first == selected)
        #expect(!talk.screen[2].contains("reading the journal"))
    }

    @Test func `What is known stays until the pieces reach as far`() {
        var talk = Self.twoSweeps(Self.down, journal: true)
        talk.send(.journalRead(JournalExtract(Self.history(300))))
        talk.press(.character("T"))
        let before = talk.state.timeline.events
        talk.send(.journalRead(JournalExtract(Array(Self.history(200)), isContinued: true)))
        #expect(talk.state.timeline.events == before)
        talk.send(.journalRead(JournalExtract(Array(Self.history(350)[200...]))))
        #expect(talk.state.timeline.events.reduce(0) { $0 + $1.entries.count } == 350)
    }

    @Test func `The changes follow the pieces up to the moment since which they are shown`() {
        var talk = Self.twoSweeps(Self.up, journal: true)
        talk.wait(7_200)
        talk.press(.character("t"))
        talk.type("1h")
        talk.press(.enter)
        let start = Conversation.start.wall
        func fall(_ name: String, at time: UnixTime) -> TimelineEntry {
            let subject = Change.Subject(id: "listener-\(name)", name: name, port: 1, owner: .proxy("link-a"))
            return TimelineEntry(
                interval: .init(after: time + -1, by: time),
                what: .listener(Change(subject: subject, what: .added(as: .ok))), sweep: 1)
        }
        talk.send(.journalRead(JournalExtract([fall("new", at: start + 7_000)], isContinued: true)))
        #expect(talk.shows("new"))
        talk.send(.journalRead(JournalExtract([fall("earlier", at: start + 6_000)], isContinued: true)))
        #expect(talk.shows("earlier"))
        talk.send(.journalRead(JournalExtract([fall("before", at: start)], beginsAt: start + -10)))
        #expect(!talk.shows("before (") && talk.shows("earlier") && !talk.shows("reading the journal"))
    }

    @Test func `The cursor stays on its event when newer ones arrive`() {
        var talk = Self.twoSweeps(Self.down)
        talk.wait(4_000)
        talk.tick()
        talk.readAll(Listeners.parse(Self.up))
        talk.press(.character("T"), .down)
        let before = talk.state.timeline.selected
        talk.wait(4_000)
        talk.tick()
        talk.readAll(Listeners.parse(Self.down))
        talk.press(.up, .down)
        #expect(before != nil && talk.state.timeline.selected == before)
    }

    @Test func `The reason why the journal is not written is shown once and logged`() {
        var talk = Conversation(Self.up)
        talk.send(.journalFailed(Wording("journal.db: cannot be written: the disk is full", zh: "")))
        #expect(talk.screen.contains { $0.contains("changes are kept in memory only: journal.db: cannot be written") })
        talk.press(.character("L"))
        #expect(talk.screen.contains { $0.contains("the disk is full") })
    }

    @Test func `A sweep that read nothing is recorded as an unreadable account, not as an observation`() {
        var talk = Conversation(Question(.all))
        let error = refusal()
        talk.deliver(.ownersListed(talk.run, action: "DescribeProxies", .failed(error)), .finished(talk.run))
        #expect(Self.batches(talk).map(\.scope) == [.part])
        #expect(Self.batches(talk).flatMap(\.entries).map(\.kind) == [.unreadable])
    }

    @Test func `The last changes are handed over at the end of the session`() {
        var talk = Conversation(Self.up)
        talk.wait(30)
        talk.press(.character("R"))
        let owners = Listeners.parse(Self.down)
        talk.beginSweep(owners)
        talk.read(owners[0])
        var state = talk.state
        let batch = state.lastBatch()
        #expect(batch?.scope == .part && batch?.entries.count == 2)
        let another = state.lastBatch()
        #expect(another == nil)
    }
}

@Suite struct CauseTests {
    private static let listeners =
        "link-a 8443 login 10.3.1.7!\nlink-b 9000 pay 10.3.1.7!\nlink-c 80 web 10.0.0.9! 10.3.1.7!\n"
        + "link-c 81 api 10.0.0.2"

    @Test func `The header names the origin that explains several problems`() {
        var talk = Conversation(Self.listeners, columns: 100)
        #expect(talk.screen[1].contains("cause 10.3.1.7: 3 listeners, 3 owners"))
        talk.wait(61)
        talk.tick()
        #expect(!talk.screen[1].contains("cause"))
    }

    @Test func `The header shows no cause if the problems have none in common`() {
        let talk = Conversation("link-a 8443 login 10.3.1.7!\nlink-b 9000 pay 10.3.1.8!")
        #expect(!talk.screen[1].contains("cause"))
    }

    @Test func `o opens the origin named in the header first, and :cause opens its listeners`() {
        var talk = Conversation(Self.listeners)
        talk.type("80")
        talk.press(.character("o"))
        #expect(talk.screen[0].contains("who uses 10.3.1.7"))
        talk.press(.escape)
        talk.type(":cause")
        talk.press(.enter)
        #expect(Set(talk.ports) == [8443, 9000, 80])
    }
}
