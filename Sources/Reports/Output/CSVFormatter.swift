// CSV according to RFC 4180: lines end with CR LF, a cell with a comma, a quote or a line break is quoted, and quotes
// inside are doubled. Names come from the service, and spreadsheets evaluate formulas. So a cell that would be a
// formula gets an apostrophe in front.

import Inventory
import Essentials

struct CSVFormatter: RowFormatter {
    let usesColumns = true

    func header(_ columns: [Column], hasTitles: Bool) -> String? {
        hasTitles ? record(columns.map(\.id.rawValue)) : nil
    }

    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String {
        record(columns.map { $0.text(row, context) })
    }

    private func record(_ cells: [String]) -> String { cells.map(Self.cell).joined(separator: ",") + "\r\n" }

    /// The characters that a spreadsheet takes for the beginning of a formula, in half and full width, and those that
    /// it strips before it looks for a formula.
    private static let formulaStarts: Set<Unicode.Scalar> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ]

    static func cell(_ text: String) -> String {
        var cell = DisplayText.escaped(text, except: ["\t", "\r", "\n"])
        if let first = cell.unicodeScalars.first, formulaStarts.contains(first) { cell = "'" + cell }
        guard cell.unicodeScalars.contains(where: { $0 == "," || $0 == "\"" || $0 == "\r" || $0 == "\n" }) else {
            return cell
        }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in cell.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        return String(quoted) + "\""
    }
}
