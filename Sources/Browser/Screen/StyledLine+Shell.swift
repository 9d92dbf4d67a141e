// Command lines on the screen: whoever copies them with the mouse, or from an exported file, must get the whole
// command.

import Essentials
import Inventory

extension StyledLine {
    /// Breaks a command line between its words, with a backslash at the end of each line that goes on, as a shell takes
    /// it. A word that no line holds has a line of its own, and is broken at its end.
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

    /// The words of a command line as they are written: blanks inside quotes separate nothing.
    private static func shellWords(_ line: String) -> [String] {
        var words: [String] = []
        var word = ""
        var isQuoted = false
        /// `$'…'`, in which a backslash takes what follows with it; everywhere outside of quotes it does so, too.
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
