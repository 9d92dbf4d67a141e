// What reaches the core and what it wants done: the only two ways in and out. Both are plain values, so that a test
// reads like a conversation.

package import Essentials
package import Inventory
package import Reports

/// Anything that reaches the core.
package enum Message: Sendable {
    case key(Key)
    case resized(Size)
    /// Time has passed; asked for by `BrowserState.nextTick`.
    case tick
    /// The cursor has rested as long as `BrowserState.paneSubject` waits.
    case rested
    case fetched(FetchEvent)
    /// What was done with a text for the clipboard, called by a name for people.
    case copied(String, CopyOutcome)
    /// What decides whether a text for the clipboard arrives has been found out.
    case clipboardKnown(Wording)
    /// What became of a text that was to be kept in a file, called by a name for people.
    case saved(String, SaveOutcome)
    /// What the journal holds.
    case journalRead(JournalExtract)
    /// Why changes are kept in memory only.
    case journalFailed(Wording)
    /// A profile cannot be changed to.
    case profileRefused(Notice)
}

/// What was done with a text for the clipboard. No terminal says whether it took the text, so nobody claims that it
/// did.
package enum CopyOutcome: Equatable, Sendable {
    /// It was sent by something, such as `OSC 52 through tmux`; `proviso` says what decides whether it arrives.
    case sent(by: Wording, proviso: Wording)
    case unable(because: Wording)
}

/// What became of a text for a file.
package enum SaveOutcome: Equatable, Sendable {
    case written(to: String)
    case unable(because: Wording)
}

/// Anything the core wants done.
package enum Effect: Equatable, Sendable {
    /// Something to ask of the fetch service, or to stop asking. What it finds arrives as `Message.fetched`.
    case fetch(FetchRequest)
    /// A text for the clipboard, and what it is called.
    case copy(String, name: String)
    /// A text for a new file of that name, and what it is called.
    case save(String, as: String, name: String)
    /// What was found, for the journal.
    case record(JournalBatch)
    /// The newest entries of the journal.
    case readJournal(limit: Int)
    /// Begins again with another account, or stays and says why not.
    case changeProfile(String?)
    /// Ring once.
    case bell
    case suspend
    case redraw
    /// Leave, with this exit status.
    case quit(Int32)
}
