// Reads the words of Swift or C code. Comments and the text of strings are skipped; code inside interpolations is
// included.

/// A name in code, and whether it is used as a member.
struct CodeWord: Hashable {
    let name: String
    /// Whether the name is looked up as a member (`a.name`) or called (`name(`).
    let isMember: Bool

    /// Returns every word of a source text once.
    static func all(in text: String) -> Set<CodeWord> {
        var reader = CodeReader(Array(text.utf8))
        return reader.words()
    }
}

/// A scanner that tracks whether it is inside a string, a comment or an interpolation.
private struct CodeReader {
    private enum Context {
        case code(openParentheses: Int)
        case string(hashes: Int, quotes: Int)
    }

    private let bytes: [UInt8]
    private var index = 0
    private var contexts: [Context] = [.code(openParentheses: 0)]
    private var found: Set<CodeWord> = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func words() -> Set<CodeWord> {
        while index < bytes.count {
            switch contexts.last {
            case .string(let hashes, let quotes): readString(hashes: hashes, quotes: quotes)
            case .code, nil: readCode()
            }
        }
        return found
    }

    private mutating func readCode() {
        if follows("//") {
            skip { $0 != UInt8(ascii: "\n") }
        } else if follows("/*") {
            index += 2
            while index < bytes.count, !follows("*/") { index += 1 }
            index += 2
        } else if let opening = stringOpening {
            contexts.append(.string(hashes: opening.hashes, quotes: opening.quotes))
            index += opening.hashes + opening.quotes
        } else if Self.isNameByte(bytes[index]) {
            readWord()
        } else {
            if bytes[index] == UInt8(ascii: "(") { countParentheses(1) }
            if bytes[index] == UInt8(ascii: ")") { countParentheses(-1) }
            index += 1
        }
    }

    private mutating func readWord() {
        let start = index
        skip(while: Self.isNameByte)
        let isMember =
            (start > 0 && bytes[start - 1] == UInt8(ascii: "."))
            || (index < bytes.count && bytes[index] == UInt8(ascii: "("))
        found.insert(CodeWord(name: String(decoding: bytes[start..<index], as: UTF8.self), isMember: isMember))
    }

    private mutating func readString(hashes: Int, quotes: Int) {
        let escape = "\\" + String(repeating: "#", count: hashes)
        if follows(escape + "(") {
            contexts.append(.code(openParentheses: 0))
            index += escape.utf8.count + 1
        } else if follows(escape) {
            index += escape.utf8.count + 1
        } else if follows(String(repeating: "\"", count: quotes) + String(repeating: "#", count: hashes)) {
            contexts.removeLast()
            index += quotes + hashes
        } else {
            if quotes == 1, bytes[index] == UInt8(ascii: "\n") { contexts.removeLast() }
            index += 1
        }
    }

    /// Counts parentheses. The parenthesis that closes an interpolation returns to the enclosing string.
    private mutating func countParentheses(_ change: Int) {
        guard case .code(let open)? = contexts.last else { return }
        contexts.removeLast()
        if open + change >= 0 || contexts.isEmpty { contexts.append(.code(openParentheses: max(0, open + change))) }
    }

    /// The number of hashes and quotes that open a string at the current position; nil if no string begins there.
    private var stringOpening: (hashes: Int, quotes: Int)? {
        let hashes = bytes[index...].prefix { $0 == UInt8(ascii: "#") }.count
        let quotes = bytes[(index + hashes)...].prefix { $0 == UInt8(ascii: "\"") }.count
        return quotes == 0 ? nil : (hashes, quotes >= 3 ? 3 : 1)
    }

    private func follows(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while index < bytes.count, condition(bytes[index]) { index += 1 }
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: byte >= 0x80
        }
    }
}
