// Wraps command lines for the screen so that a user who copies them with the mouse, or from an exported file, gets a
// complete command.

import Essentials
import Inventory

extension StyledLine {
    /// Wraps a command line between its words. Each line except the last ends with a backslash, as a shell requires. A
    /// word that is too long for a line starts a new line and is broken at the right edge.
    static func wrapCommand(_ line: String, columns: Int) -> [String] {
        if DisplayText.width(of: line) <= columns { return [line] }
        var lines: [String] = []
        var current = ""
        let words = shellWords(line)
        for (index, word) in words.enumerated() {
            let end = index == words.count - 1 ? columns : columns - 2
            let room = end - DisplayText.width(of: current)
            if current.isEmpty {
                current = word
            } else if DisplayText.width(of: word) + 1 <= room {
                current += " " + word
            } else {
                lines.append(current + " \\")
                current = word
            }
        }
        return (lines + [current]).flatMap { piece in
            DisplayText.width(of: piece) <= columns ? [piece] : wrap(piece, columns: columns)
        }
    }

    /// Returns the words of a command line as written. Blanks inside quotes do not separate words.
    private static func shellWords(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        // In `$'…'` and outside of quotes, a backslash escapes the next character.
        var isEscaping = false
        var isLiteral = false
        for character in line {
            defer { if character != "\\" { isLiteral = false } }
            if character == " ", !isQuoted {
                if !word.isEmpty { words.append(word) }
                word = ""
                continue
            }
            if character == "\\", !isQuoted || isEscaping {
                isLiteral.toggle()
            } else if character == "'", !isLiteral {
                isEscaping = !isQuoted && word.hasSuffix("$")
                isQuoted.toggle()
            }
            word.append(character)
        }
        return word.isEmpty ? words : words + [word]
    }
}
