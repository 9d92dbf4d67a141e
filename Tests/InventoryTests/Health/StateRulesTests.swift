import GAAP
import Inventory
import TencentCloud
import Testing

struct StateRulesTests {
    private static let name = "api.example.com"

    @Test(
        "With the check on, the origins decide, worst first",
        arguments: [
            ([BindRealServer.up()], State.ok),
            ([.down()], .down),
            ([.down(), .down()], .down),
            ([.up(), .down()], .part),
            ([.down(name)], .dns),
            ([.down(name), .down(name)], .dns),
            ([.down(name), .down("10.0.0.2")], .down),
            ([.down(name, down: ["1.2.3.4:80"])], .down),
            ([.up(name, down: ["1.2.3.4:80"])], .part),
            ([.up(), .down(name)], .part),
            ([.down("2001:db8::1")], .down),
            ([], .none),
        ] as [([BindRealServer], State)])
    func origins(_ origins: [BindRealServer], _ state: State) {
        #expect(Health(.sample("l", origins: origins)).state == state)
    }

    @Test("What the service is doing is shown unless something is down", arguments: [1, 2, 3, 4])
    func busy(_ code: Int) {
        var listener = TCPListener.sample("l")
        listener.listenerStatus = ListenerStatus(code)
        #expect(Health(listener).state == .busy)
        listener.healthCheck = .off
        #expect(Health(listener).state == .busy)
        listener.realServerSet = []
        #expect(Health(listener).state == .busy)
        listener = .sample("l", origins: [.down()])
        listener.listenerStatus = ListenerStatus(code)
        #expect(Health(listener).state == .down)
        #expect(Health(listener).busy == ListenerStatus(code))
        #expect(Row(listener, owner: .proxy("p"), readAt: .init(0)).trouble.contains(ListenerStatus(code).words))
    }

    @Test func withTheCheckOffNothingIsHealthy() {
        var listener = TCPListener.sample("l", origins: [.up(), .up("10.0.0.9")])
        listener.healthCheck = .off
        #expect(Health(listener).state == .off)
        #expect(Health(listener).serving == nil)
        listener.realServerSet = nil
        #expect(Health(listener).state == .none)
    }

    @Test func whatCannotBeToldIsNeverHealthy() {
        func state(_ change: (inout TCPListener) -> Void) -> State {
            var listener = TCPListener.sample("l")
            change(&listener)
            return Health(listener).state
        }
        #expect(state { $0.listenerStatus = ListenerStatus(7) } == .unknown)
        #expect(state { $0.listenerStatus = nil } == .unknown)
        #expect(state { $0.healthCheck = nil } == .unknown)
        #expect(state { $0.healthCheck = Toggle(2) } == .unknown)
        #expect(state { $0.bindStatus = .abnormal } == .unknown)
        #expect(state { $0.bindStatus = BindStatus(9) } == .unknown)
        #expect(state { $0.bindStatus = nil } == .ok)
        #expect(state { $0.realServerSet?[0].realServerStatus = RealServerStatus(5) } == .unknown)
        #expect(state { $0.realServerSet?[0].realServerStatus = nil } == .unknown)
        // Nothing is checked, and yet an origin is said to be abnormal.
        #expect(
            state {
                $0.healthCheck = .off
                $0.realServerSet?[0].realServerStatus = .abnormal
            } == .unknown)
    }

    @Test func doubtSaysWhichFieldIsTheReason() {
        var listener = TCPListener.sample("l")
        listener.listenerStatus = ListenerStatus(7)
        #expect(Health(listener).doubt == "ListenerStatus 7")
        listener = .sample("l")
        listener.bindStatus = .abnormal
        #expect(Row(listener, owner: .proxy("p"), readAt: .init(0)).trouble == "BindStatus abnormal, but no origin is")
    }

    @Test func servingCountsTheHealthyOfAll() {
        #expect(Health(.sample("l", origins: [.up(), .down()])).serving == 1)
        #expect(Health(.sample("l", origins: [.down()])).serving == 0)
        #expect(Health(.sample("l", origins: [.up(Self.name, down: ["1.1.1.1"])])).serving == 1)
        #expect(Health(.sample("l", origins: [])).serving == 0)
    }

    @Test func downAddressesAreNamedOnce() {
        let row = Row(
            .sample(
                "l",
                origins: [.down("10.0.0.2"), .down("10.0.0.2"), .up(Self.name, down: ["1.1.1.1:80"]), .down(Self.name)]),
            owner: .proxy("p"), readAt: .init(0))
        #expect(row.downAddresses == ["10.0.0.2", "1.1.1.1:80"])
        #expect(row.trouble == "10.0.0.2 1.1.1.1:80 api.example.com (does not resolve)")
    }

    @Test func severityIsTheOrderOfTheWords() {
        #expect(State.allCases.map(\.word) == ["DOWN", "DNS", "PART", "BUSY", "NONE", "?", "OFF", "OK"])
        #expect(State.allCases.sorted() == State.allCases)
        #expect(State.allCases.filter(\.isProblem) == [.down, .dns, .part, .none, .unknown])
        for state in State.allCases { #expect(State(word: state.word.lowercased()) == state) }
    }

    @Test(
        "A name is told from an address",
        arguments: [
            ("api.example.com", true), ("10.0.0.1", false), ("2001:db8::1", false), ("", false), ("localhost", true),
            ("1.example", true),
        ])
    func domains(_ text: String, _ isDomain: Bool) {
        #expect(Health.isDomain(text) == isDomain)
        #expect(!Health.isDomain(nil))
    }
}
