package import Reports
package import Essentials

/// A state of the account that somebody marked, to see later what has changed.
package struct Baseline: Sendable {
    package let markedAt: Moment
    let side: Comparison.Side
    /// What had changed when it was last asked for.
    package internal(set) var comparison: Comparison?
    /// When that was.
    var comparedAt: Moment?
}
