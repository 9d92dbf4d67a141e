import Essentials

/// Values over time in the format of the service: `[{"Time": …, "Data": …}]`, at multiples of the granularity.
enum Series {
    /// Returns the start times of the intervals from `start` up to but not including `end`.
    static func times(from start: UnixTime, to end: UnixTime, every granularity: Int) -> StrideTo<Int> {
        let first = (start.wholeSeconds + granularity - 1) / granularity * granularity
        let last = end.wholeSeconds
        return stride(from: first, to: max(first, last), by: granularity)
    }

    static func point(_ time: Int, _ number: Double?) -> JSONValue {
        ["Time": .integer(time), "Data": number.map(JSONValue.number) ?? .null]
    }
}
