// What a column of the listener list is. The columns themselves are a table; see `Column+Table`.

package import Inventory
import GAAP
package import Essentials

/// What a column needs to know besides the row.
package struct ColumnContext: Sendable {
    package let owner: Owner?
    package let now: Moment
    /// Seconds after which a row is stale: what was read before that says nothing about now.
    package let freshFor: Double
    /// Of what is shown to people; English is what files and orders have.
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
        case (.text(let a), .text(let b)): a < b
        case (.absent, _): false
        case (_, .absent): true
        case (.number, .text): true
        case (.text, .number): false
        }
    }

    /// No text is an absent one.
    static func nonEmpty(_ text: String) -> SortKey { text.isEmpty ? .absent : .text(text) }

    /// By age, without asking what time it is: an order must not change while one looks. What only the wall clock knows
    /// is of another run, and older than anything of this one.
    static func newestFirst(_ time: Moment) -> SortKey {
        guard let uptime = time.uptime else { return .number((~time.wall.wholeSeconds) / 2 + .max / 2) }
        return .number(~Int(clamping: uptime.components.seconds))
    }
}

/// One column.
package struct Column: Sendable, Identifiable {
    /// How the cells of a column stand out, whatever the colours of the terminal are.
    package enum Emphasis: Sendable {
        /// The health word, in its colour.
        case state
        /// What is the matter, in the colour of the health word.
        case trouble
        /// What a listener is known by.
        case identity
        case secondary
    }

    package let id: ColumnID
    /// No wider than the column in any language.
    package let title: Wording
    /// What it shows, for help.
    package let about: Wording
    /// A typical cell, for the manual.
    package let sample: String
    /// Columns of the list: at least, and the share of what is left over.
    package let width: Int
    package let stretch: Int
    package let alignsRight: Bool
    /// Shown from this width of the list on; 0 always; nil only when asked for.
    package let fromWidth: Int?
    package let emphasis: Emphasis
    package let text: @Sendable (Row, ColumnContext) -> String
    package let sortKey: @Sendable (Row, ColumnContext) -> SortKey
    /// Whether the sort key is the owner's: for all other columns the owners of 100,000 rows need not be looked up.
    var sortsByOwner = false
}

extension Column {
    /// All columns, in their order in the list.
    package static let all = ColumnID.allCases.map { Column($0) }

    private static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

    /// Returns the column that a person names: by its id, or by its title on the screen in any language. Where a word
    /// is the id of one column and the title of another, as `owner` is, the id is meant if the word is in lower case.
    package static func named(_ word: some StringProtocol) -> ColumnID? {
        let word = String(word.filter { $0 != " " })
        if let id = ColumnID(rawValue: word) { return id }
        let folded = word.lowercased()
        let titled = all.first { column in
            Language.allCases.contains { column.title[$0].filter { $0 != " " }.lowercased() == folded }
        }
        return titled?.id ?? ColumnID(rawValue: folded)
    }

    /// The column with this id.
    package static subscript(id: ColumnID) -> Column { byID[id] ?? Column(id) }
}
