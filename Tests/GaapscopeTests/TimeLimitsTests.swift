import Testing

@testable import gaapscope

@Suite struct TimeLimitsTests {
    @Test(arguments: [(2, 2.0, 1.0), (5, 5, 2.5), (30, 5, 15), (60, 10, 30), (600, 100, 300)])
    func `The timeout of a request limits its parts, and a long timeout extends the connect limit`(
        timeout: Int, connect: Double, read: Double
    ) {
        let limits = TimeLimits(timeout: .seconds(timeout))
        #expect(limits.total == .seconds(timeout))
        #expect(limits.connect == .seconds(connect) && limits.read == .seconds(read))
    }

    @Test(arguments: [(2, 2.0, 1.0), (30, 5, 5), (600, 5, 5)])
    func `A further limit applies to each part`(timeout: Int, limit: Double, read: Double) {
        let limits = TimeLimits(timeout: .seconds(timeout), limit: .seconds(5))
        #expect(limits.total == .seconds(limit) && limits.connect == .seconds(limit))
        #expect(limits.read == .seconds(read))
    }
}
