import Essentials

/// A text that was sent to the clipboard. It is shown as well: where the clipboard does not take it, it can be selected
/// on the screen.
struct SentText: Equatable, Sendable {
    /// What it is called, for people.
    let name: String
    let text: String
    /// What was done with it; nil until the terminal has been asked.
    var outcome: CopyOutcome?
    /// What was said about it on the line above the keys, so that a later finding can take its place.
    var remark: Wording?
}
