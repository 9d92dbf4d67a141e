// The inputs and outputs of the core. Both are plain values, so tests need neither a terminal nor a service.

package import Essentials
package import Inventory
package import Reports

/// An input of the core.
package enum Message: Sendable {
    case key(Key)
    case resized(Size)
    /// The time that `BrowserState.nextTick` requested has passed.
    case tick
    /// The cursor has rested as long as `BrowserState.paneSubject` requires.
    case rested
    case fetched(FetchEvent)
    /// The result of a copy to the clipboard, with the display name of the text.
    case copied(String, CopyOutcome)
    /// A finding about whether the clipboard accepts texts.
    case clipboardKnown(Wording)
    /// The result of writing a file, with the display name of the content.
    case saved(String, SaveOutcome)
    /// The content of the journal.
    case journalRead(JournalExtract)
    /// The reason why changes are not written to the journal.
    case journalFailed(Wording)
    /// The error of a profile that the user tried to switch to.
    case profileRefused(Notice)
}

/// The result of a copy to the clipboard. Terminals do not report whether they accepted the text, so no result claims
/// that the text was copied.
package enum CopyOutcome: Equatable, Sendable {
    /// The text was sent by a mechanism such as `OSC 52 through tmux`. `proviso` says what the arrival of the text
    /// depends on.
    case sent(by: Wording, proviso: Wording)
    case unable(because: Wording)
}

/// The result of writing a file.
package enum SaveOutcome: Equatable, Sendable {
    case written(to: String)
    case unable(because: Wording)
}

/// An output of the core.
package enum Effect: Equatable, Sendable {
    /// A request to the fetch service, or its cancellation. Results arrive as `Message.fetched`.
    case fetch(FetchRequest)
    /// Copies a text to the clipboard.
    case copy(String, name: String)
    /// Writes a text to a new file.
    case save(String, as: String, name: String)
    /// Writes changes to the journal.
    case record(JournalBatch)
    /// Reads the newest entries of the journal.
    case readJournal(limit: Int)
    /// Starts a session with another profile. If that fails, `Message.profileRefused` arrives.
    case changeProfile(String?)
    /// Rings the bell once.
    case bell
    case suspend
    case redraw
    /// Quits with this exit status.
    case quit(Int32)
}
