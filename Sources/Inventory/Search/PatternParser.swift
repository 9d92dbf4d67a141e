// From a pattern's text to its tree, one letter after the other.

import Essentials

struct PatternParser {
    private typealias ParseError = Pattern.ParseError

    private static let notOne = Wording("not a regular expression", zh: "不是正则表达式")
    private static let groups = Wording(
        "only (?:…) and (?i) are supported of the groups with a question mark", zh: "带问号的分组仅支持 (?:…) 与 (?i)")
    /// Groups within groups.
    private static let deepest = 50
    /// Repetitions that `{m,n}` may ask for.
    private static let mostRepeats = 200

    private let scalars: [Unicode.Scalar]
    private var place = 0
    private var depth = 0

    init(_ source: String) { scalars = SearchFold.composed(source) }

    /// The tree of the whole text.
    mutating func parse() throws(Pattern.ParseError) -> PatternNode {
        let node = try choice()
        // Only a bracket that nobody opened is left.
        if place < scalars.count { throw ParseError(Self.notOne) }
        return node
    }

    private var next: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func take(_ wanted: Unicode.Scalar) -> Bool {
        guard next == wanted else { return false }
        place += 1
        return true
    }

    private mutating func take() throws(Pattern.ParseError) -> Unicode.Scalar {
        guard let scalar = next else { throw ParseError(Self.notOne) }
        place += 1
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
        guard let (least, most) = try quantifier() else { return node }
        // How much it takes does not matter to whether it is found.
        if !take("?"), next == "+" {
            throw ParseError(Wording("possessive repetition (\"++\") is not supported", zh: "不支持占有量词（“++”）"))
        }
        if let scalar = next, ["*", "+", "?"].contains(scalar) { throw ParseError(Self.notOne) }
        return .repeated(node, least: least, most: most)
    }

    private mutating func quantifier() throws(Pattern.ParseError) -> (Int, Int?)? {
        if take("*") { return (0, nil) }
        if take("+") { return (1, nil) }
        if take("?") { return (0, 1) }
        let before = place
        guard take("{") else { return nil }
        let least = number()
        let hasComma = take(",")
        let most = hasComma ? number() : least
        // A brace that is no repetition is itself.
        guard take("}"), let least else {
            place = before
            return nil
        }
        if max(least, most ?? 0) > Self.mostRepeats {
            let most = Self.mostRepeats
            throw ParseError(Wording("a repetition is at most \(most) times", zh: "重复次数最多为 \(most)"))
        }
        if let most, most < least { throw ParseError(Self.notOne) }
        return (least, most)
    }

    private mutating func number() -> Int? {
        let start = place
        while let scalar = next, ("0"..."9").contains(scalar), place - start < 6 { place += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<place])))
    }

    // MARK: Atoms

    private mutating func atom() throws(Pattern.ParseError) -> PatternNode {
        let scalar = try take()
        switch scalar {
        case ".": return .set(.any)
        case "^": return .place(.start)
        case "$": return .place(.end)
        case "(": return try group()
        case "[": return .set(try bracket())
        case "*", "+", "?": throw ParseError(Self.notOne)
        case "\\": return try escape()
        default: return Self.literal(scalar)
        }
    }

    /// A letter as texts have it: folded, which may make several of it.
    private static func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        let folded = String(decoding: SearchFold.fold(String(scalar)), as: UTF8.self).unicodeScalars
        let sets = folded.map { PatternNode.set(CharacterSet(ranges: [$0.value...$0.value])) }
        return sets.count == 1 ? sets[0] : .sequence(sets)
    }

    private mutating func group() throws(Pattern.ParseError) -> PatternNode {
        if take("?") {
            if take("i") {
                // Case does not matter anyway.
                guard take(")") else {
                    throw ParseError(Self.groups)
                }
                return .nothing
            }
            guard take(":") else { throw ParseError(Self.groups) }
        }
        depth += 1
        defer { depth -= 1 }
        if depth > Self.deepest { throw ParseError(Wording("groups are nested too deeply", zh: "分组嵌套过深")) }
        let node = try choice()
        guard take(")") else { throw ParseError(Self.notOne) }
        return node
    }

    private mutating func escape() throws(Pattern.ParseError) -> PatternNode {
        let scalar = try take()
        switch scalar {
        case "b": return .place(.wordEdge)
        case "B": return .place(.noWordEdge)
        case "A": return .place(.start)
        case "z", "Z": return .place(.end)
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

    /// What a letter behind a backslash stands for.
    private static func escaped(_ scalar: Unicode.Scalar) throws(Pattern.ParseError) -> Unicode.Scalar {
        switch scalar {
        case "t", "n", "r", "f", "v": return " "  // the texts have blanks for them
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
            // A closing bracket that comes first is itself.
            if scalar == "]", !isFirst { return set }
            isFirst = false
            if scalar == "[", next == ":" {
                throw ParseError(
                    Wording("[:…:] is not supported; there are \\d \\w \\s", zh: "不支持 [:…:]；可用 \\d \\w \\s"))
            }
            if scalar == "\\", let escape = next, let inner = Self.classSet(escape) {
                place += 1
                set.classes += inner.classes
                continue
            }
            let low = scalar == "\\" ? try Self.escaped(try take()) : scalar
            guard next == "-", place + 1 < scalars.count, scalars[place + 1] != "]" else {
                add(low, to: &set)
                continue
            }
            place += 1
            let end = try take()
            let high = end == "\\" ? try Self.escaped(try take()) : end
            guard low.value <= high.value else { throw ParseError(Self.notOne) }
            set.ranges.append(low.value...high.value)
        }
    }

    private func add(_ scalar: Unicode.Scalar, to set: inout CharacterSet) {
        set.ranges.append(scalar.value...scalar.value)
        // Folded it may be another; of a letter that folds to several none can stand for it.
        let folded = String(decoding: SearchFold.fold(String(scalar)), as: UTF8.self).unicodeScalars
        if folded.count == 1, let other = folded.first { set.ranges.append(other.value...other.value) }
    }
}
