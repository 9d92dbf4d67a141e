// Regular expressions whose running time is proportional to the length of the text, whatever the pattern. A filter is
// typed letter by letter over 100,000 rows, and a half-typed `(a+)+b` must not freeze the screen. So there are no back
// references and no lookaround, which need backtracking.
//
//   /log(in|out)\b/  ── PatternParser ─►  PatternNode  ── PatternProgram ─►  instructions  ── PatternMatcher ─►  Bool
//
// Case and width are ignored: texts are folded (`SearchFold`), and so are the letters of the pattern.

package import Essentials

/// A parsed regular expression.
package struct Pattern: Sendable, Equatable {
    /// An error in a pattern.
    package struct ParseError: DescribedError, Equatable, Sendable {
        package let message: Wording

        init(_ message: Wording) { self.message = message }
    }

    let program: PatternProgram

    /// Parses a regular expression.
    /// - Throws: `ParseError` if the text is not a regular expression, needs backtracking, or is too long.
    package init(_ source: String) throws(ParseError) {
        var parser = PatternParser(source)
        program = try PatternProgram(try parser.parse())
    }
}

/// A set of characters.
struct CharacterSet: Sendable, Equatable {
    /// Ranges of code points.
    var ranges: [ClosedRange<UInt32>] = []
    /// `\d`, `\w`, `\s` in the set, and whether each is negated.
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

    /// Whether the set contains a character. Texts are in lower case, but a range may be in upper case.
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
    /// A condition on the position between two characters.
    enum Anchor: Sendable, Equatable {
        case start, end, wordBoundary, notWordBoundary
    }

    case nothing
    case set(CharacterSet)
    case anchor(Anchor)
    case sequence([PatternNode])
    case choice([PatternNode])
    /// Between `minimum` and `maximum` repetitions; without an upper limit if `maximum` is nil.
    case repeated(PatternNode, minimum: Int, maximum: Int?)
}
