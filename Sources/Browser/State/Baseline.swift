import Reports
import Essentials

/// A state of the account that somebody marked, to see later what has changed.
struct Baseline: Sendable {
    let markedAt: Moment
    let side: Comparison.Side
    /// What had changed when it was last asked for.
    var comparison: Comparison?
    /// When that was.
    var comparedAt: Moment?
}
