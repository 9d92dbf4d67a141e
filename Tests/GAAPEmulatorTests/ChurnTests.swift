// Churn: health changes over time. It starts without changes and is the same for every request at the same time.

import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct ChurnTests {
    private func fixture(seed: UInt64 = 1) -> EmulatorFixture {
        var options = EmulatorFixture.demo
        options.fleet.seed = seed
        options.churn = true
        return EmulatorFixture(options)
    }

    private func words(_ fixture: EmulatorFixture) async -> [String] {
        await fixture.allListeners().map { "\($0.row["ListenerId"].text ?? "") \(ExpectedState.of($0.row))" }
    }

    @Test
    func `The same seed and time give the same health, and without churn the health does not change`() async {
        let (one, other, still) = (fixture(), fixture(), EmulatorFixture(EmulatorFixture.demo))
        let start = await words(still)
        #expect(await words(one) == start)
        for fixture in [one, other, still] { fixture.time.advance(by: .seconds(300)) }
        let later = await words(one)
        #expect(later == (await words(other)))
        #expect(later != start)
        #expect(await words(still) == start)
    }

    @Test
    func `A failed origin is down in every listener that checks it, and in no listener without health check`() async {
        let fixture = fixture()
        for _ in 0..<3 {
            fixture.time.advance(by: .seconds(97))
            var seen: [String: Set<Int>] = [:]
            for (_, row) in await fixture.allListeners() {
                for origin in row["RealServerSet"].items {
                    let status = origin["RealServerStatus"].number ?? -1
                    let address = origin["RealServerIP"].text ?? ""
                    // Only one port of this address is down.
                    let port = address == "10.3.2.6" ? origin["RealServerPort"].number ?? 0 : 0
                    if row["HealthCheck"].number == 1 {
                        seen["\(address) \(port)", default: []].insert(status)
                    } else {
                        #expect(status == 0)
                    }
                }
            }
            #expect(seen.values.allSatisfy { $0.count == 1 })
        }
    }

    @Test
    func `Within an hour a limited number of origins fail and recover, and listeners change for some seconds`() {
        let fleet = Fleet(FleetOptions())
        let churn = Churn(seed: 1, fleet: fleet)
        let listeners = fleet.listeners.values.flatMap { $0 }.filter { $0.status == 0 }
        let origins = fleet.origins.filter { $0.health == .up }
        var failed: Set<String> = []
        var maximumAtOnce = 0
        var changing: Set<Int> = []
        for elapsed in stride(from: 0.0, through: 3_600, by: 60) {
            let down = origins.filter { churn.health(of: $0, at: elapsed) != .up }.map(\.id)
            failed.formUnion(down)
            maximumAtOnce = max(maximumAtOnce, down.count)
            for listener in listeners { changing.insert(churn.status(of: listener, at: elapsed)) }
        }
        #expect((40...300).contains(failed.count))
        #expect((2...15).contains(maximumAtOnce))
        #expect(changing == [0, 3, 4])
        #expect(origins.contains { churn.health(of: $0, at: 3_600) == .up && failed.contains($0.id) })
    }

    @Test
    func `Within some hours proxies are closed and banned step by step, few at a time, and serve again`() {
        let fleet = Fleet(FleetOptions())
        let churn = Churn(seed: 1, fleet: fleet)
        let proxies = fleet.proxies.filter(\.isServing)
        let steps = [
            "CLOSING RECOVER", "CLOSED RECOVER", "OPENING RECOVER", "RUNNING BANNING", "RUNNING BANNED",
            "RUNNING RECOVERING",
        ]
        var seen: Set<String> = []
        var maximumAtOnce = 0
        for proxy in proxies {
            var before = "RUNNING RECOVER"
            for elapsed in stride(from: 0.0, through: 4 * 3_600, by: 2) {
                let (status, ban) = churn.status(of: proxy, at: elapsed)
                let now = "\(status) \(ban)"
                defer { before = now }
                guard now != before else { continue }
                seen.insert(now)
                // Each step follows the previous step, from serving to serving.
                if let index = steps.firstIndex(of: now) {
                    #expect(before == (index % 3 == 0 ? "RUNNING RECOVER" : steps[index - 1]))
                } else {
                    #expect(before == steps[2] || before == steps[5])
                }
            }
        }
        for elapsed in stride(from: 0.0, through: 4 * 3_600, by: 60) {
            maximumAtOnce = max(
                maximumAtOnce, proxies.count { churn.status(of: $0, at: elapsed) != ("RUNNING", "RECOVER") })
        }
        #expect(seen == Set(steps + ["RUNNING RECOVER"]))
        let stopped = proxies.filter { proxy in
            stride(from: 0.0, through: 4 * 3_600, by: 20).contains { churn.status(of: proxy, at: $0).ban != "RECOVER" }
        }
        #expect(stopped.allSatisfy { fleet.listeners[.proxy($0.id)].map { $0.count < 20 } == true })
        #expect((1...5).contains(maximumAtOnce))
        let closed = fleet.proxies.filter { !$0.isServing }
        #expect(closed.allSatisfy { churn.status(of: $0, at: 3_000) == ($0.status, $0.banStatus) })
    }

    @Test
    func `A large fleet does not churn faster than a small fleet`() {
        let fleet = Fleet(FleetOptions(seed: 1, proxies: 200, groups: 10, listeners: 8_000))
        let churn = Churn(seed: 1, fleet: fleet)
        for elapsed in stride(from: 0.0, through: 3_600, by: 300) {
            #expect(fleet.origins.count { $0.health == .up && churn.health(of: $0, at: elapsed) != .up } <= 15)
        }
    }

    @Test
    func `In an incident nothing else changes for a minute`() {
        let fleet = Fleet(FleetOptions())
        let (churn, calm) = (Churn(seed: 1, fleet: fleet), Churn(seed: 1, fleet: fleet, calm: 60))
        func changed(_ churn: Churn, at elapsed: Double) -> Int {
            fleet.origins.count { churn.health(of: $0, at: elapsed) != $0.health }
                + fleet.proxies.count { churn.status(of: $0, at: elapsed) != ($0.status, $0.banStatus) }
        }
        #expect(stride(from: 0.0, to: 60, by: 5).contains { changed(churn, at: $0) > 0 })
        #expect(stride(from: 0.0, to: 60, by: 5).allSatisfy { changed(calm, at: $0) == 0 })
        #expect((60..<180).contains { changed(calm, at: Double($0)) > 0 })
    }

    @Test
    func `Health that is set explicitly is visible immediately in every listener`() async throws {
        let fixture = EmulatorFixture()
        let address = try #require(fixture.emulator.fleet.origins.first { $0.address.hasPrefix("10.16.") }?.address)
        func down() async -> Int {
            await fixture.allListeners().count { _, row in
                row["RealServerSet"].items.contains {
                    $0["RealServerIP"].text == address && $0["RealServerStatus"].number == 1
                }
            }
        }
        #expect(await down() == 0)
        fixture.emulator.update { $0.setHealth(.down, ofAddress: address) }
        #expect(await down() > 0)
        fixture.emulator.update { $0.setHealth(.up, ofAddress: address) }
        #expect(await down() == 0)
    }
}
