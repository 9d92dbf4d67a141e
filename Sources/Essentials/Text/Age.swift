/// How long ago, in at most four columns.
package enum Age {
    /// The age of what was read at a moment. Only the wall clock knows that of a moment of another run, as in a
    /// snapshot; a time to come says nothing, and is `?`.
    package static func text(of moment: Moment, at now: Moment) -> String {
        if let age = now.age(of: moment) { return text(age) }
        let seconds = now.wall - moment.wall
        return seconds >= 0 ? text(seconds) : "?"
    }

    /// Seconds until the text of an age is another one.
    package static func untilNext(_ seconds: Double) -> Double {
        let age = seconds.isFinite ? max(0, min(seconds, 8.0e9)) : 0
        let unit: Double = age < 60 ? 1 : age < 3_600 ? 60 : age < 86_400 ? 3_600 : 86_400
        return unit - age.truncatingRemainder(dividingBy: unit)
    }

    /// `9s`, `12m`, `3h`, `2d`; a negative number and NaN count as 0.
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
