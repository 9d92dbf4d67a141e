// Editing a line, as readline does it. A step is a grapheme, so a wide, an accented or a composed one goes in one
// press; terminals send its parts one by one, so the text is cut into graphemes again after every change.
//
// Invariants: `cursor` is within `text`; `text` has at most `longest` scalars (a grapheme alone could have any number
// of them).

/// A text being edited, and where in it the next character goes.
struct LineEditor: Equatable, Sendable {
    private(set) var text: [Character]
    /// Graphemes before it.
    private(set) var cursor: Int
    /// What was cut last: Ctrl-Y puts it back.
    var cutText: String
    /// The last key cut something: what the next one cuts joins it.
    private var isCutting = false

    /// The longest text that is taken, in scalars; what is beyond is left out.
    static let longest = 1_000

    init(_ text: String = "", cutText: String = "") {
        self.text = Self.fitting(text, scalars: Self.longest)
        cursor = self.text.count
        self.cutText = cutText
    }

    var string: String { String(text) }
    var beforeCursor: String { String(text[..<cursor]) }

    /// Takes a key that edits; false when it is none.
    mutating func edit(_ key: Key) -> Bool {
        let wasCutting = isCutting
        isCutting = false
        switch key {
        case .character(let character): insert(String(character))
        case .paste(let pasted): insert(Self.oneLine(pasted))
        case .control("y"): insert(cutText)
        case .backspace, .control("h"): replace(max(0, cursor - 1)..<cursor, with: "")
        case .delete, .control("d"): replace(cursor..<min(text.count, cursor + 1), with: "")
        case .left, .control("b"): cursor = max(0, cursor - 1)
        case .right, .control("f"): cursor = min(text.count, cursor + 1)
        case .home, .control("a"): cursor = 0
        case .end, .control("e"): cursor = text.count
        case .alt("b"): cursor = startOfWord
        case .alt("f"): cursor = endOfWord
        case .control("u"): cut(0..<cursor, joining: wasCutting)
        case .control("k"): cut(cursor..<text.count, joining: wasCutting)
        case .control("w"): cut(startOfBlankSeparatedWord..<cursor, joining: wasCutting)
        case .alt("\u{7F}"): cut(startOfWord..<cursor, joining: wasCutting)
        case .alt("d"): cut(cursor..<endOfWord, joining: wasCutting)
        default:
            isCutting = wasCutting
            return false
        }
        return true
    }

    /// Replaces a stretch of graphemes; the cursor goes behind what has come in.
    mutating func replace(_ range: Range<Int>, with new: String) {
        let head = String(text[..<range.lowerBound])
        let tail = String(text[range.upperBound...])
        let room = Self.longest - head.unicodeScalars.count - tail.unicodeScalars.count
        let before = head + String(Self.fitting(new, scalars: max(0, room)))
        text = Array(before + tail)
        // What has come in may have joined its neighbours: the cursor goes behind the grapheme that it ends in.
        var bytes = 0
        cursor = text.count
        for (place, character) in text.enumerated() {
            if bytes >= before.utf8.count {
                cursor = place
                break
            }
            bytes += character.utf8.count
        }
    }

    private mutating func insert(_ new: String) { replace(cursor..<cursor, with: new) }

    /// As many graphemes as have so many scalars together.
    private static func fitting(_ text: String, scalars: Int) -> [Character] {
        var left = scalars
        return Array(
            text.prefix { character in
                left -= character.unicodeScalars.count
                return left >= 0
            })
    }

    /// A pasted text as something that could have been typed: one line, without control characters.
    static func oneLine(_ text: String) -> String {
        var line = ""
        for character in text {
            if character.isNewline || character == "\t" {
                line.append(" ")
            } else if !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                line.append(character)
            }
            if line.utf8.count > longest * 4 { break }
        }
        return line
    }

    // MARK: Words

    private mutating func cut(_ range: Range<Int>, joining: Bool) {
        isCutting = true
        guard !range.isEmpty else {
            isCutting = joining
            return
        }
        let new = String(text[range])
        if !joining {
            cutText = new
        } else if range.upperBound == cursor {
            cutText = new + cutText
        } else {
            cutText += new
        }
        replace(range, with: "")
    }

    /// Ctrl-W: back over blanks, then to the next blank.
    private var startOfBlankSeparatedWord: Int {
        var start = cursor
        while start > 0, text[start - 1] == " " { start -= 1 }
        while start > 0, text[start - 1] != " " { start -= 1 }
        return start
    }

    /// Alt-B: words are letters and digits, so that `link-a` and `port:80` have two.
    private var startOfWord: Int {
        var start = cursor
        while start > 0, !Self.isOfWord(text[start - 1]) { start -= 1 }
        while start > 0, Self.isOfWord(text[start - 1]) { start -= 1 }
        return start
    }

    private var endOfWord: Int {
        var end = cursor
        while end < text.count, !Self.isOfWord(text[end]) { end += 1 }
        while end < text.count, Self.isOfWord(text[end]) { end += 1 }
        return end
    }

    private static func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
