// Compares a screen with its own full redraw. A clock may move on between the two, so digits count as equal.

import PseudoTerminal

/// The first lines in which two screens differ.
struct ScreenDifference: CustomStringConvertible {
    let description: String

    /// - Returns: nil if there is no difference.
    init?(_ before: Screen, _ after: Screen) {
        guard before.size == after.size else { return nil }
        var lines: [String] = []
        for row in 0..<before.size.rows where Self.look(before.cells[row]) != Self.look(after.cells[row]) {
            lines.append("row \(row)\n  before |\(before.text[row])|\n  after  |\(after.text[row])|")
            let (old, new) = (Self.look(before.cells[row]), Self.look(after.cells[row]))
            if let column = old.indices.first(where: { old[$0] != new[$0] }) {
                lines.append("  column \(column): \(Self.words(old[column])) -> \(Self.words(new[column]))")
            }
        }
        if lines.isEmpty { return nil }
        description = lines.prefix(6).joined(separator: "\n")
    }

    private static func words(_ cell: ScreenCell) -> String {
        let looks = [(cell.isBold, "bold"), (cell.isUnderlined, "underlined"), (cell.isReversed, "reversed")]
        return (["“\(cell.text)”", "\(cell.foreground) on \(cell.background)"] + looks.filter(\.0).map(\.1))
            .joined(separator: " ")
    }

    /// A row as it looks, without the right halves of wide characters, whose attributes nobody sees; a digit is any
    /// digit.
    private static func look(_ cells: [ScreenCell]) -> [ScreenCell] {
        cells.filter { $0.width > 0 }.map {
            $0.text.first.map { $0.isASCII && $0.isNumber } == true ? $0.with(text: "0") : $0
        }
    }
}
