import Synchronization
import Testing

@testable import TencentCloud

@Suite struct QuotaTests {
    /// A quota under a clock by hand, and who has passed it when.
    private final class Gate: Sendable {
        let time = ManualTime()
        let quota: Quota
        private let passed = Mutex<[(name: String, at: Duration)]>([])

        init(rate: Int) { quota = Quota(rate: rate, time: time.source) }

        var names: [String] { passed.withLock { $0.map(\.name) } }
        var times: [Duration] { passed.withLock { $0.map(\.at) } }

        /// Lets somebody ask; true when they got through.
        @discardableResult
        func ask(_ name: String, _ priority: Priority = .foreground, action: String = "A") -> Task<Bool, Never> {
            time.start { [self] in
                do throws(CancellationError) {
                    await quota.end(try await quota.acquire(action, priority: priority), isAnswered: true)
                } catch {
                    return false
                }
                passed.withLock { $0.append((name, time.uptime)) }
                return true
            }
        }

        /// The most that passed within any second.
        var mostInASecond: Int {
            times.map { start in times.count { $0 >= start && $0 - start < .seconds(1) } }.max() ?? 0
        }
    }

    @Test(arguments: [1, 3, 10, 20])
    func `Fifty at once get through, never more than the rate in any second`(rate: Int) async {
        let gate = Gate(rate: rate)
        for number in 0..<50 { gate.ask("\(number)", number % 2 == 0 ? .foreground : .background) }
        await gate.time.run()
        #expect(gate.times.count == 50)
        #expect(gate.mostInASecond <= rate)
        // And no slower than it must be.
        #expect(gate.time.uptime <= RateWindow.span * (50 / rate + 1))
    }

    @Test func `Askers that come in bursts at odd moments never pass the rate`() async {
        let gate = Gate(rate: 7)
        var number = 0
        for (burst, pause) in [(5, 300), (9, 770), (1, 20), (0, 999), (20, 333), (8, 1_049), (3, 1)] {
            for _ in 0..<burst {
                gate.ask("\(number)", number % 3 == 0 ? .foreground : .background)
                number += 1
            }
            await gate.time.advance(by: .milliseconds(pause))
        }
        await gate.time.run()
        #expect(gate.times.count == number)
        #expect(gate.mostInASecond <= 7)
    }

    @Test func `Those in front go before those behind, and each in the order of asking`() async {
        let gate = Gate(rate: 1)
        for (name, priority) in [
            ("first", Priority.background), ("back 1", .background), ("back 2", .background),
            ("front 1", .foreground), ("front 2", .foreground),
        ] {
            gate.ask(name, priority)
            await gate.time.settle()
        }
        #expect(await gate.quota.gauge("A").waiting == 4)
        await gate.time.run()
        #expect(gate.names == ["first", "front 1", "front 2", "back 1", "back 2"])
    }

    @Test func `One who gives up ends at once and frees the place`() async {
        let gate = Gate(rate: 1)
        gate.ask("first")
        await gate.time.settle()
        let second = gate.ask("second")
        await gate.time.settle()
        gate.ask("third")
        await gate.time.settle()
        second.cancel()
        #expect(await second.value == false)
        #expect(gate.time.uptime == .zero)
        #expect(await gate.quota.gauge("A").waiting == 1)
        await gate.time.run()
        #expect(gate.names == ["first", "third"])
        #expect(gate.times.last == RateWindow.span)
    }

    @Test func `One who had given up before asking does not take a slot`() async {
        let gate = Gate(rate: 1)
        let task = gate.time.start { [gate] in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(CancellationError) {
                _ = try await gate.quota.acquire("A", priority: .foreground)
            } catch {
                return false
            }
            return true
        }
        #expect(await task.value == false)
        gate.ask("other")
        await gate.time.settle()
        #expect(gate.times == [.zero])
    }

    @Test func `Actions have budgets of their own`() async {
        let gate = Gate(rate: 1)
        gate.ask("a", action: "A")
        gate.ask("b", action: "B")
        await gate.time.settle()
        #expect(gate.times == [.zero, .zero])
    }

    @Test func `A throttling slows one action down for those who wait already, and passes`() async {
        let gate = Gate(rate: 10)
        for number in 0..<10 { gate.ask("\(number)") }
        await gate.time.settle()
        for number in 10..<40 { gate.ask("\(number)") }
        await gate.time.settle()
        await gate.quota.throttle("A")
        let gauge = await gate.quota.gauge("A")
        #expect(gauge == QuotaGauge(limit: 5, rate: 10, throttled: 1, waiting: 30))
        #expect(await gate.quota.gauge("B") == QuotaGauge(limit: 10, rate: 10))
        await gate.time.advance(by: RateWindow.span)
        #expect(gate.times.count == 15)
        await gate.time.run()
        #expect(gate.times.count == 40)
        await gate.time.advance(by: .seconds(60))
        #expect(await gate.quota.gauge("A") == QuotaGauge(limit: 10, rate: 10, throttled: 1, waiting: 0))
    }

    @Test func `The gauge shows the rate that is kept to`() async {
        #expect(await Gate(rate: 0).quota.gauge("A") == QuotaGauge(limit: 1, rate: 1))
    }
}
