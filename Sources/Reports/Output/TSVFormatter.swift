// Tab-separated cells, for cut and awk. Every listener is exactly one line. Characters that would break a line are
// escaped as in C (`\t`, `\n`, `\r`, and `\\` for the backslash itself), so that no information is lost.

import Inventory
import Essentials

struct TSVFormatter: RowFormatter {
    let usesColumns = true

    func header(_ columns: [Column], hasTitles: Bool) -> String? {
        hasTitles ? record(columns.map(\.id.rawValue)) : nil
    }

    func text(of row: Row, _ context: ColumnContext, _ columns: [Column]) -> String {
        record(columns.map { $0.text(row, context) })
    }

    private func record(_ cells: [String]) -> String { cells.map(Self.cell).joined(separator: "\t") + "\n" }

    static func cell(_ text: String) -> String {
        var cell = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\t": cell.append(contentsOf: "\\t".unicodeScalars)
            case "\n": cell.append(contentsOf: "\\n".unicodeScalars)
            case "\r": cell.append(contentsOf: "\\r".unicodeScalars)
            case "\\": cell.append(contentsOf: "\\\\".unicodeScalars)
            default: cell.append(scalar)
            }
        }
        return DisplayText.escaped(String(cell))
    }
}
