// Styled text that does not know the screen yet: views make it, `Frame` cuts it.

import Inventory

/// A line of text whose parts have styles: what scrolling texts are made of.
package struct StyledLine: Equatable, Sendable {
    package var parts: [(text: String, style: Style)] = []

    package init() {}

    package init(_ text: String, _ style: Style = .plain) { parts = [(text, style)] }

    package var text: String { parts.map(\.text).joined() }

    package mutating func add(_ text: String, _ style: Style = .plain) { parts.append((text, style)) }

    /// Adds text filled up to a number of columns and a blank, for tables.
    mutating func addCell(_ text: String, columns: Int, alignsRight: Bool = false, style: Style = .plain) {
        add(DisplayText.padded(text, columns: columns, alignRight: alignsRight), style)
        add(" ")
    }

    package static func == (left: StyledLine, right: StyledLine) -> Bool {
        left.parts.count == right.parts.count
            && zip(left.parts, right.parts).allSatisfy { $0.text == $1.text && $0.style == $1.style }
    }

    /// Draws it in a row.
    func draw(in frame: inout Frame, row: Int, column: Int = 0) {
        var at = column
        for part in parts { at = frame.put(part.text, row: row, column: at, style: part.style) }
    }

    /// Breaks a text at blanks into lines that fit; the last one is cut when there are more than `most`.
    static func wrap(_ text: String, columns: Int, most: Int = .max) -> [String] {
        var lines: [String] = []
        var line = ""
        for word in text.split(separator: " ", omittingEmptySubsequences: true) {
            let longer = line.isEmpty ? String(word) : "\(line) \(word)"
            if !line.isEmpty, DisplayText.width(of: longer) > columns, lines.count < most - 1 {
                lines.append(line)
                line = String(word)
            } else {
                line = longer
            }
        }
        if !line.isEmpty { lines.append(line) }
        return lines
    }
}
