// Regular expressions that take time by the length of the text and no more, whatever the pattern: a filter is typed
// letter by letter over 100,000 rows, and `(a+)+b` half typed must not freeze the screen. Hence no back references and
// no looking around, which need backtracking.
//
//   /log(in|out)\b/  ── PatternParser ─►  PatternNode  ── PatternProgram ─►  instructions  ── PatternMatcher ─►  yes or
//   no
//
// Case and width do not matter: texts are folded (`SearchFold`), and so are the pattern's own letters.

package import Essentials

/// A regular expression that has been understood.
package struct Pattern: Sendable, Equatable {
    /// What is wrong with a pattern, in words.
    package struct ParseError: DescribedError, Equatable, Sendable {
        package let message: Wording

        init(_ message: Wording) { self.message = message }
    }

    let program: PatternProgram

    /// - Throws: `ParseError`, for what is no regular expression, what would need backtracking, and what is too long.
    package init(_ source: String) throws(ParseError) {
        var parser = PatternParser(source)
        program = try PatternProgram(try parser.parse())
    }
}

/// A set of characters.
struct CharacterSet: Sendable, Equatable {
    /// Ranges of code points.
    var ranges: [ClosedRange<UInt32>] = []
    /// `\d`, `\w`, `\s` inside it, and whether each is the contrary.
    var classes: [(kind: Kind, isNegated: Bool)] = []
    var isNegated = false

    enum Kind: Sendable {
        case digit, word, space

        func holds(_ scalar: Unicode.Scalar) -> Bool {
            switch self {
            case .digit: scalar.properties.generalCategory == .decimalNumber
            case .word: scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            case .space: scalar.properties.isWhitespace
            }
        }
    }

    static let any = CharacterSet(isNegated: true)

    init(ranges: [ClosedRange<UInt32>] = [], isNegated: Bool = false) {
        self.ranges = ranges
        self.isNegated = isNegated
    }

    init(_ kind: Kind, isNegated: Bool) { classes = [(kind, isNegated)] }

    /// Texts are in lower case; a range may be in upper.
    func holds(_ scalar: Unicode.Scalar) -> Bool {
        let upper = scalar.properties.uppercaseMapping.unicodeScalars
        let other = upper.count == 1 ? upper.first?.value : nil
        let isIn =
            ranges.contains { range in range.contains(scalar.value) || other.map(range.contains) ?? false }
            || classes.contains { $0.kind.holds(scalar) != $0.isNegated }
        return isIn != isNegated
    }

    static func == (left: CharacterSet, right: CharacterSet) -> Bool {
        left.ranges == right.ranges && left.isNegated == right.isNegated
            && left.classes.elementsEqual(right.classes) { $0.kind == $1.kind && $0.isNegated == $1.isNegated }
    }
}

/// A pattern as a tree.
indirect enum PatternNode: Sendable {
    /// What holds between two characters.
    enum Place: Sendable, Equatable {
        case start, end, wordEdge, noWordEdge
    }

    case nothing
    case set(CharacterSet)
    case place(Place)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// So many times; without an upper bound where `most` is nil.
    case repeated(PatternNode, least: Int, most: Int?)
}
