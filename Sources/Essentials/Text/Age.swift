/// Formats the age of data in at most four columns.
package enum Age {
    /// Returns the age of data that was read at a moment. For a moment of another run, as in a snapshot, only the wall
    /// clock is available. A moment in the future has no meaningful age, so the text is `?`.
    package static func text(of moment: Moment, at now: Moment) -> String {
        if let age = now.age(of: moment) { return text(age) }
        let seconds = now.wall - moment.wall
        return seconds >= 0 ? text(seconds) : "?"
    }

    /// Returns the number of seconds until the text of an age changes.
    package static func untilNext(_ seconds: Double) -> Double {
        let age = seconds.isFinite ? max(0, min(seconds, 8.0e9)) : 0
        let unit: Double = age < 60 ? 1 : age < 3_600 ? 60 : age < 86_400 ? 3_600 : 86_400
        return unit - age.truncatingRemainder(dividingBy: unit)
    }

    /// Returns an age as text: `9s`, `12m`, `3h`, `2d`. A negative number or NaN is treated as 0.
    package static func text(_ seconds: Double) -> String {
        let whole = seconds.isNaN ? 0 : Int(max(0, min(seconds, 8.0e9)))
        switch whole {
        case ..<60: return "\(whole)s"
        case ..<3_600: return "\(whole / 60)m"
        case ..<86_400: return "\(whole / 3_600)h"
        default: return "\(min(whole / 86_400, 999))d"
        }
    }
}
