// Editing a line, as readline does it. Characters are graphemes, so a wide or an accented one goes in one press.

/// A line being typed, and where in it the next character goes.
package struct Prompt: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// `/` over the list: filters as one types.
        case filter
        /// `/` in a text.
        case search
        /// `:`.
        case command
    }

    package let kind: Kind
    package private(set) var text: [Character]
    package private(set) var cursor: Int
    /// What stood there before: Esc brings it back.
    package let before: String
    /// What is wrong with the text.
    package var fault: String?

    package init(_ kind: Kind, text: String = "") {
        self.kind = kind
        self.text = Array(text)
        cursor = self.text.count
        before = text
    }

    package var string: String { String(text) }

    /// Takes a key that edits; false when it is none.
    package mutating func edit(_ key: Key) -> Bool {
        switch key {
        case .character(let character): insert([character])
        case .paste(let pasted): insert(Self.oneLine(pasted))
        case .backspace, .control("h"):
            guard cursor > 0 else { return true }
            cursor -= 1
            text.remove(at: cursor)
        case .delete, .control("d"): if cursor < text.count { text.remove(at: cursor) }
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .control("u"):
            text.removeFirst(cursor)
            cursor = 0
        case .control("k"): text.removeLast(text.count - cursor)
        case .control("w"): removeWord()
        default: return false
        }
        return true
    }

    /// The longest text a prompt takes; what is pasted beyond is left out.
    private static let longest = 1_000

    /// A pasted text as something that could have been typed: one line, without control characters.
    private static func oneLine(_ text: String) -> [Character] {
        text.compactMap { character in
            if character.isNewline || character == "\t" { return " " }
            let isControl = character.unicodeScalars.contains { $0.properties.generalCategory == .control }
            return isControl ? nil : character
        }
    }

    private mutating func insert(_ new: [Character]) {
        let new = new.prefix(max(0, Self.longest - text.count))
        text.insert(contentsOf: new, at: cursor)
        cursor += new.count
    }

    private mutating func removeWord() {
        var start = cursor
        while start > 0, text[start - 1] == " " { start -= 1 }
        while start > 0, text[start - 1] != " " { start -= 1 }
        text.removeSubrange(start..<cursor)
        cursor = start
    }
}
