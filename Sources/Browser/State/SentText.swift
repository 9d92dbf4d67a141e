import Essentials

/// A text that was sent to the clipboard. It is also shown, so that the user can select it on the screen if the
/// clipboard does not accept it.
struct SentText: Equatable, Sendable {
    /// The display name.
    let name: String
    let text: String
    /// The result; nil until the terminal has been asked.
    var outcome: CopyOutcome?
    /// The message about the result in the banner, so that a later finding can replace it.
    var remark: Wording?
}
