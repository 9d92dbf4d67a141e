// What a command needs before it can be given. Rows of the command table name conditions; `BrowserState.missing(_:)`
// decides whether one holds, and says why where it does not.

/// Something that must hold before a command can be given.
enum Condition: CaseIterable, Sendable {
    /// Lines to move in. That the cursor is at the last of them is seen, and not said.
    case lines
    case columnsLeft, columnsRight
    /// Something to open or to choose.
    case choice
    /// More than one pane.
    case panes
    /// Another origin than the one on the screen.
    case origin
    case problems
    /// Something that was searched for.
    case search
    case owner
    /// A listener to look at or to pass on.
    case listener
    /// Something for the clipboard.
    case copyable
    /// Something for a file: rows, or a text.
    case exportable
    case otherProfiles
    case baseline
    /// Something that was recorded of changes.
    case records
    /// A service to ask.
    case service
    case longerInterval, shorterInterval
    case wayBack
    /// The help is not what is on the screen.
    case otherThanHelp
    /// The errors are not what is on the screen.
    case otherThanErrors
}
