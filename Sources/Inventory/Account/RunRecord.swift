/// A run whose events are taken in.
struct RunRecord: Sendable {
    let question: Question
    /// Whether the account holds this answer and nothing else. Then a filtered answer counts as a reading of its owner.
    let isOnlySource: Bool
    /// Whether the lists of owners were read whole, as far as they have ended.
    var hasAllOwners = true
    /// Whether everything that has ended was read whole.
    var isWhole = true
    /// Whether it has read anything, be it an empty list.
    var hasRead = false
    /// What kept it from reading, the first time.
    var failure: ReadingOutcome?
    /// The first pass that brought a page.
    var firstPass: Int?

    /// Whether the end of a pass says something about the whole list. A filtered answer leaves out what may be there.
    var isAboutLists: Bool { !question.isFiltered || isOnlySource }
}
