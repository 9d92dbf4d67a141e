// The filter grammar: terms separated by spaces, all of which must match.
//
//   text            any column contains it, including DownIPList
//   field:text      that column contains it: name id owner proxy group origin down region vip
//   status:closed   the owner's Status, BanStatus or state contains it
//   port:8443  port:8000-8019    state:down,part    /regular expression/    "two words"    !word negates any of them
//
// Case and width are ignored, even in the syntax characters. A term without a value yet (`name:`) matches everything,
// negated or not. Letters before a colon are a field. An unknown field is refused, because it would silently match
// nothing. An address (`10.3.1.7:8080`, `fe80::1`, `http://x`) is text, and so is everything between double quotes.
// Parse errors have a position and a message. Evaluation never fails.

package import Essentials

/// A parsed filter.
package struct FilterExpression: Sendable {
    /// An error in the text of a filter.
    package struct ParseError: DescribedError, Equatable, Sendable {
        /// The word with the error.
        package let word: String
        package let reason: Wording

        package var message: Wording { Wording { "\(word): \(reason[$0])" } }
    }

    enum Term: Sendable {
        /// - fields: the columns to search; nil for every column.
        case text([UInt8], [SearchField]?)
        case ports(ClosedRange<Int>)
        /// The owner's status contains the text. A plain word does not search the status, otherwise `running` would
        /// match everything.
        case ownerStatus([UInt8])
        case states(Set<State>)
        case pattern(Pattern)
    }

    struct Condition: Sendable {
        let term: Term
        let isNegated: Bool
    }

    let conditions: [Condition]

    /// The error for a word that is taken as text while it is being typed, but that looks like an unknown field.
    package private(set) var slip: ParseError?
    /// Whether the filter keeps every row.
    package var isEmpty: Bool { conditions.isEmpty }

    /// Parses a filter.
    /// - Parameter isBeingTyped: whether the text may still be incomplete. If so, `port:` and `state:` match
    ///   everything, and words that look like an unknown field are text. If not, both are errors: a script must not
    ///   silently process all rows, or no rows.
    package init(parsing text: String, isBeingTyped: Bool = false) throws(ParseError) {
        var conditions: [Condition] = []
        var known: Set<Token> = []
        // A pasted text may repeat its words a hundred times. A repeated word selects the same rows.
        for token in try Self.tokens(SearchFold.narrow(text)) where known.insert(token).inserted {
            if isBeingTyped, !token.isQuoted, !token.isPattern, ["port:", "state:"].contains(token.text.lowercased()) {
                continue
            }
            if let fault = Self.slip(in: token) {
                guard isBeingTyped else { throw fault }
                slip = slip ?? fault
            }
            let term = try Self.term(token)
            if term.isEmpty { continue }
            conditions.append(Condition(term: term, isNegated: token.isNegated))
        }
        self.conditions = conditions
    }

    /// The field names that may stand before a colon.
    package static let fields = [
        "port", "name", "id", "owner", "proxy", "group", "origin", "down", "region", "vip", "status", "state",
    ]

    /// Other common names for a field that differ too much in spelling for a suggestion.
    private static let synonyms = [
        "ip": "origin", "server": "origin", "address": "origin", "addr": "origin", "host": "origin", "rs": "origin",
        "domain": "origin", "listener": "id", "health": "state", "link": "proxy", "lg": "group",
        "cname": "vip", "ban": "status",
    ]

    // MARK: Parsing

    private struct Token: Hashable {
        var text = ""
        var isNegated = false, isPattern = false
        /// Whether the text began with a double quote. Quoted text has no syntax characters.
        var isQuoted = false
    }

    private static func tokens(_ text: String) throws(ParseError) -> [Token] {
        var tokens: [Token] = []
        var rest = Substring(text)
        while true {
            rest = rest.drop { $0 == " " }
            guard !rest.isEmpty else { return tokens }
            let whole = rest
            var token = Token()
            if rest.first == "!", rest.count > 1, rest.dropFirst().first != " " {
                token.isNegated = true
                rest = rest.dropFirst()
            }
            if rest.first == "/" {
                token.isPattern = true
                token.text = try pattern(&rest, whole: whole)
            } else {
                try word(&rest, into: &token)
            }
            tokens.append(token)
        }
    }

    /// Parses `/…/`. A slash inside is written `\/`.
    private static func pattern(_ rest: inout Substring, whole: Substring) throws(ParseError) -> String {
        var text = ""
        rest = rest.dropFirst()
        while let character = rest.popFirst() {
            if character == "\\", rest.first == "/" {
                text.append("/")
                rest = rest.dropFirst()
            } else if character == "/" {
                guard rest.isEmpty || rest.first == " " else {
                    throw ParseError(
                        word: String(whole), reason: Wording("expected a space after the closing /", zh: "结尾的 / 之后须有空格")
                    )
                }
                return text
            } else {
                text.append(character)
            }
        }
        throw ParseError(word: String(whole), reason: Wording("missing closing /", zh: "缺少结尾的 /"))
    }

    private static func word(_ rest: inout Substring, into token: inout Token) throws(ParseError) {
        var inQuotes = false
        let start = rest
        while let character = rest.first, inQuotes || character != " " {
            rest = rest.dropFirst()
            if character == "\"" {
                if token.text.isEmpty { token.isQuoted = true }
                inQuotes.toggle()
            } else {
                token.text.append(character)
            }
        }
        if inQuotes {
            throw ParseError(word: String(start), reason: Wording("missing closing \"", zh: "缺少结尾的 \""))
        }
    }

    private static func term(_ token: Token) throws(ParseError) -> Term {
        if token.isPattern {
            do throws(Pattern.ParseError) {
                return .pattern(try Pattern(token.text))
            } catch {
                throw ParseError(word: "/\(token.text)/", reason: error.message)
            }
        }
        let parts = token.text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard !token.isQuoted, parts.count == 2, fields.contains(parts[0].lowercased()) else {
            return .text(SearchFold.fold(token.text), nil)
        }
        let value = String(parts[1])
        switch parts[0].lowercased() {
        case "port": return .ports(try ports(value, of: token.text))
        case "state": return .states(try states(value, of: token.text))
        case "status": return .ownerStatus(SearchFold.fold(value))
        case "owner": return .text(SearchFold.fold(value), [.proxy, .group])
        case let name:
            let fields = SearchField.allCases.filter { "\($0)" == name }
            return .text(SearchFold.fold(value), fields)
        }
    }

    /// The error in a word that looks like a field but is not one: `prot:443`, `ip:10.3.1.7`, `port=8443`.
    private static func slip(in token: Token) -> ParseError? {
        guard !token.isPattern, !token.isQuoted else { return nil }
        return unknownField(in: token.text) ?? wrongSign(in: token.text)
    }

    private static func unknownField(in word: String) -> ParseError? {
        guard let colon = word.firstIndex(of: ":"), !isAddress(word) else { return nil }
        let name = word[..<colon].lowercased()
        guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0 == "-" || $0 == "_" }), !fields.contains(name) else {
            return nil
        }
        if let field = synonyms[name] ?? Nearest.nearest(to: name, among: fields) {
            return ParseError(
                word: word,
                reason: Wording(
                    "unknown field “\(name)” (did you mean “\(field)”?); put text with a colon in double quotes",
                    zh: "没有字段“\(name)”，是否指“\(field)”？含冒号的文本请放在双引号内"))
        }
        let known = fields.joined(separator: " ")
        return ParseError(
            word: word,
            reason: Wording(
                "unknown field “\(name)” (fields: \(known)); put text with a colon in double quotes",
                zh: "没有字段“\(name)”，可用的字段有 \(known)；含冒号的文本请放在双引号内"))
    }

    /// The error for a field name followed by a sign other than a colon.
    private static func wrongSign(in word: String) -> ParseError? {
        guard let sign = word.firstIndex(where: { "=<>".contains($0) }) else { return nil }
        let name = word[..<sign].lowercased()
        guard let field = fields.contains(name) ? name : synonyms[name] else { return nil }
        let value = word[sign...].drop { "=<>".contains($0) }
        return ParseError(
            word: word,
            reason: Wording(
                "expected a colon after the field (did you mean “\(field):\(value)”?); put text in double quotes",
                zh: "字段后应为冒号，是否指“\(field):\(value)”？如为文本，请放在双引号内"))
    }

    /// Whether a word with a colon is a URL or an IPv6 address.
    private static func isAddress(_ word: String) -> Bool {
        if word.contains("://") { return true }
        return word.count { $0 == ":" } > 1
            && word.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." || $0 == "[" || $0 == "]" }
    }

    private static func ports(_ value: String, of word: String) throws(ParseError) -> ClosedRange<Int> {
        let ends = value.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        switch ends.count {
        case 1:
            if let port = ends[0], (0...65_535).contains(port) { return port...port }
        case 2:
            if let low = ends[0], let high = ends[1], (0...65_535).contains(low), low <= high, high <= 65_535 {
                return low...high
            }
        default: break
        }
        throw ParseError(
            word: word,
            reason: Wording(
                "port takes a number or a range: port:8443, port:8000-8019",
                zh: "port 须为端口或端口范围：port:8443、port:8000-8019"))
    }

    private static func states(_ value: String, of word: String) throws(ParseError) -> Set<State> {
        var states: Set<State> = []
        for name in value.split(separator: ",", omittingEmptySubsequences: false) {
            guard let state = State(word: String(name)) else {
                let words = State.allCases.map { $0.word.lowercased() }.joined(separator: " ")
                throw ParseError(
                    word: word,
                    reason: Wording("state takes one or more of: \(words)", zh: "state 须为下列状态中的一个或多个：\(words)"))
            }
            states.insert(state)
        }
        return states
    }
}
