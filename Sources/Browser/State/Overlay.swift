// The views that cover the list: texts, the picker, menus, the timeline and the changes. The last opened view is on the
// screen. Closing it shows the view below.

import Reports
import TencentCloud
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

/// The views over the list. Invariant: at most one of each kind, so that their number is bounded.
struct Overlays: Equatable, Sendable {
    /// The open views. The last view is on the screen.
    private var views: [Overlay] = []

    /// The view on the screen; nil if no view covers the list.
    var top: Overlay? { views.last }

    /// Opens a view. If a view of the same kind is open, that view and the views above it are closed first.
    mutating func open(_ view: Overlay) {
        if let place = views.firstIndex(where: view.isOfKind) { views.removeSubrange(place...) }
        views.append(view)
    }

    /// Shows another state of the view on the screen.
    mutating func replaceTop(by view: Overlay) {
        guard !views.isEmpty else { return }
        views[views.count - 1] = view
    }

    /// Closes the view on the screen. Returns false if no view is open.
    @discardableResult
    mutating func close() -> Bool { views.popLast() != nil }

    mutating func closeAll() { views = [] }

    /// Returns whether a view is open, either on the screen or below another view.
    func contains(_ view: Overlay) -> Bool { views.contains(view) }

    /// The listener whose detail is on the screen, or below texts and menus: an index into `Account.rows`.
    var detail: Int? {
        for view in views.reversed() {
            if view.isRecords { return nil }
            if case .text(let text) = view, case .detail(let row) = text.subject { return row }
        }
        return nil
    }

    /// The listeners that the views are about: indexes into `Account.rows`.
    var rows: [Int] {
        views.compactMap { view in
            guard case .text(let text) = view else { return nil }
            switch text.subject {
            case .detail(let row), .json(let row): return row
            default: return nil
            }
        }
    }

    // MARK: The advice

    /// Makes the open advice show another error. Returns false if no advice is open.
    mutating func replaceAdvice(by error: CloudError) -> Bool {
        guard let place = views.firstIndex(where: \.isAdvice) else { return false }
        if case .text(var text) = views[place] {
            text.subject = .advice(error)
            views[place] = .text(text)
        }
        return true
    }

    mutating func closeAdvice() { views.removeAll(where: \.isAdvice) }
}

extension Overlay {
    fileprivate var isAdvice: Bool { if case .text(let text) = self { text.subject.isAdvice } else { false } }

    fileprivate func isOfKind(_ other: Overlay) -> Bool {
        switch (self, other) {
        case (.text(let text), .text(let other)): text.subject.kind == other.subject.kind
        case (.picker, .picker), (.menu, .menu), (.timeline, .timeline), (.changes, .changes): true
        default: false
        }
    }
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

        /// The kinds of texts. At most one text of each kind is open.
        enum Kind { case detail, help, errors, entries, calls, json, query, sent, advice }

        var kind: Kind {
            switch self {
            case .detail: .detail
            case .help: .help
            case .errors: .errors
            case .entries: .entries
            case .calls: .calls
            case .json: .json
            case .query: .query
            case .sent: .sent
            case .advice: .advice
            }
        }

        var isDetail: Bool { kind == .detail }
        var isHelp: Bool { kind == .help }
        var isAdvice: Bool { kind == .advice }
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
