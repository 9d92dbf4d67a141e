// The view that covers the list: a text, the picker, a menu, the timeline or the changes. There is at most one.

import Reports
import TencentCloud

enum Overlay: Equatable, Sendable {
    case text(OpenText)
    case picker(Picker)
    case menu(Menu)
    /// The timeline: one event per line.
    case timeline
    /// The changes since a moment: one change per line.
    case changes

    /// Whether the view is the timeline or the changes, which have a cursor.
    var isRecords: Bool { self == .timeline || self == .changes }
}

/// A text that covers the list, its scroll position and its search.
struct OpenText: Equatable, Sendable {
    /// The content of a text.
    enum Subject: Equatable, Sendable {
        /// Every field of a listener: an index into `Account.rows`, so that the text does not depend on the list.
        case detail(Int)
        case help(Context)
        case errors
        /// Entries of the timeline with a common title.
        case entries([TimelineEntry], title: String)
        /// API calls, newest first.
        case calls
        /// The JSON of a listener as received: an index into `Account.rows`.
        case json(Int)
        /// The equivalent command lines for what is on the screen.
        case query
        /// The text that was sent to the clipboard.
        case sent
        /// What to do if a key or a permission is missing and the account cannot be read.
        case advice(CloudError)

        var isDetail: Bool { if case .detail = self { true } else { false } }
        var isHelp: Bool { if case .help = self { true } else { false } }
        var isAdvice: Bool { if case .advice = self { true } else { false } }
    }

    var subject: Subject
    /// The index of the first line on the screen.
    var top = 0
    /// The text that `/` searches for.
    var search = ""
    /// The line of the last match, until the text is scrolled.
    var match: Int?

    init(_ subject: Subject) { self.subject = subject }
}
