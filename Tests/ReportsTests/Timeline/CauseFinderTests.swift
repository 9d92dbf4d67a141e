import Essentials
import Inventory
import Testing

@testable import Reports

@Suite struct CauseFinderTests {
    /// Parses the entries of one sweep: the owner, the old and new state, the origin, the access region and the origin
    /// region. `-` means no origin. `owner status STATUS` is a change of an owner.
    private static func entries(_ text: String) -> [TimelineEntry] {
        text.split(separator: ";").enumerated().map { number, part in
            let words = part.split(separator: " ").map(String.init)
            let owner = OwnerID.proxy(words[0])
            if words[1] == "status" {
                let field = FieldChange(
                    field: "Status", origin: nil, from: Wording(verbatim: "RUNNING"), to: Wording(verbatim: words[2]))
                return TimelineEntry(
                    interval: .init(after: nil, by: UnixTime(1_000)),
                    what: .owner(OwnerChange(owner: owner, name: "", what: .changed([field]))))
            }
            let (from, to) = (State(word: words[1]) ?? .ok, State(word: words[2]) ?? .ok)
            let origin = OriginChange(address: words[3], from: from, to: to, wentDown: [], cameBack: [], status: nil)
            let health = HealthChange(from: from, to: to, origins: words[3] == "-" ? [] : [origin], fields: [])
            return TimelineEntry(
                interval: .init(after: nil, by: UnixTime(1_000)),
                what: .listener(
                    Change(subject: .init(id: "\(number)", name: "", port: 80, owner: owner), what: .health(health))),
                place: .init(
                    accessRegion: words.count > 4 ? words[4] : nil, originRegion: words.count > 5 ? words[5] : nil))
        }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let entries: String
        var access: Set<String> = ["HK", "SG"]
        var origin: Set<String> = ["Tokyo", "Seoul"]
        let causes: [TimelineEntry.Cause?]
    }

    private static let tokyo = TimelineEntry.Cause.originRegion("Tokyo")
    private static let hongKong = TimelineEntry.Cause.accessRegion("HK")
    private static func host(_ last: Int) -> TimelineEntry.Cause { .origin("10.0.0.\(last)") }
    private static let four =
        "a OK DOWN 10.0.0.1 HK Tokyo; a OK DOWN 10.0.0.2 SG Tokyo; b OK DOWN 10.0.0.3 HK Tokyo; b OK DOWN 10.0.0.4 SG Tokyo"

    private static let cases: [Case] = [
        Case(
            testDescription: "a listener by itself has its origin", entries: "a OK DOWN 10.0.0.1", causes: [host(1)]),
        Case(
            testDescription: "a proxy that was closed explains its listeners, whatever their origins are",
            entries: "a OK STOP -; a DOWN STOP -; b OK DOWN 10.0.0.1; a status CLOSED",
            causes: [.owner(.proxy("a")), .owner(.proxy("a")), host(1), .owner(.proxy("a"))]),
        Case(
            testDescription: "a listener that is stopped has its owner as its cause, read or not",
            entries: "a OK STOP -", causes: [.owner(.proxy("a"))]),
        Case(testDescription: "a region of origins", entries: four, causes: [tokyo, tokyo, tokyo, tokyo]),
        Case(
            testDescription: "the only region explains nothing", entries: four, access: ["HK"], origin: ["Tokyo"],
            causes: [host(1), host(2), host(3), host(4)]),
        Case(
            testDescription: "one entry elsewhere does not hide the region",
            entries: four + "; c OK DOWN 10.0.0.9 SG Seoul", causes: [tokyo, tokyo, tokyo, tokyo, host(9)]),
        Case(
            testDescription: "as many elsewhere do",
            entries: four + "; c OK DOWN 10.0.0.8 SG Seoul; c OK DOWN 10.0.0.9 SG Seoul",
            causes: [host(1), host(2), host(3), host(4), host(8), host(9)]),
        Case(
            testDescription: "one owner only",
            entries: four.replacing("b ", with: "a "), causes: [host(1), host(2), host(3), host(4)]),
        Case(
            testDescription: "one origin in most of them",
            entries:
                "a OK DOWN 10.0.0.1 HK Tokyo; a OK DOWN 10.0.0.1 HK Tokyo; b OK DOWN 10.0.0.1 HK Tokyo; "
                + "b OK DOWN 10.0.0.2 HK Tokyo; b OK DOWN 10.0.0.3 HK Tokyo",
            causes: [host(1), host(1), host(1), host(2), host(3)]),
        Case(
            testDescription: "an origin that failed outside of the region, too, is the cause where it failed",
            entries: four + "; c OK DOWN 10.0.0.4 SG Seoul", causes: [tokyo, tokyo, tokyo, host(4), host(4)]),
        Case(
            testDescription: "an access region, where the origins are in several",
            entries:
                "a OK DOWN 10.0.0.1 HK Tokyo; a OK DOWN 10.0.0.2 HK Seoul; b OK DOWN 10.0.0.3 HK Tokyo; "
                + "b OK DOWN 10.0.0.4 HK Seoul",
            causes: [hongKong, hongKong, hongKong, hongKong]),
        Case(
            testDescription: "what got worse and what got better are counted apart",
            entries: four.replacing("b OK DOWN", with: "b DOWN OK"),
            causes: [host(1), host(2), host(3), host(4)]),
    ]

    @Test(arguments: cases)
    func `The rule finds what the entries of a sweep have in common`(row: Case) {
        let entries = Self.entries(row.entries)
        let finder = CauseFinder(entries, regions: .init(access: row.access, origin: row.origin))
        #expect(entries.map { finder.cause(of: $0) } == row.causes)
    }

    @Test(arguments: [
        (State.ok, State.down, TimelineEvent.Kind.worse), (.ok, .part, .worse), (.part, .down, .worse),
        (.ok, .stop, .worse), (.down, .stop, .worse), (.ok, .none, .worse), (.off, .down, .worse),
        (.down, .ok, .better), (.down, .part, .better), (.stop, .ok, .better), (.stop, .down, .better),
        (.off, .ok, .better), (.unknown, .ok, .better),
        // A state that does not say whether traffic is served is neither better nor worse than any other.
        (.down, .off, .health), (.ok, .off, .health), (.down, .unknown, .health), (.ok, .unknown, .health),
        (.stop, .unknown, .health), (.ok, .busy, .health), (.down, .dns, .health), (.down, .none, .health),
    ])
    func `A change is better only if the new state is known to serve more`(
        from: State, to: State, kind: TimelineEvent.Kind
    ) {
        let health = HealthChange(from: from, to: to, origins: [], fields: [])
        #expect(Sample.entry("1", .health(health)).kind == kind)
    }

    private static func owner(
        _ fields: [(String, String?, String?)], name: String = "web", member: String? = nil
    ) -> TimelineEntry {
        let changes = fields.map { name, from, to in
            FieldChange(
                field: name, origin: member, from: from.map(Wording.init(verbatim:)),
                to: to.map(Wording.init(verbatim:)))
        }
        return TimelineEntry(
            interval: .init(after: UnixTime(1_000), by: UnixTime(1_030)),
            what: .owner(OwnerChange(owner: .proxy("link-1"), name: name, what: .changed(changes))),
            place: .init(ownerName: name, accessRegion: "Hong Kong"), cause: .owner(.proxy("link-1")), sweep: 1)
    }

    private static func headline(_ entries: [TimelineEntry], _ language: Language = .english) -> [String] {
        EventGrouper.events(of: entries).map { $0.headline(in: language) }
    }

    private static func stopped(_ id: String, from: State = .ok) -> TimelineEntry {
        let health = HealthChange(from: from, to: .stop, origins: [], fields: [])
        return Sample.entry(id, .health(health), "link-1", "Hong Kong", 1_000, 1_030, .owner(.proxy("link-1")))
    }

    @Test func `The changes that an owner causes in its listeners are one event with the status of the owner`() {
        let change = Self.owner([("Status", "RUNNING", "CLOSED")])
        let entries = [change] + (1...12).map { Self.stopped("\($0)", from: $0 == 3 ? .down : .ok) }
        #expect(Self.headline(entries) == ["proxy link-1 web closed: 12 listeners (Hong Kong)"])
        #expect(Self.headline(entries, .chinese) == ["通道 link-1 web 已关闭：12 个监听器（Hong Kong）"])
        #expect(Self.headline([change]) == ["proxy link-1 web closed (Hong Kong)"])
        #expect(
            Self.headline([Self.stopped("1"), Self.stopped("2")]) == ["proxy link-1 stopped: 2 listeners (Hong Kong)"])
    }

    @Test(
        arguments: [
            ("Status", "RUNNING", "ISOLATED", "isolated", TimelineEvent.Kind.worse),
            ("BanStatus", "RECOVER", "BANNED", "banned", .worse), ("Status", "OPENING", "RUNNING", "running", .better),
            ("Status", "RUNNING", "CLOSING", "closing", .health),
            ("Status", "RUNNING", "FUTURE", "unknown (FUTURE)", .health),
        ] as [(String, String?, String?, String, TimelineEvent.Kind)])
    func `A change of an owner shows how it forwards now`(
        field: String, from: String?, to: String?, verb: String, kind: TimelineEvent.Kind
    ) throws {
        let entry = Self.owner([("Bandwidth", "10", "20"), (field, from, to)])
        #expect(entry.kind == kind)
        #expect(Self.headline([entry]).first?.hasPrefix("proxy link-1 web \(verb)") == true)
    }

    @Test(arguments: [
        ("RUNNING", "CLOSED", "member link-7 closed", TimelineEvent.Kind.worse),
        ("ISOLATED", "RUNNING", "member link-7 running", .better),
    ])
    func `A change of a member shows how the group forwards now`(
        from: String, to: String, verb: String, kind: TimelineEvent.Kind
    ) {
        let entry = Self.owner([("Status", from, to)], member: "link-7")
        #expect(entry.kind == kind)
        #expect(Self.headline([entry]).first?.hasPrefix("proxy link-1 web \(verb)") == true)
    }

    @Test func `An origin that is no longer checked is not reported as healthy`() {
        let entries = ["1", "2"].map { Sample.health($0, .down, .off) }
        #expect(Self.headline(entries) == ["10.3.1.7 no longer checked: 2 listeners, 1 owner"])
    }

    @Test func `An event of a region names the region and the change of its origins`() {
        let entries = (1...4).map { number in
            var entry = Sample.health("\(number)", host: "10.0.0.\(number)", owner: "link-\(number % 2)")
            entry = TimelineEntry(
                interval: entry.interval, what: entry.what, place: entry.place, cause: .originRegion("Tokyo"), sweep: 1)
            return entry
        }
        #expect(Self.headline(entries) == ["origin region Tokyo, origins down: 4 listeners, 2 owners"])
        #expect(Self.headline(entries, .chinese) == ["源站区域 Tokyo 的源站异常：4 个监听器，2 个通道或通道组"])
    }
}
