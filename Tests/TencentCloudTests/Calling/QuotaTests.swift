import Synchronization
import Testing

@testable import TencentCloud

@Suite struct QuotaTests {
    /// A quota with a manual clock, and a record of which requests passed it at which time.
    private final class QuotaFixture: Sendable {
        let time = ManualTime()
        let quota: Quota
        private let passed = Mutex<[(name: String, at: Duration)]>([])

        init(rate: Int) { quota = Quota(rate: rate, time: time.source) }

        var names: [String] { passed.withLock { $0.map(\.name) } }
        var times: [Duration] { passed.withLock { $0.map(\.at) } }

        /// Starts a request for a slot. The task returns true if the request got a slot, false if it was cancelled.
        @discardableResult
        func request(_ name: String, _ priority: Priority = .foreground, action: String = "A") -> Task<Bool, Never> {
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

        /// The maximum number of requests that passed within any second.
        var maximumPerSecond: Int {
            times.map { start in times.count { $0 >= start && $0 - start < .seconds(1) } }.max() ?? 0
        }
    }

    @Test(arguments: [1, 3, 10, 20])
    func `Fifty concurrent requests all pass, never more than the rate within any second`(rate: Int) async {
        let fixture = QuotaFixture(rate: rate)
        for number in 0..<50 { fixture.request("\(number)", number % 2 == 0 ? .foreground : .background) }
        await fixture.time.run()
        #expect(fixture.times.count == 50)
        #expect(fixture.maximumPerSecond <= rate)
        // The quota does not delay requests longer than necessary.
        #expect(fixture.time.uptime <= RateWindow.span * (50 / rate + 1))
    }

    @Test func `Bursts at irregular times never exceed the rate`() async {
        let fixture = QuotaFixture(rate: 7)
        var number = 0
        for (burst, pause) in [(5, 300), (9, 770), (1, 20), (0, 999), (20, 333), (8, 1_049), (3, 1)] {
            for _ in 0..<burst {
                fixture.request("\(number)", number % 3 == 0 ? .foreground : .background)
                number += 1
            }
            await fixture.time.advance(by: .milliseconds(pause))
        }
        await fixture.time.run()
        #expect(fixture.times.count == number)
        #expect(fixture.maximumPerSecond <= 7)
    }

    @Test func `Foreground requests pass before background requests, each in the order of arrival`() async {
        let fixture = QuotaFixture(rate: 1)
        for (name, priority) in [
            ("first", Priority.background), ("back 1", .background), ("back 2", .background),
            ("front 1", .foreground), ("front 2", .foreground),
        ] {
            fixture.request(name, priority)
            await fixture.time.settle()
        }
        #expect(await fixture.quota.gauge("A").waiting == 4)
        await fixture.time.run()
        #expect(fixture.names == ["first", "front 1", "front 2", "back 1", "back 2"])
    }

    @Test func `A cancelled request ends immediately and frees its position in the queue`() async {
        let fixture = QuotaFixture(rate: 1)
        fixture.request("first")
        await fixture.time.settle()
        let second = fixture.request("second")
        await fixture.time.settle()
        fixture.request("third")
        await fixture.time.settle()
        second.cancel()
        #expect(await second.value == false)
        #expect(fixture.time.uptime == .zero)
        #expect(await fixture.quota.gauge("A").waiting == 1)
        await fixture.time.run()
        #expect(fixture.names == ["first", "third"])
        #expect(fixture.times.last == RateWindow.span)
    }

    @Test func `A request that was cancelled before it started does not use a slot`() async {
        let fixture = QuotaFixture(rate: 1)
        let task = fixture.time.start { [fixture] in
            withUnsafeCurrentTask { $0?.cancel() }
            do throws(CancellationError) {
                _ = try await fixture.quota.acquire("A", priority: .foreground)
            } catch {
                return false
            }
            return true
        }
        #expect(await task.value == false)
        fixture.request("other")
        await fixture.time.settle()
        #expect(fixture.times == [.zero])
    }

    @Test func `Each action has its own budget`() async {
        let fixture = QuotaFixture(rate: 1)
        fixture.request("a", action: "A")
        fixture.request("b", action: "B")
        await fixture.time.settle()
        #expect(fixture.times == [.zero, .zero])
    }

    @Test func `Throttling slows down one action, including requests that already wait, and the rate recovers`() async {
        let fixture = QuotaFixture(rate: 10)
        for number in 0..<10 { fixture.request("\(number)") }
        await fixture.time.settle()
        for number in 10..<40 { fixture.request("\(number)") }
        await fixture.time.settle()
        await fixture.quota.throttle("A")
        let gauge = await fixture.quota.gauge("A")
        #expect(gauge == QuotaGauge(limit: 5, rate: 10, throttled: 1, waiting: 30))
        #expect(await fixture.quota.gauge("B") == QuotaGauge(limit: 10, rate: 10))
        await fixture.time.advance(by: RateWindow.span)
        #expect(fixture.times.count == 15)
        await fixture.time.run()
        #expect(fixture.times.count == 40)
        await fixture.time.advance(by: .seconds(60))
        #expect(await fixture.quota.gauge("A") == QuotaGauge(limit: 10, rate: 10, throttled: 1, waiting: 0))
    }

    @Test func `The gauge shows the effective rate`() async {
        #expect(await QuotaFixture(rate: 0).quota.gauge("A") == QuotaGauge(limit: 1, rate: 1))
    }
}
