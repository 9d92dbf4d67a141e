// The conditions under which commands are available. Rows of the command table name a condition.
// `BrowserState.missing(_:)` decides whether it holds, and returns the reason if it does not.

/// A condition that must hold before a command is available.
enum Condition: CaseIterable, Sendable {
    /// There are lines to move in. A key at the last line shows no message, because the user sees the cursor.
    case lines
    case columnsLeft, columnsRight
    /// There is something to open or to choose.
    case choice
    /// There is more than one pane.
    case panes
    /// There is an origin other than the one on the screen.
    case origin
    case problems
    /// Something was searched for.
    case search
    case owner
    /// The key refers to one listener.
    case listener
    /// There is something to copy.
    case copyable
    /// There is something to export: rows, or a text.
    case exportable
    case otherProfiles
    case baseline
    /// Changes are being recorded.
    case records
    /// There is a service to read from, which is not the case for a snapshot.
    case service
    case longerInterval, shorterInterval
    case wayBack
    /// The help is not open.
    case otherThanHelp
    /// The error log is not open.
    case otherThanErrors
}
