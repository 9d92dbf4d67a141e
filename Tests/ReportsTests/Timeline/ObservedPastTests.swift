import Essentials
import Inventory
import Reports
import TestSupport
import Testing

@Suite struct ObservedPastTests {
    /// A case: the observations, the state that is read at 10,000, and the expected start of the state.
    struct Case: Sendable, CustomStringConvertible {
        let description: String
        var spans: [(owner: String?, since: Double, until: Double)] = []
        var readabilities: [(owner: String?, isReadable: Bool, by: Double)] = []
        var turn: (to: State?, after: Double?, by: Double)?
        var kept: (state: State, at: Double)?
        let since: (time: Double, isAtLeast: Bool)?
    }

    private static let cases = [
        Case(description: "no observation", since: nil),
        Case(description: "observed, but the listener is unknown", spans: [(nil, 1_000, 9_990)], since: nil),
        Case(
            description: "start observed", spans: [(nil, 1_000, 9_990)], turn: (.down, 4_970, 5_000),
            since: (5_000, false)),
        Case(
            description: "started in a gap", spans: [(nil, 1_000, 9_990)], turn: (.down, 4_000, 5_000),
            since: (5_000, true)),
        Case(
            description: "time before unknown", spans: [(nil, 1_000, 9_990)], turn: (.down, nil, 5_000),
            since: (5_000, true)),
        Case(
            description: "different when last observed", spans: [(nil, 1_000, 9_990)], turn: (.ok, 4_970, 5_000),
            since: (10_000, false)),
        Case(
            description: "removed when last observed", spans: [(nil, 1_000, 9_990)], turn: (nil, 4_970, 5_000),
            since: (10_000, false)),
        Case(
            description: "started before a gap", spans: [(nil, 1_000, 6_000), (nil, 8_000, 9_990)],
            turn: (.down, 4_970, 5_000), kept: (.down, 9_900), since: (8_000, true)),
        Case(
            description: "two observers, one after the other", spans: [(nil, 1_000, 6_000), (nil, 5_990, 9_990)],
            turn: (.down, 4_970, 5_000), since: (5_000, false)),
        Case(
            description: "no recent observation", spans: [(nil, 1_000, 9_000)], turn: (.down, 4_970, 5_000), since: nil),
        Case(
            description: "another owner was observed", spans: [("link-2", 1_000, 9_990)], turn: (.down, 4_970, 5_000),
            since: nil),
        Case(
            description: "its owner was observed", spans: [("link-1", 1_000, 9_990)], turn: (.down, 4_970, 5_000),
            since: (5_000, false)),
        Case(
            description: "its owner was unreadable in between", spans: [(nil, 1_000, 9_990)],
            readabilities: [("link-1", true, 7_000)], turn: (.down, 4_970, 5_000), kept: (.down, 9_900),
            since: (7_000, true)),
        Case(
            description: "its owner is still unreadable", spans: [(nil, 1_000, 9_990)],
            readabilities: [("link-1", false, 7_000)], turn: (.down, 4_970, 5_000), since: nil),
        Case(
            description: "another owner was unreadable", spans: [(nil, 1_000, 9_990)],
            readabilities: [("link-2", false, 7_000)], turn: (.down, 4_970, 5_000), since: (5_000, false)),
        Case(
            description: "the account was unreadable", spans: [(nil, 1_000, 9_990)],
            readabilities: [(nil, false, 7_000)], turn: (.down, 4_970, 5_000), since: nil),
        Case(
            description: "equal to the saved state, in an observation", spans: [(nil, 1_000, 9_990)],
            kept: (.down, 9_000),
            since: (1_000, true)),
        Case(
            description: "saved before the observation", spans: [(nil, 5_000, 9_990)], kept: (.down, 4_000), since: nil),
        Case(description: "saved a moment ago", kept: (.down, 9_950), since: (9_950, true)),
        Case(description: "saved long ago", kept: (.down, 9_000), since: nil),
        Case(description: "different from the saved state", kept: (.ok, 9_950), since: (10_000, false)),
        Case(
            description: "a clock that was set back", spans: [(nil, 20_000, 30_000)], turn: (.down, 20_000, 20_030),
            since: nil),
    ]

    @Test(arguments: cases)
    func `A state lasts as long as it was observed, and not longer`(example: Case) {
        var past = ObservedPast(
            example.spans.map { .init(owner: $0.owner, since: UnixTime($0.since), until: UnixTime($0.until)) },
            example.readabilities.map { .init(owner: $0.owner, isReadable: $0.isReadable, by: UnixTime($0.by)) },
            longestGap: 60, now: UnixTime(10_000))
        if let turn = example.turn {
            let interval = TimelineEntry.Interval(after: turn.after.map { UnixTime($0) }, by: UnixTime(turn.by))
            past.turns["listener-1"] = .init(to: turn.to, interval: interval)
        }
        if let kept = example.kept {
            past.add([Row(.sample("listener-1", in: kept.state))], readAt: UnixTime(kept.at))
        }
        let row = Row(.sample("listener-1", in: .down), at: 10_000)
        let since = past.since(row)
        #expect(since?.time.wall.seconds == example.since?.time)
        #expect(since?.isAtLeast == example.since?.isAtLeast)
    }
}
