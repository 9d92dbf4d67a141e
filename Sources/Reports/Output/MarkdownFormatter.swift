// A Markdown table, for chats, tickets and reports. Names are plain text: characters with a meaning in Markdown or HTML
// are escaped with a backslash.

import Inventory
import Essentials

struct MarkdownFormatter: RowFormatter {
    let usesColumns = true

    func header(_ columns: [Column], hasTitles: Bool) -> String? {
        guard hasTitles else { return nil }
        return line(columns.map { $0.title[.english] }) + line(columns.map { $0.alignsRight ? "---:" : "---" })
    }

    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String {
        line(columns.map { Self.cell($0.text(row, context)) })
    }

    private func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }

    private static let signs: Set<Unicode.Scalar> = ["\\", "|", "`", "*", "_", "~", "[", "]", "<", ">", "&"]

    static func cell(_ text: String) -> String {
        var cell = String.UnicodeScalarView()
        for scalar in DisplayText.visible(text).unicodeScalars {
            if signs.contains(scalar) { cell.append("\\") }
            cell.append(scalar)
        }
        return String(cell)
    }
}
