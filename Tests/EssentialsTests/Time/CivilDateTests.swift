import Testing

@testable import Essentials

@Suite struct CivilDateTests {
    @Test(arguments: [
        (0, "1970-01-01 00:00:00"), (-1, "1969-12-31 23:59:59"), (86_399, "1970-01-01 23:59:59"),
        (951_782_400, "2000-02-29 00:00:00"), (4_107_542_400, "2100-03-01 00:00:00"),
        (1_763_856_000, "2025-11-23 00:00:00"), (-62_135_596_800, "0001-01-01 00:00:00"),
        (-62_167_219_200, "0000-01-01 00:00:00"), (-62_167_219_201, "-0001-12-31 23:59:59"),
        (253_402_300_800, "10000-01-01 00:00:00"),
    ])
    func `A Unix time is converted to a date and a time of day`(seconds: Int, text: String) {
        let date = CivilDate(unixSeconds: seconds)
        #expect("\(date) \(date.clock)" == text)
    }

    @Test(arguments: [Int.min, Int.min + 1, Int.max, Int.max - 1, Int(Int32.min), Int(Int32.max)])
    func `Extreme Unix times do not trap, and give a valid month, day and second of day`(seconds: Int) {
        let date = CivilDate(unixSeconds: seconds)
        #expect((0..<86_400).contains(date.secondOfDay))
        #expect((1...12).contains(date.month))
        #expect((1...31).contains(date.day))
    }

    @Test func `Every day of 600 years follows the previous date and converts back to its day number`() {
        var last = CivilDate(unixSeconds: -110_001 * 86_400)
        for day in -110_000...110_000 {
            let date = CivilDate(unixSeconds: day * 86_400)
            let isNext =
                (date.year, date.month, date.day) == (last.year, last.month, last.day + 1)
                || date.day == 1 && last.day >= 28
                    && (date.year * 12 + date.month) == (last.year * 12 + last.month + 1)
            #expect(isNext, "\(last) then \(date)")
            #expect(CivilDate.days(year: date.year, month: date.month, day: date.day) == day)
            last = date
        }
    }
}

@Suite struct UnixTimeTests {
    @Test(arguments: [
        (1.9, 1), (-0.1, -1), (0, 0), (Double.infinity, Int.max), (-Double.infinity, Int.min), (1e300, Int.max),
        (-1e300, Int.min), (Double.nan, 0), (9.3e18, Int.max),
    ])
    func `Conversion to whole seconds clamps extreme values and never traps`(seconds: Double, whole: Int) {
        #expect(UnixTime(seconds).wholeSeconds == whole)
    }
}
