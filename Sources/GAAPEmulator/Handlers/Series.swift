import Essentials

/// Numbers over time as the service sends them: `[{"Time": …, "Data": …}]`, at the round multiples of the granularity.
enum Series {
    /// The beginnings of the stretches from a moment up to another, that one not included.
    static func times(from start: UnixTime, to end: UnixTime, every granularity: Int) -> StrideTo<Int> {
        let first = (start.wholeSeconds + granularity - 1) / granularity * granularity
        let last = end.wholeSeconds
        return stride(from: first, to: max(first, last), by: granularity)
    }

    static func point(_ time: Int, _ number: Double?) -> JSONValue {
        ["Time": .integer(time), "Data": number.map(JSONValue.number) ?? .null]
    }
}
