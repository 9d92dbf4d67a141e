import Testing

@testable import TencentCloud

@Suite struct RateWindowTests {
    @Test(arguments: [1, 2, 10, 20])
    func `A fresh window lets its rate pass at once and the next after a span`(rate: Int) {
        var window = RateWindow(rate: rate)
        for _ in 0..<rate {
            #expect(window.opening(forPosition: 0, at: .zero) == .zero)
            window.pass(at: .zero)
        }
        #expect(window.opening(forPosition: 0, at: .zero) == RateWindow.span)
        #expect(window.opening(forPosition: 0, at: RateWindow.span) == RateWindow.span)
    }

    @Test(arguments: [(0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (25, 3)])
    func `A place far back in line opens after as many spans as there are windows before it`(position: Int, spans: Int)
    {
        var window = RateWindow(rate: 10)
        for _ in 0..<10 { window.pass(at: .zero) }
        #expect(window.opening(forPosition: position, at: .zero) == RateWindow.span * spans)
    }

    @Test func `Free slots go to the first in line, later places wait for the oldest taken`() {
        var window = RateWindow(rate: 10)
        for moment in [0, 100, 200] { window.pass(at: .milliseconds(moment)) }
        let now = Duration.milliseconds(300)
        #expect(window.opening(forPosition: 6, at: now) == now)
        #expect(window.opening(forPosition: 7, at: now) == RateWindow.span)
        #expect(window.opening(forPosition: 8, at: now) == RateWindow.span + .milliseconds(100))
        #expect(window.opening(forPosition: 10, at: now) == RateWindow.span + now)
    }

    @Test func `Throttling halves the pace, pauses for a span, and the pace grows back`() {
        var window = RateWindow(rate: 10)
        window.throttle(at: .zero)
        #expect(window.limit == 5)
        #expect(window.opening(forPosition: 0, at: .zero) == RateWindow.span)
        _ = window.inUse(at: RateWindow.recovery * 3)
        #expect(window.limit == 8)
        _ = window.inUse(at: .seconds(3_600))
        #expect(window.limit == 10)
    }

    @Test func `A burst throttled as a whole halves once`() {
        var window = RateWindow(rate: 16)
        for moment in [0, 10, 20, 1_000] { window.throttle(at: .milliseconds(moment)) }
        #expect(window.limit == 8)
        window.throttle(at: .milliseconds(1_100))
        #expect(window.limit == 4)
    }

    @Test func `A throttling right after the pace has grown halves it again`() {
        var window = RateWindow(rate: 10)
        window.throttle(at: .zero)
        window.throttle(at: RateWindow.recovery + .milliseconds(100))
        #expect(window.limit == 3)
    }

    @Test func `The pace never falls below one`() {
        var window = RateWindow(rate: 3)
        for second in 0..<10 { window.throttle(at: .milliseconds(1_100 * second)) }
        #expect(window.limit == 1)
    }

    @Test(arguments: [(0, 1), (-5, 1), (Int.min, 1), (Int.max, RateWindow.fastest)])
    func `An absurd rate is brought into bounds`(asked: Int, rate: Int) {
        var window = RateWindow(rate: asked)
        #expect(window.rate == rate)
        window.throttle(at: .zero)
        #expect(window.limit >= 1)
    }

    @Test func `A call under way holds its slot until it has ended, and then as long as it was late`() {
        var window = RateWindow(rate: 1)
        // The first one may have made the connection: what it took says nothing.
        window.pass(at: .zero, taking: .milliseconds(600))
        var now = Duration.milliseconds(600) + RateWindow.span
        #expect(window.opening(forPosition: 0, at: .milliseconds(600)) == now)
        // One that took 250 ms was counted 250 ms after it was sent at the latest, and so will the next be at the
        // earliest.
        window.pass(at: now, taking: .milliseconds(250))
        #expect(window.opening(forPosition: 0, at: now + .milliseconds(250)) == now + RateWindow.span)
        now += RateWindow.span
        let late = window.take(at: now)
        #expect(window.opening(forPosition: 0, at: now + .seconds(3)) > now + .seconds(3))
        window.end(late, isAnswered: true, at: now + .seconds(4))
        #expect(
            window.opening(forPosition: 0, at: now + .seconds(4)) == now + .milliseconds(3_750) + RateWindow.span)
    }

    @Test func `What ends without an answer says nothing about how fast answers are`() {
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
    /// A call that is answered after so long.
    fileprivate mutating func pass(at now: Duration, taking duration: Duration = .zero) {
        end(take(at: now), isAnswered: true, at: now + duration)
    }
}
