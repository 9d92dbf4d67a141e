// The fleet is the same for the same seed, resembles a real account and contains every health state.

import Essentials
import TencentCloud
import Testing

@testable import GAAPEmulator

@Suite struct FleetTests {
    private static let states = ["BUSY1", "BUSY2", "BUSY3", "BUSY4", "DNS", "DOWN", "NONE", "OFF", "OK", "PART", "?"]

    @Test
    func `The same seed gives the same fleet, and another seed gives another fleet`() {
        #expect(Fleet(FleetOptions(seed: 5)) == Fleet(FleetOptions(seed: 5)))
        #expect(Fleet(FleetOptions(seed: 5)) != Fleet(FleetOptions(seed: 6)))
    }

    @Test(arguments: [1, 2, 99])
    func `The demo fleet has every state: mostly OK, about 200 OFF, and few problems`(_ seed: UInt64) async {
        var options = EmulatorFixture.demo
        options.fleet.seed = seed
        let rows = await EmulatorFixture(options).allListeners().map(\.row)
        let counts = Dictionary(rows.map { (ExpectedState.of($0), 1) }, uniquingKeysWith: +)
        #expect(Set(counts.keys) == Set(Self.states))
        #expect(rows.count == 1_300)
        #expect(counts["OK", default: 0] > 1_000)
        #expect((150...260).contains(counts["OFF", default: 0]))
        #expect((1...10).contains(counts["DOWN", default: 0]))
        #expect((1...10).contains(counts["PART", default: 0]))
    }

    @Test
    func `A small fleet has every state, too`() async {
        let rows = await EmulatorFixture().allListeners().map(\.row)
        #expect(Set(rows.map(ExpectedState.of)) == Set(Self.states))
    }

    @Test
    func `The main incident is one address at several owners and a group, on port 8443`() async {
        let rows = await EmulatorFixture(EmulatorFixture.demo).allListeners()
        let failing = rows.filter { _, row in
            row["RealServerSet"].items.contains {
                $0["RealServerIP"].text == "10.3.1.7" && $0["RealServerStatus"].number == 1
            }
        }
        #expect(failing.allSatisfy { $0.row["Port"].number == 8_443 })
        #expect(Set(failing.map(\.owner)).count >= 4)
        #expect(failing.contains { if case .group = $0.owner { true } else { false } })
        #expect(Set(failing.map { ExpectedState.of($0.row) }) == ["DOWN", "PART"])
    }

    @Test
    func `Owners in every state exist, and stopped owners have listeners with healthy origins`() async {
        let fleet = Fleet(FleetOptions())
        let proxies = fleet.proxies.filter { $0.groupID == nil }
        #expect(
            Set(proxies.map(\.status)) == [
                "RUNNING", "CREATE_FAILED", "CLOSED", "ISOLATED", "ADJUSTING", "DESTROYING",
            ])
        #expect(Set(proxies.map(\.banStatus)) == ["RECOVER", "BANNED"])
        #expect(Set(fleet.groups.map(\.status)) == ["RUNNING", "CLOSED", "CHANGING"])
        let stopped = Set(
            proxies.filter { ["CLOSED", "ISOLATED"].contains($0.status) || $0.banStatus == "BANNED" }.map(\.id)
                + fleet.groups.filter { $0.status == "CLOSED" }.map(\.id))
        let rows = await EmulatorFixture(EmulatorFixture.demo).allListeners().filter { stopped.contains($0.owner.id) }
        #expect(Set(rows.map(\.owner.id)) == stopped)
        #expect(rows.allSatisfy { ExpectedState.of($0.row) == "OK" })
        #expect(rows.count <= 8, "the first screen is an incident, not a list of leftovers")
    }

    @Test
    func `An incident is one origin that fails in several listeners, with one listener in each other common state`()
        async
    {
        var options = EmulatorFixture.demo
        options.fleet.story = .incident
        let rows = await EmulatorFixture(options).allListeners()
        let counts = Dictionary(grouping: rows) { ExpectedState.of($0.row) }.mapValues(\.count)
        #expect(
            counts.filter { $0.key != "OK" } == ["DOWN": 2, "DNS": 1, "PART": 3, "BUSY4": 1, "NONE": 1, "OFF": 1])
        let failing = rows.filter { _, row in
            row["RealServerSet"].items.contains { $0["RealServerIP"].text == "10.3.1.7" }
        }
        #expect(failing.count == 5, "four listeners fail, and one listener is not checked")
        let fleet = Fleet(options.fleet)
        let owners = fleet.proxies.filter { $0.groupID == nil && !$0.isServing }
        #expect(owners.map(\.status).sorted() == ["CREATE_FAILED", "ISOLATED"])
        #expect(owners.map { fleet.listeners[.proxy($0.id)]?.count ?? 0 }.sorted() == [0, 1])
    }

    @Test
    func `The members of a group are in different regions, and some members of one group are stopped`() {
        let fleet = Fleet(FleetOptions())
        var partly = 0
        for group in fleet.groups {
            let members = fleet.proxies.filter { $0.groupID == group.id }
            #expect(members.count >= 2)
            #expect(Set(members.map(\.accessRegion.id)).count == members.count)
            #expect(members.allSatisfy { $0.originRegion == group.originRegion })
            let running = members.count { $0.status == "RUNNING" }
            if group.status == "CLOSED" { #expect(running == 0) }
            if group.status == "RUNNING" { #expect(running == members.count) }
            if (1..<members.count).contains(running) { partly += 1 }
        }
        #expect(partly == 1)
    }

    @Test
    func `The fleet contains special cases for clients: two ports, IPv6, status -1, no owner, several addresses`()
        async throws
    {
        let fixture = EmulatorFixture(EmulatorFixture.demo)
        let rows = await fixture.allListeners()
        let pair = try #require(
            rows.first { $0.row["ListenerName"].text == "game-gate-sg" && $0.row["Port"].number == 7_300 })
        let origins = pair.row["RealServerSet"].items
        #expect(Set(origins.map { $0["RealServerId"].text }).count == 1)
        #expect(origins.compactMap { $0["RealServerPort"].number } == [7_300, 7_301])
        #expect(origins.compactMap { $0["RealServerStatus"].number } == [0, 1])
        let answer = await fixture.call(
            "DescribeRealServerStatistics",
            #"{"RealServerId":"\#(origins[0]["RealServerId"].text ?? "")","#
                + #""ListenerId":"\#(pair.row["ListenerId"].text ?? "")","WithinTime":1}"#)
        #expect(answer.inside["StatisticsData"].items.isEmpty)
        let series = answer.inside["RsStatisticsData"].items
        #expect(series.map { $0["MetricName"].text } == ["7300", "7301"])
        #expect(series.map { $0["MetricData"].items.last?["Data"] } == [.number(1), .number(0)])

        #expect(
            rows.contains { $0.row["RealServerSet"].items.contains { $0["RealServerIP"].text?.contains(":") == true } })
        let old = rows.filter { $0.row["RealServerSet"].items.contains { $0["RealServerStatus"].number == -1 } }
        #expect(old.map { $0.row["BindStatus"].number } == [0])
        #expect(rows.count { $0.row["ProxyId"].isNull && $0.row["GroupId"].isNull } == 1)
        let proxies = await fixture.call("DescribeProxies", #"{"Limit":100}"#).rows
        #expect(proxies.contains { $0["IPAddressVersion"].text == "IPv6" })
        #expect(proxies.contains { $0["IPList"].items.count == 3 && $0["NetworkType"].text == "triple" })
        #expect(proxies.contains { !$0["RelatedGlobalDomains"].items.isEmpty })
    }

    @Test
    func `The fleet contains a failover pair with the master down and the slave up`() async {
        let rows = await EmulatorFixture(EmulatorFixture.demo).allListeners().map(\.row)
        let pairs = rows.filter { $0["FailoverSwitch"].number == 1 }
        #expect(pairs.count > 10)
        for row in pairs {
            #expect(row["RealServerType"].text == "IP")
            #expect(row["RealServerSet"].items.compactMap { $0["RealServerFailoverRole"].text } == ["master", "slave"])
        }
        #expect(pairs.contains { $0["RealServerSet"].items.compactMap { $0["RealServerStatus"].number } == [1, 0] })
    }

    @Test
    func `Every listener follows the rules of the service`() async throws {
        var ports: Set<String> = []
        var schedulers: Set<String> = []
        var ids: Set<String> = []
        for (owner, row) in await EmulatorFixture(EmulatorFixture.demo).allListeners() {
            let id = try #require(row["ListenerId"].text)
            #expect(id.wholeMatch(of: /listener-[0-9a-z]{8}/) != nil)
            #expect(ids.insert(id).inserted)
            let port = try #require(row["Port"].number)
            #expect((1...64_999).contains(port) && port != 21)
            #expect(ports.insert("\(owner.id) \(port)").inserted)
            let name = try #require(row["ListenerName"].text)
            #expect((1...30).contains(name.count))
            #expect(name.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.properties.generalCategory != .control })
            let interval = try #require(row["DelayLoop"].number)
            let timeout = try #require(row["ConnectTimeout"].number)
            #expect((5...300).contains(interval) && (2...60).contains(timeout) && timeout < interval)
            for key in ["HealthyThreshold", "UnhealthyThreshold"] {
                #expect((1...10).contains(try #require(row[key].number)))
            }
            let scheduler = try #require(row["Scheduler"].text)
            schedulers.insert(scheduler)
            let isDomain = row["RealServerType"].text == "DOMAIN"
            #expect(!isDomain || !["wrr", "lrtt"].contains(scheduler))
            for origin in row["RealServerSet"].items {
                let weight = try #require(origin["RealServerWeight"].number)
                #expect(scheduler == "wrr" ? (1...100).contains(weight) : weight == 1)
                let address = try #require(origin["RealServerIP"].text)
                #expect(isDomain == (address.contains { $0.isLetter } && !address.contains(":")))
                if row["HealthCheck"].number == 0 {
                    #expect(origin["RealServerStatus"].number == 0 && origin["DownIPList"].items.isEmpty)
                }
            }
        }
        #expect(schedulers == ["rr", "wrr", "lc", "lrtt"])
    }

    @Test
    func `Owners have at most 50 listeners, the quota of the service, and different numbers of listeners`() {
        let fleet = Fleet(FleetOptions())
        let counts = fleet.listeners.values.map(\.count)
        #expect(counts.allSatisfy { $0 <= 50 })
        #expect(Set(counts).count > 10)
        #expect(fleet.owners.count == 65)
    }

    @Test(arguments: [
        (0, 0, 0), (0, 0, 10), (1, 0, 1), (1, 0, 500), (0, 1, 40), (3, 2, 5), (12, 1, 16), (2, 0, 9_000),
        (-4, -1, -9),
    ])
    func `A fleet of any size can be created`(_ proxies: Int, _ groups: Int, _ listeners: Int) {
        let fleet = Fleet(FleetOptions(seed: 1, proxies: proxies, groups: groups, listeners: listeners))
        #expect(fleet.owners.count == max(0, proxies) + max(0, groups))
        #expect(fleet.listenerCount == (fleet.owners.isEmpty ? 0 : max(0, listeners)))
        #expect(fleet.listeners.values.reduce(0) { $0 + $1.count } == fleet.listenerCount)
    }

    @Test
    func `Names with control characters, escape sequences and bidi controls occur only if requested`() async {
        var options = EmulatorFixture.small
        options.fleet.hostileNames = true
        let names = await EmulatorFixture(options).allListeners().compactMap { $0.row["ListenerName"].text }
        #expect(names.count { $0.unicodeScalars.contains("\u{1B}") && $0.unicodeScalars.contains("\u{202E}") } == 1)
    }

    @Test
    func `A listener with an unknown origin is rejected`() throws {
        var fleet = Fleet(FleetOptions())
        let owner = fleet.owners[0]
        var listener = FleetListener(id: "listener-new", name: "new", port: 1)
        listener.bindings = [FleetListener.Binding(origin: fleet.origins.count, port: 1)]
        let inserted = fleet.insert(listener, into: owner)
        #expect(!inserted)
        let other = try #require(fleet.listeners[owner]?.first)
        let changed = fleet.change(listener: other.id) { $0.bindings = listener.bindings }
        #expect(!changed)
        listener.bindings[0].origin = 0
        let again = fleet.insert(listener, into: owner)
        #expect(again && fleet.listener("listener-new")?.owner == owner)
    }
}
