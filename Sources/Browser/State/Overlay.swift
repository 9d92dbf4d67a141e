// What lies over the list: a text that scrolls, the picker or a menu, one of them at a time.

import Reports
import TencentCloud

enum Overlay: Equatable, Sendable {
    case text(OpenText)
    case picker(Picker)
    case menu(Menu)
    /// What changed and when, one event a line.
    case timeline
    /// What changed since a moment, one change a line.
    case changes

    /// Whether it is made of what changed: lines with a cursor.
    var isRecords: Bool { self == .timeline || self == .changes }
}

/// A text that lies over the list, and how far it is scrolled and searched.
struct OpenText: Equatable, Sendable {
    /// What a text is about.
    enum Subject: Equatable, Sendable {
        /// One listener, every field: an index into `Account.rows`, so that it stays the same one whatever becomes of
        /// the list.
        case detail(Int)
        case help(Context)
        case errors
        /// Entries of the timeline, and what they have in common.
        case entries([TimelineEntry], title: String)
        /// Calls of the API, the newest first.
        case calls
        /// A listener as it was received: an index into `Account.rows`.
        case json(Int)
        /// What is on the screen as command lines.
        case query
        /// The text that was sent to the clipboard.
        case sent
        /// What to do where the account cannot be read for want of a key or a permission.
        case advice(CloudError)

        var isDetail: Bool { if case .detail = self { true } else { false } }
        var isHelp: Bool { if case .help = self { true } else { false } }
        var isAdvice: Bool { if case .advice = self { true } else { false } }
    }

    var subject: Subject
    /// The first line on the screen.
    var top = 0
    /// What `/` looks for.
    var search = ""
    /// The line where it was found last, until the text is scrolled.
    var match: Int?

    init(_ subject: Subject) { self.subject = subject }
}
