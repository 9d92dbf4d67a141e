// The type of a column of the listener list. The columns themselves are in `Column+Table`.

package import Inventory
import GAAP
package import Essentials

/// The data that a column needs besides the row.
package struct ColumnContext: Sendable {
    package let owner: Owner?
    package let now: Moment
    /// The age in seconds from which a row is stale and says nothing about the present.
    package let freshFor: Double
    /// The language of displayed text. Files and sort orders use English.
    package let language: Language

    package init(owner: Owner?, now: Moment, freshFor: Double = .infinity, language: Language = .english) {
        self.owner = owner
        self.now = now
        self.freshFor = freshFor
        self.language = language
    }
}

/// A value to sort by.
package enum SortKey: Comparable, Sendable {
    case number(Int)
    case text(String)
    /// Sorts after everything else.
    case absent

    package static func < (left: SortKey, right: SortKey) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a < b
        case (.text(let a), .text(let b)): a.precedesByBytes(b)
        case (.absent, _): false
        case (_, .absent): true
        case (.number, .text): true
        case (.text, .number): false
        }
    }

    package static func == (left: SortKey, right: SortKey) -> Bool {
        switch (left, right) {
        case (.number(let a), .number(let b)): a == b
        case (.text(let a), .text(let b)): a.utf8.elementsEqual(b.utf8)
        case (.absent, .absent): true
        default: false
        }
    }

    /// Returns a text key; empty text counts as absent.
    static func nonEmpty(_ text: String) -> SortKey { text.isEmpty ? .absent : .text(text) }

    /// Returns a key that sorts by age without the current time, so that the order does not change while the user looks
    /// at it. A time that has only a wall clock reading is from another run, and sorts as older than any time of this
    /// run.
    static func newestFirst(_ time: Moment) -> SortKey {
        guard let uptime = time.uptime else { return .number((~time.wall.wholeSeconds) / 2 + .max / 2) }
        return .number(~Int(clamping: uptime.components.seconds))
    }
}

/// One column.
package struct Column: Sendable, Identifiable {
    /// The emphasis of a column's cells, independent of the colours of the terminal.
    package enum Emphasis: Sendable {
        /// The state, in its colour.
        case state
        /// The reason, in the colour of the state.
        case trouble
        /// The port or name that identifies a listener.
        case identity
        case secondary
    }

    package let id: ColumnID
    /// The title, which is not wider than the column in any language.
    package let title: Wording
    /// What the column shows, for help.
    package let about: Wording
    /// A typical cell, for the manual.
    package let sample: String
    /// The minimum width in terminal columns, and the share of the remaining width.
    package let width: Int
    package let stretch: Int
    package let alignsRight: Bool
    /// The minimum width of the list at which the column is displayed: 0 means always, nil means only on request.
    package let fromWidth: Int?
    package let emphasis: Emphasis
    package let text: @Sendable (Row, ColumnContext) -> String
    package let sortKey: @Sendable (Row, ColumnContext) -> SortKey
    /// Whether the sort key depends on the owner. For other columns the owners of 100,000 rows are not looked up.
    var sortsByOwner = false

    /// The sort key from the `Glance` of a row, which avoids reading the row itself; nil if the glance does not contain
    /// the key.
    var glanceKey: (@Sendable (Glance) -> SortKey)? {
        switch id {
        case .state: { .number($0.state.rawValue) }
        case .port: { $0.port < 0 ? .absent : .number(Int($0.port)) }
        case .age: { .newestFirst($0.readAt) }
        default: nil
        }
    }
}

extension Column {
    /// All columns, in the order of the list.
    package static let all = ColumnID.allCases.map { Column($0) }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// Returns the column for a word that a user typed: its id, or its displayed title in any language. If a word is
    /// the id of one column and the title of another, like `owner`, a word in lower case means the id.
    package static func named(_ word: some StringProtocol) -> ColumnID? {
        let word = String(word.filter { $0 != " " })
        if let id = ColumnID(rawValue: word) { return id }
        let folded = word.lowercased()
        let titled = all.first { column in
            Language.allCases.contains { column.title[$0].filter { $0 != " " }.lowercased() == folded }
        }
        return titled?.id ?? ColumnID(rawValue: folded)
    }

    /// Returns the column with this id.
    package static subscript(id: ColumnID) -> Column { byID[id] ?? Column(id) }
}
