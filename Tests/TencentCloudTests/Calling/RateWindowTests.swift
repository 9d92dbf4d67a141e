import Testing

@testable import TencentCloud

@Suite struct RateWindowTests {
    @Test(arguments: [1, 2, 10, 20])
    func `A new window admits as many calls as its rate immediately, and the next call after one span`(rate: Int) {
        var window = RateWindow(rate: rate)
        for _ in 0..<rate {
            #expect(window.opening(forPosition: 0, at: .zero) == .zero)
            window.pass(at: .zero)
        }
        #expect(window.opening(forPosition: 0, at: .zero) == RateWindow.span)
        #expect(window.opening(forPosition: 0, at: RateWindow.span) == RateWindow.span)
    }

    @Test(arguments: [(0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (25, 3)])
    func `A queue position opens after as many spans as there are full windows before it`(position: Int, spans: Int) {
        var window = RateWindow(rate: 10)
        for _ in 0..<10 { window.pass(at: .zero) }
        #expect(window.opening(forPosition: position, at: .zero) == RateWindow.span * spans)
    }

    @Test func `Free slots go to the first queue positions, and later positions wait for the oldest used slots`() {
        var window = RateWindow(rate: 10)
        for moment in [0, 100, 200] { window.pass(at: .milliseconds(moment)) }
        let now = Duration.milliseconds(300)
        #expect(window.opening(forPosition: 6, at: now) == now)
        #expect(window.opening(forPosition: 7, at: now) == RateWindow.span)
        #expect(window.opening(forPosition: 8, at: now) == RateWindow.span + .milliseconds(100))
        #expect(window.opening(forPosition: 10, at: now) == RateWindow.span + now)
    }

    @Test func `Throttling halves the limit and pauses for one span, and the limit recovers over time`() {
        var window = RateWindow(rate: 10)
        window.throttle(at: .zero)
        #expect(window.limit == 5)
        #expect(window.opening(forPosition: 0, at: .zero) == RateWindow.span)
        _ = window.inUse(at: RateWindow.recovery * 3)
        #expect(window.limit == 8)
        _ = window.inUse(at: .seconds(3_600))
        #expect(window.limit == 10)
    }

    @Test func `Throttling errors of one burst halve the limit once`() {
        var window = RateWindow(rate: 16)
        for moment in [0, 10, 20, 1_000] { window.throttle(at: .milliseconds(moment)) }
        #expect(window.limit == 8)
        window.throttle(at: .milliseconds(1_100))
        #expect(window.limit == 4)
    }

    @Test func `Throttling right after the limit has grown halves it again`() {
        var window = RateWindow(rate: 10)
        window.throttle(at: .zero)
        window.throttle(at: RateWindow.recovery + .milliseconds(100))
        #expect(window.limit == 3)
    }

    @Test func `The limit never falls below 1`() {
        var window = RateWindow(rate: 3)
        for second in 0..<10 { window.throttle(at: .milliseconds(1_100 * second)) }
        #expect(window.limit == 1)
    }

    @Test(arguments: [(0, 1), (-5, 1), (Int.min, 1), (Int.max, RateWindow.fastest)])
    func `A rate out of range is clamped`(requested: Int, rate: Int) {
        var window = RateWindow(rate: requested)
        #expect(window.rate == rate)
        window.throttle(at: .zero)
        #expect(window.limit >= 1)
    }

    @Test
    func `A call in progress holds its slot until it has ended, and then for its delay beyond the expected latency`() {
        var window = RateWindow(rate: 1)
        // The first call may have opened the connection, so its duration says nothing about the latency.
        window.pass(at: .zero, taking: .milliseconds(600))
        var now = Duration.milliseconds(600) + RateWindow.span
        #expect(window.opening(forPosition: 0, at: .milliseconds(600)) == now)
        // The service counted a call that took 250 ms at the latest 250 ms after it was sent. It counts the next call
        // at the earliest after the same time.
        window.pass(at: now, taking: .milliseconds(250))
        #expect(window.opening(forPosition: 0, at: now + .milliseconds(250)) == now + RateWindow.span)
        now += RateWindow.span
        let late = window.take(at: now)
        #expect(window.opening(forPosition: 0, at: now + .seconds(3)) > now + .seconds(3))
        window.end(late, isAnswered: true, at: now + .seconds(4))
        #expect(
            window.opening(forPosition: 0, at: now + .seconds(4)) == now + .milliseconds(3_750) + RateWindow.span)
    }

    @Test func `A call that ends without a response does not change the measured latency`() {
        var window = RateWindow(rate: 2)
        window.pass(at: .zero, taking: .milliseconds(200))
        window.pass(at: .milliseconds(200), taking: .milliseconds(200))
        let now = Duration.seconds(5)
        window.end(window.take(at: now), isAnswered: false, at: now)
        window.pass(at: now, taking: .milliseconds(200))
        #expect(window.opening(forPosition: 0, at: now + .milliseconds(200)) == now + RateWindow.span)
    }
}

extension RateWindow {
    /// Records a call that is answered after the given duration.
    fileprivate mutating func pass(at now: Duration, taking duration: Duration = .zero) {
        end(take(at: now), isAnswered: true, at: now + duration)
    }
}
