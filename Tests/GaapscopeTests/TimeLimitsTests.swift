import Testing

@testable import gaapscope

@Suite struct TimeLimitsTests {
    @Test(arguments: [(2, 2.0, 1.0), (5, 5, 2.5), (30, 5, 15), (60, 10, 30), (600, 100, 300)])
    func `The time-out of a request bounds that of its connection, and a long one stretches it`(
        timeout: Int, connect: Double, read: Double
    ) {
        let limits = TimeLimits(timeout: .seconds(timeout))
        #expect(limits.total == .seconds(timeout))
        #expect(limits.connect == .seconds(connect) && limits.read == .seconds(read))
    }

    @Test(arguments: [(2, 2.0, 1.0), (30, 5, 5), (600, 5, 5)])
    func `A bound of its own bounds each part`(timeout: Int, longest: Double, read: Double) {
        let limits = TimeLimits(timeout: .seconds(timeout), longest: .seconds(5))
        #expect(limits.total == .seconds(longest) && limits.connect == .seconds(longest))
        #expect(limits.read == .seconds(read))
    }
}
