// Edits a line as readline does. A step is a grapheme, so one key press deletes a wide, accented or composed character.
// Terminals send the scalars of a character separately, so the text is split into graphemes after every change.
//
// Invariants: `cursor` is within `text`; `text` has at most `maximumLength` scalars. Scalars are counted because a
// single grapheme can have any number of them.

/// A text being edited, and its cursor.
struct LineEditor: Equatable, Sendable {
    private(set) var text: [Character]
    /// The number of graphemes before the cursor.
    private(set) var cursor: Int
    /// The last text that was cut. Ctrl-Y inserts it.
    var cutText: String
    /// Whether the last key cut something. If so, text cut by the next key is added to it.
    private var isCutting = false

    /// The maximum length of the text in scalars. Text beyond it is discarded.
    static let maximumLength = 1_000

    init(_ text: String = "", cutText: String = "") {
        self.text = Self.fitting(text, scalars: Self.maximumLength)
        cursor = self.text.count
        self.cutText = cutText
    }

    var string: String { String(text) }
    var beforeCursor: String { String(text[..<cursor]) }

    /// Applies an editing key; returns false for any other key.
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

    /// Replaces a range of graphemes and places the cursor after the new text.
    mutating func replace(_ range: Range<Int>, with new: String) {
        let head = String(text[..<range.lowerBound])
        let tail = String(text[range.upperBound...])
        let room = Self.maximumLength - head.unicodeScalars.count - tail.unicodeScalars.count
        let before = head + String(Self.fitting(new, scalars: max(0, room)))
        text = Array(before + tail)
        // The new text may have joined with its neighbours. The cursor is placed after the grapheme that contains its
        // end.
        var bytes = 0
        cursor = text.count
        for (index, character) in text.enumerated() {
            if bytes >= before.utf8.count {
                cursor = index
                break
            }
            bytes += character.utf8.count
        }
    }

    private mutating func insert(_ new: String) { replace(cursor..<cursor, with: new) }

    /// Returns the longest prefix, in whole graphemes, with at most `scalars` scalars.
    private static func fitting(_ text: String, scalars: Int) -> [Character] {
        var left = scalars
        return Array(
            text.prefix { character in
                left -= character.unicodeScalars.count
                return left >= 0
            })
    }

    /// Returns a pasted text as one line without control characters, as if it had been typed.
    static func oneLine(_ text: String) -> String {
        var line = ""
        for character in text {
            if character.isNewline || character == "\t" {
                line.append(" ")
            } else if !character.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
                line.append(character)
            }
            if line.utf8.count > maximumLength * 4 { break }
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

    /// The position that Ctrl-W cuts from: the start of the blank-separated word before the cursor.
    private var startOfBlankSeparatedWord: Int {
        var start = cursor
        while start > 0, text[start - 1] == " " { start -= 1 }
        while start > 0, text[start - 1] != " " { start -= 1 }
        return start
    }

    /// The position that Alt-B moves to. Words consist of letters and digits, so `link-a` and `port:80` contain two
    /// words each.
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
