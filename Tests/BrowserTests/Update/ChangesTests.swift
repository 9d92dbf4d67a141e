import Essentials
import GAAP
import Inventory
import Reports
import Testing

@testable import Browser

@Suite struct ChangesTests {
    private static let listeners = """
        link-a 80 web 10.0.0.1
        link-a 443 tls 10.0.0.1
        lg-b 9000 pay 10.0.0.2
        """

    /// A browser after a first sweep and a second one 30 seconds later in which an origin is down.
    private static func fallen(journal: Bool = false, columns: Int = 100) -> Conversation {
        var talk = Conversation(listeners, columns: columns, rows: 30) { $0.hasJournal = journal }
        talk.wait(30)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(listeners.replacing("10.0.0.1", with: "10.0.0.1!")))
        return talk
    }

    @Test func `Before the first complete sweep, D shows that there is no baseline and what to do`() {
        var talk = Conversation(Question(.all))
        talk.press(.character("D"))
        #expect(talk.state.overlay == nil)
        #expect(talk.shows("no baseline before the first complete sweep; m marks the current state"))
    }

    @Test func `The first complete sweep is a baseline, and the view follows new sweeps`() {
        var talk = Conversation(Self.listeners)
        talk.wait(30)
        talk.press(.character("D"))
        #expect(talk.shows("no changes since the start, 14:02:31"))
        talk.press(.escape, .character("R"), .character("D"))
        talk.readAll(Listeners.parse(Self.listeners.replacing("80 web 10.0.0.1", with: "80 web 10.0.0.1!")))
        #expect(talk.shows("1 change since the start, 14:02:31"))
        #expect(talk.shows("OK -> DOWN"))
        talk.wait(30)
        talk.tick()
        talk.readAll(Listeners.parse(Self.listeners))
        #expect(talk.shows("no changes since the start"))
    }

    @Test func `D pressed again shows the changes since the next moment`() {
        var talk = Conversation(Self.listeners)
        talk.wait(30)
        talk.press(.character("m"), .character("R"))
        talk.readAll(Listeners.parse(Self.listeners.replacing("lg-b 9000 pay 10.0.0.2", with: "lg-b")))
        talk.press(.character("D"))
        #expect(
            talk.shows("1 change since the mark, 14:03:01")
                && talk.shows("D: since the start, 10 minutes ago, an hour ago  t: since a time"))
        for title in ["the start, 14:02:31", "10 minutes ago, 13:53:01", "an hour ago, 13:03:01", "the mark, 14:03:01"]
        {
            talk.press(.character("D"))
            #expect(talk.shows("1 change since \(title)"), "\(title)")
        }
    }

    @Test func `Changes of health are shown separately from changes of configuration`() {
        var talk = Conversation(Self.listeners)
        talk.press(.character("m"))
        #expect(talk.shows("marked 3 listeners as the baseline at 14:02:31"))
        talk.wait(60)
        talk.press(.character("R"))
        var owners = Listeners.parse(
            """
            link-a 80 web 10.0.0.1!
            link-a 443 tls 10.0.0.1
            lg-b 9000 pay 10.0.0.2
            lg-b 9001 new 10.0.0.2
            """)
        owners[0].listeners[1].delayLoop = 17
        talk.readAll(owners)
        talk.press(.character("D"))
        let text = talk.screen.joined(separator: "\n")
        #expect(text.contains("3 changes since the mark, 14:02:31"))
        #expect(text.contains("health: 1") && text.contains("OK -> DOWN"))
        #expect(text.contains("configuration: 2") && text.contains("added") && text.contains("DelayLoop 5 s -> 17 s"))
        #expect(talk.effects.isEmpty)
    }

    @Test func `Without changes the view says so, and it follows the next sweep`() {
        var talk = Conversation(Self.listeners)
        talk.press(.character("m"), .character("D"))
        #expect(talk.shows("no changes since the mark, 14:02:31"))
        talk.wait(60)
        talk.readAll(Listeners.parse("link-a 80 web 10.0.0.1!"))
        #expect(!talk.shows("no changes") && talk.shows("since the mark, 14:02:31"))
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    // MARK: Lines

    @Test func `Enter opens the listener of a line, and Esc returns to the changes and then to the list`() {
        var talk = Self.fallen()
        talk.press(.character("D"), .down)
        #expect(talk.state.changesView.selected?.subjectID == Listeners.id(443, "link-a"))
        talk.press(.enter)
        #expect(talk.shows("tls :443") && talk.state.openText?.subject.isDetail == true)
        talk.press(.escape)
        #expect(talk.state.overlay == .changes)
        #expect(talk.state.changesView.selected?.subjectID == Listeners.id(443, "link-a"))
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    @Test func `Esc closes the changes that were opened over a detail, then the detail`() {
        var talk = Self.fallen()
        talk.press(.enter, .character("D"))
        #expect(talk.state.overlay == .changes)
        talk.press(.escape)
        #expect(talk.state.openText?.subject.isDetail == true)
        talk.press(.escape)
        #expect(talk.state.overlay == nil)
    }

    @Test func `o opens the origin of the selected line, and Esc returns`() {
        var talk = Self.fallen()
        talk.press(.character("D"), .character("o"))
        #expect(talk.screen[0].contains("who uses 10.0.0.1") && Set(talk.ports) == [80, 443])
        talk.press(.escape)
        #expect(talk.state.overlay == .changes)
    }

    @Test func `The details of a line contain the time of each change`() {
        var talk = Self.fallen()
        talk.press(.character("D"))
        #expect(talk.shows("14:02:31-14:03:01  OK -> DOWN  80 web (link-a)  10.0.0.1 down"))
    }

    @Test func `Enter on a removed listener shows what is recorded about it`() {
        var talk = Conversation(Self.listeners, rows: 30)
        talk.wait(30)
        talk.press(.character("R"))
        talk.readAll(Listeners.parse(Self.listeners.replacing("lg-b 9000 pay 10.0.0.2", with: "lg-b")))
        talk.press(.character("D"), .enter)
        #expect(talk.screen[2] == "9000 pay (lg-b)")
        #expect(talk.shows("14:02:31-14:03:01  removed  9000 pay (lg-b)  was OK"))
        talk.press(.escape)
        #expect(talk.state.overlay == .changes)
    }

    @Test func `Enter on the line of an owner opens its listeners`() {
        var talk = Conversation(Self.listeners, rows: 30)
        talk.wait(30)
        talk.press(.character("R"))
        var owners = Listeners.parse(Self.listeners)
        owners[0].owner.bandwidth = 20
        talk.readAll(owners)
        talk.press(.character("D"))
        #expect(talk.shows("proxies and groups: 1"))
        talk.press(.enter)
        #expect(Set(talk.ports) == [80, 443])
        talk.press(.escape)
        #expect(talk.state.overlay == .changes)
    }

    @Test func `A search selects a line, and Y copies the finding of that line`() {
        var talk = Self.fallen()
        talk.press(.character("D"), .character("/"))
        talk.type("TLS")
        talk.press(.enter)
        #expect(talk.state.changesView.selected?.subjectID == Listeners.id(443, "link-a"))
        talk.press(.character("Y"))
        #expect(talk.shows("tls"))
        talk.press(.escape)
        #expect(talk.state.overlay == .changes)
    }

    @Test func `The cursor stays on its change when a sweep finds more changes`() {
        var talk = Self.fallen()
        talk.press(.character("D"), .down)
        talk.wait(30)
        talk.tick()
        talk.readAll(
            Listeners.parse(
                Self.listeners.replacing("10.0.0.1", with: "10.0.0.1!").replacing("10.0.0.2", with: "10.0.0.2!")))
        #expect(talk.shows("3 changes since the start"))
        #expect(talk.state.changesView.selected?.subjectID == Listeners.id(443, "link-a"))
    }

    // MARK: Moments

    @Test func `A typed time is accepted as moment, and anything else is refused with the accepted forms`() {
        var talk = Self.fallen()
        talk.press(.character("t"))
        talk.type("yesterday")
        talk.press(.enter)
        #expect(talk.shows("yesterday is not a time: use 20m, 2h, 14:02, 2026-11-28"))
        talk.press(.control("u"))
        talk.type("14:03:00")
        talk.press(.enter)
        #expect(talk.shows("2 changes since 14:03:00"))
        talk.press(.character("t"))
        talk.type("14:03:01")
        talk.press(.enter)
        #expect(talk.shows("no changes since 14:03:01"))
        talk.press(.character("t"))
        talk.type("2099-01-01")
        talk.press(.enter)
        #expect(talk.shows("is in the future"))
    }

    @Test func `Without a journal the view says since when the account has been observed`() {
        var talk = Self.fallen()
        talk.press(.character("D"), .character("D"))
        #expect(talk.shows("2 changes since 10 minutes ago, 13:53:01"))
        #expect(talk.shows("observed since 14:02:31; earlier changes are unknown"))
    }

    @Test func `The content of the journal is merged, with its gaps and its beginning`() {
        var talk = Self.fallen(journal: true)
        talk.press(.character("D"), .character("D"))
        #expect(talk.effects.isEmpty && talk.shows("reading the journal"))
        let start = Conversation.start.wall
        let gap = TimelineEntry(interval: .init(after: start + -300, by: start), what: .gap(nil), sweep: 2)
        let subject = Change.Subject(id: "listener-gone", name: "gone", port: 7, owner: .proxy("link-z"))
        let old = TimelineEntry(
            interval: .init(after: start + -420, by: start + -400),
            what: .listener(Change(subject: subject, what: .removed(was: .ok))), sweep: 1)
        talk.send(.journalRead(JournalExtract([gap, old], beginsAt: start + -450, observedUntil: start)))
        #expect(talk.shows("1 change since 10 minutes ago"))
        #expect(talk.shows("the journal begins at 13:55:01; earlier changes are unknown"))
        #expect(talk.shows("not observed: 13:57:31-14:02:31"))
        #expect(talk.shows("removed          7 gone (link-z)  was OK"))
        talk.wait(3_600)
        talk.press(.character("D"))
        #expect(talk.shows("not observed since 14:03:01"))
    }

    @Test func `Setting the clock forward hides no change since the start`() {
        var talk = Self.fallen()
        talk.setClock(3_600)
        talk.press(.character("D"))
        #expect(talk.shows("2 changes since the start"))
    }

    @Test func `Offline the changes come from the journal, and the view says since when nothing was observed`() {
        let document = SnapshotDocument(fetchedAt: Conversation.start.wall, isComplete: true, rows: [])
        var talk = Conversation(
            Question(.all), columns: 100, rows: 30, kept: KeptState(document, offlineFile: "a.json")
        ) { $0.hasJournal = true }
        talk.press(.character("D"))
        #expect(talk.effects == [.readJournal(limit: TimelineState.entriesKept)])
        let start = Conversation.start.wall
        let subject = Change.Subject(id: "listener-1", name: "web", port: 80, owner: .proxy("link-a"))
        let health = HealthChange(from: .ok, to: .down, origins: [], fields: [])
        let fall = TimelineEntry(
            interval: .init(after: start + -330, by: start + -300),
            what: .listener(Change(subject: subject, what: .health(health))), sweep: 1)
        talk.send(.journalRead(JournalExtract([fall], beginsAt: start + -86_400, observedUntil: start + -300)))
        #expect(talk.shows("1 change since 10 minutes ago"))
        #expect(talk.shows("not observed since 13:57:31"))
        talk.press(.character("T"))
        #expect(talk.shows("the journal begins at 2025-11-22 14:02:31; not observed since 13:57:31"))
        #expect(talk.shows("OK -> DOWN  80 web (link-a)"))
    }
}
