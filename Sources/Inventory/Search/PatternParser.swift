// Parses the text of a pattern into a tree, one character after the other.

import Essentials

struct PatternParser {
    private typealias ParseError = Pattern.ParseError

    private static let notAnExpression = Wording("not a regular expression", zh: "不是正则表达式")
    private static let groups = Wording(
        "of the groups with a question mark, only (?:…) and (?i) are supported", zh: "带问号的分组仅支持 (?:…) 与 (?i)")
    /// The maximum depth of nested groups.
    private static let maximumDepth = 50
    /// The maximum number of repetitions in `{m,n}`.
    private static let maximumRepeats = 200

    private let scalars: [Unicode.Scalar]
    private var position = 0
    private var depth = 0

    init(_ source: String) { scalars = SearchFold.composed(source) }

    /// Parses the whole text.
    mutating func parse() throws(Pattern.ParseError) -> PatternNode {
        let node = try choice()
        // Only a closing bracket without an opening one can be left.
        if position < scalars.count { throw ParseError(Self.notAnExpression) }
        return node
    }

    private var next: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == wanted else { return false }
        position += 1
        return true
    }

    private mutating func take() throws(Pattern.ParseError) -> Unicode.Scalar {
        guard let scalar = next else { throw ParseError(Self.notAnExpression) }
        position += 1
        return scalar
    }

    // MARK: Branches

    private mutating func choice() throws(Pattern.ParseError) -> PatternNode {
        var branches = [try sequence()]
        while take("|") { branches.append(try sequence()) }
        return branches.count == 1 ? branches[0] : .choice(branches)
    }

    private mutating func sequence() throws(Pattern.ParseError) -> PatternNode {
        var parts: [PatternNode] = []
        while let scalar = next, scalar != "|", scalar != ")" { parts.append(try quantified()) }
        return parts.count == 1 ? parts[0] : parts.isEmpty ? .nothing : .sequence(parts)
    }

    private mutating func quantified() throws(Pattern.ParseError) -> PatternNode {
        let node = try atom()
        guard let (minimum, maximum) = try quantifier() else { return node }
        // A greedy and a lazy quantifier find the pattern in the same texts.
        if !take("?"), next == "+" {
            throw ParseError(Wording("possessive repetition (\"++\") is not supported", zh: "不支持占有量词（“++”）"))
        }
        if let scalar = next, ["*", "+", "?"].contains(scalar) { throw ParseError(Self.notAnExpression) }
        return .repeated(node, minimum: minimum, maximum: maximum)
    }

    private mutating func quantifier() throws(Pattern.ParseError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let before = position
        guard take("{") else { return nil }
        let minimum = number()
        let hasComma = take(",")
        let maximum = hasComma ? number() : minimum
        // A brace that does not begin a repetition is a literal.
        guard take("}"), let minimum else {
            position = before
            return nil
        }
        if max(minimum, maximum ?? 0) > Self.maximumRepeats {
            let maximum = Self.maximumRepeats
            throw ParseError(Wording("at most \(maximum) repetitions are supported", zh: "重复次数不能超过 \(maximum)"))
        }
        if let maximum, maximum < minimum { throw ParseError(Self.notAnExpression) }
        return (minimum, maximum)
    }

    private mutating func number() -> Int? {
        let start = position
        while let scalar = next, ("0"..."9").contains(scalar), position - start < 6 { position += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<position])))
    }

    // MARK: Atoms

    private mutating func atom() throws(Pattern.ParseError) -> PatternNode {
        let scalar = try take()
        switch scalar {
        case ".": return .set(.any)
        case "^": return .anchor(.start)
        case "$": return .anchor(.end)
        case "(": return try group()
        case "[": return .set(try bracket())
        case "*", "+", "?": throw ParseError(Self.notAnExpression)
        case "\\": return try escape()
        default: return Self.literal(scalar)
        }
    }

    /// A character as it occurs in folded texts, which may be several characters.
    private static func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        let folded = String(decoding: SearchFold.fold(String(scalar)), as: UTF8.self).unicodeScalars
        let sets = folded.map { PatternNode.set(CharacterSet(ranges: [$0.value...$0.value])) }
        return sets.count == 1 ? sets[0] : .sequence(sets)
    }

    private mutating func group() throws(Pattern.ParseError) -> PatternNode {
        if take("?") {
            if take("i") {
                // Case is ignored anyway.
                guard take(")") else {
                    throw ParseError(Self.groups)
                }
                return .nothing
            }
            guard take(":") else { throw ParseError(Self.groups) }
        }
        depth += 1
        defer { depth -= 1 }
        if depth > Self.maximumDepth { throw ParseError(Wording("groups are nested too deeply", zh: "分组嵌套过深")) }
        let node = try choice()
        guard take(")") else { throw ParseError(Self.notAnExpression) }
        return node
    }

    private mutating func escape() throws(Pattern.ParseError) -> PatternNode {
        let scalar = try take()
        switch scalar {
        case "b": return .anchor(.wordBoundary)
        case "B": return .anchor(.notWordBoundary)
        case "A": return .anchor(.start)
        case "z", "Z": return .anchor(.end)
        case "1"..."9":
            throw ParseError(
                Wording("back references (\"\\\(scalar)\") are not supported", zh: "不支持反向引用（“\\\(scalar)”）"))
        default:
            if let set = Self.classSet(scalar) { return .set(set) }
            return Self.literal(try Self.escaped(scalar))
        }
    }

    private static func classSet(_ scalar: Unicode.Scalar) -> CharacterSet? {
        switch scalar {
        case "d": CharacterSet(.digit, isNegated: false)
        case "D": CharacterSet(.digit, isNegated: true)
        case "w": CharacterSet(.word, isNegated: false)
        case "W": CharacterSet(.word, isNegated: true)
        case "s": CharacterSet(.space, isNegated: false)
        case "S": CharacterSet(.space, isNegated: true)
        default: nil
        }
    }

    /// The character that an escape sequence stands for.
    private static func escaped(_ scalar: Unicode.Scalar) throws(Pattern.ParseError) -> Unicode.Scalar {
        switch scalar {
        case "t", "n", "r", "f", "v": return " "  // texts have spaces instead
        default:
            if scalar.properties.isAlphabetic {
                throw ParseError(Wording("\\\(scalar) is not supported", zh: "不支持 \\\(scalar)"))
            }
            return scalar
        }
    }

    // MARK: Sets

    private mutating func bracket() throws(Pattern.ParseError) -> CharacterSet {
        var set = CharacterSet()
        set.isNegated = take("^")
        var isFirst = true
        while true {
            let scalar = try take()
            // A closing bracket at the start is a literal.
            if scalar == "]", !isFirst { return set }
            isFirst = false
            if scalar == "[", next == ":" {
                throw ParseError(
                    Wording("[:…:] is not supported; use \\d, \\w or \\s", zh: "不支持 [:…:]，请用 \\d、\\w 或 \\s"))
            }
            if scalar == "\\", let escape = next, let inner = Self.classSet(escape) {
                position += 1
                set.classes += inner.classes
                continue
            }
            let low = scalar == "\\" ? try Self.escaped(try take()) : scalar
            guard next == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                add(low, to: &set)
                continue
            }
            position += 1
            let end = try take()
            let high = end == "\\" ? try Self.escaped(try take()) : end
            guard low.value <= high.value else { throw ParseError(Self.notAnExpression) }
            set.ranges.append(low.value...high.value)
        }
    }

    private func add(_ scalar: Unicode.Scalar, to set: inout CharacterSet) {
        set.ranges.append(scalar.value...scalar.value)
        // Folding may change the character. If it becomes several characters, the set cannot represent it.
        let folded = String(decoding: SearchFold.fold(String(scalar)), as: UTF8.self).unicodeScalars
        if folded.count == 1, let other = folded.first { set.ranges.append(other.value...other.value) }
    }
}
