// Health that changes by itself: nothing at the start, something later, the same for everyone who asks.

import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct ChurnTests {
    private func stand(seed: UInt64 = 1) -> Stand {
        var options = Stand.demo
        options.fleet.seed = seed
        options.churn = true
        return Stand(options)
    }

    private func words(_ stand: Stand) async -> [String] {
        await stand.allListeners().map { "\($0.row["ListenerId"].text ?? "") \(HealthWord.of($0.row))" }
    }

    @Test
    func `The same seed and time give the same health, and without churn nothing changes`() async {
        let (one, other, still) = (stand(), stand(), Stand(Stand.demo))
        let start = await words(still)
        #expect(await words(one) == start)
        for stand in [one, other, still] { stand.time.advance(by: .seconds(300)) }
        let later = await words(one)
        #expect(later == (await words(other)))
        #expect(later != start)
        #expect(await words(still) == start)
    }

    @Test
    func `An origin that fails does so in every listener that checks it, and in no other`() async {
        let stand = stand()
        for _ in 0..<3 {
            stand.time.advance(by: .seconds(97))
            var seen: [String: Set<Int>] = [:]
            for (_, row) in await stand.allListeners() {
                for origin in row["RealServerSet"].items {
                    let status = origin["RealServerStatus"].number ?? -1
                    let address = origin["RealServerIP"].text ?? ""
                    // Of this one a single port is down.
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
    func `Over an hour origins fail and recover, gently, and listeners are changed for some seconds`() {
        let fleet = Fleet(FleetOptions())
        let churn = Churn(seed: 1, fleet: fleet)
        let listeners = fleet.listeners.values.flatMap { $0 }.filter { $0.status == 0 }
        let origins = fleet.origins.filter { $0.health == .up }
        var failed: Set<String> = []
        var mostAtOnce = 0
        var changing: Set<Int> = []
        for elapsed in stride(from: 0.0, through: 3_600, by: 60) {
            let down = origins.filter { churn.health(of: $0, at: elapsed) != .up }.map(\.id)
            failed.formUnion(down)
            mostAtOnce = max(mostAtOnce, down.count)
            for listener in listeners { changing.insert(churn.status(of: listener, at: elapsed)) }
        }
        #expect((40...300).contains(failed.count))
        #expect((2...15).contains(mostAtOnce))
        #expect(changing == [0, 3, 4])
        #expect(origins.contains { churn.health(of: $0, at: 3_600) == .up && failed.contains($0.id) })
    }

    @Test
    func `Over some hours proxies are closed and banned by steps, few at a time, and serve again`() {
        let fleet = Fleet(FleetOptions())
        let churn = Churn(seed: 1, fleet: fleet)
        let proxies = fleet.proxies.filter(\.isServing)
        let steps = [
            "CLOSING RECOVER", "CLOSED RECOVER", "OPENING RECOVER", "RUNNING BANNING", "RUNNING BANNED",
            "RUNNING RECOVERING",
        ]
        var seen: Set<String> = []
        var mostAtOnce = 0
        for proxy in proxies {
            var before = "RUNNING RECOVER"
            for elapsed in stride(from: 0.0, through: 4 * 3_600, by: 2) {
                let (status, ban) = churn.status(of: proxy, at: elapsed)
                let now = "\(status) \(ban)"
                defer { before = now }
                guard now != before else { continue }
                seen.insert(now)
                // Each step follows the one before it, from serving to serving.
                if let place = steps.firstIndex(of: now) {
                    #expect(before == (place % 3 == 0 ? "RUNNING RECOVER" : steps[place - 1]))
                } else {
                    #expect(before == steps[2] || before == steps[5])
                }
            }
        }
        for elapsed in stride(from: 0.0, through: 4 * 3_600, by: 60) {
            mostAtOnce = max(mostAtOnce, proxies.count { churn.status(of: $0, at: elapsed) != ("RUNNING", "RECOVER") })
        }
        #expect(seen == Set(steps + ["RUNNING RECOVER"]))
        let stopped = proxies.filter { proxy in
            stride(from: 0.0, through: 4 * 3_600, by: 20).contains { churn.status(of: proxy, at: $0).ban != "RECOVER" }
        }
        #expect(stopped.allSatisfy { fleet.listeners[.proxy($0.id)].map { $0.count < 20 } == true })
        #expect((1...5).contains(mostAtOnce))
        let closed = fleet.proxies.filter { !$0.isServing }
        #expect(closed.allSatisfy { churn.status(of: $0, at: 3_000) == ($0.status, $0.banStatus) })
    }

    @Test
    func `A large fleet churns no faster than a small one`() {
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
    func `Health set by hand shows at once, everywhere`() async throws {
        let stand = Stand()
        let address = try #require(stand.emulator.fleet.origins.first { $0.address.hasPrefix("10.16.") }?.address)
        func down() async -> Int {
            await stand.allListeners().count { _, row in
                row["RealServerSet"].items.contains {
                    $0["RealServerIP"].text == address && $0["RealServerStatus"].number == 1
                }
            }
        }
        #expect(await down() == 0)
        stand.emulator.update { $0.setHealth(.down, ofAddress: address) }
        #expect(await down() > 0)
        stand.emulator.update { $0.setHealth(.up, ofAddress: address) }
        #expect(await down() == 0)
    }
}
