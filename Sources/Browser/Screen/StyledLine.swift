// Styled text without a position on the screen. Views create it, and `Frame` cuts it to the available columns.

import Essentials
import Inventory

/// A line of text whose parts have styles. Scrolling texts consist of such lines.
struct StyledLine: Equatable, Sendable {
    var parts: [(text: String, style: Style)] = []

    init() {}

    init(_ text: String, _ style: Style = .plain) { parts = [(text, style)] }

    var text: String { parts.map(\.text).joined() }

    mutating func add(_ text: String, _ style: Style = .plain) { parts.append((text, style)) }

    /// Adds a table cell: a text padded to a number of columns, and a blank.
    mutating func addCell(_ text: String, columns: Int, alignsRight: Bool = false, style: Style = .plain) {
        add(DisplayText.padded(text, columns: columns, alignRight: alignsRight), style)
        add(" ")
    }

    static func == (left: StyledLine, right: StyledLine) -> Bool {
        left.parts.count == right.parts.count
            && zip(left.parts, right.parts).allSatisfy { $0.text == $1.text && $0.style == $1.style }
    }

    /// Draws the line in a row.
    func draw(in frame: inout Frame, row: Int, column: Int = 0) {
        var at = column
        for part in parts { at = frame.put(part.text, row: row, column: at, style: part.style) }
    }

    /// Returns a text wrapped after a label. Further lines are indented below the first.
    static func wrap(_ text: String, under label: String, columns: Int, _ style: Style) -> [StyledLine] {
        let indent = DisplayText.width(of: label) + 2
        return wrap(text, columns: max(15, columns - indent)).enumerated().map { number, line in
            let lead = number == 0 ? label + "  " : String(repeating: " ", count: indent)
            return StyledLine(lead + line, style)
        }
    }

    /// Wraps a text at blanks, and inside words that are too long for a line, because Chinese text has no blanks. If
    /// there would be more than `maximumLines` lines, the last one is left too long, so that the screen shows that it
    /// is cut.
    static func wrap(_ text: String, columns: Int, maximumLines: Int = .max) -> [String] {
        let columns = max(1, columns)
        var lines: [String] = []
        var line = ""
        var used = 0
        for word in text.split(separator: " ").map(String.init) {
            let width = DisplayText.width(of: word)
            if used > 0, width < columns - used {
                line += " \(word)"
                used += width + 1
                continue
            }
            if used > 0 {
                guard lines.count < maximumLines - 1 else { return lines + ["\(line) \(word)"] }
                lines.append(line)
                (line, used) = ("", 0)
            }
            let pieces = width > columns ? DisplayText.glyphs(word).map { ($0.text, $0.width) } : [(word, width)]
            for (piece, width) in pieces {
                if used > 0, used + width > columns {
                    guard lines.count < maximumLines - 1 else { return lines + [line + piece] }
                    lines.append(line)
                    (line, used) = ("", 0)
                }
                line += piece
                used += width
            }
        }
        return used > 0 ? lines + [line] : lines
    }
}
