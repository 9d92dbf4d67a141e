/// A run whose events are accepted.
struct RunRecord: Sendable {
    let question: Question
    /// Whether the account holds the response to this query and nothing else. If so, a filtered response counts as a
    /// reading of its owner.
    let isOnlySource: Bool
    /// Whether all lists of owners that have ended so far were complete.
    var hasAllOwners = true
    /// Whether everything that has ended so far was complete.
    var isWhole = true
    /// Whether the run has read anything. An empty list counts.
    var hasRead = false
    /// The first reading that failed.
    var failure: ReadingOutcome?
    /// The first pass that returned a page.
    var firstPass: Int?

    /// Whether the end of a pass applies to the whole list. A filtered response may leave out listeners.
    var isAboutLists: Bool { !question.isFiltered || isOnlySource }
}
