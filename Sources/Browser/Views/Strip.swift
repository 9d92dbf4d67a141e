// A history as a line of cells: `.` up, `#` down, `-` not known. It is readable without colour, in a paste and in a
// log.

import Essentials
import Inventory

/// Draws a history as a strip of cells.
enum Strip {
    /// The legend of the cells, for the detail and the help.
    static let legend = Wording(". up  # down  - not known", zh: ". 正常  # 异常  - 未知")

    /// Returns the largest number of cells for an hour that fits `room` columns; 0 if no number fits. A cell is a whole
    /// number of minutes.
    static func cellsOfHour(room: Int) -> Int { [60, 30, 20, 15, 12].first { $0 <= room } ?? 0 }

    /// Returns the largest number of cells for a day that fits. A cell is half an hour, one hour or two hours.
    static func cellsOfDay(room: Int) -> Int { [48, 24, 12].first { $0 <= room } ?? 0 }

    /// Returns the strip of a history. Adjacent cells of the same kind are one part.
    static func line(_ history: OriginHistory?, cells: Int, span: Double, upTo end: Moment? = nil) -> StyledLine {
        let cells = history?.strip(cells: cells, span: span, upTo: end) ?? Array(repeating: .unknown, count: cells)
        var line = StyledLine()
        var from = 0
        while from < cells.count {
            let to = cells[from...].firstIndex { $0 != cells[from] } ?? cells.count
            let (mark, role) = look(cells[from])
            line.add(String(repeating: mark, count: to - from), Style(role))
            from = to
        }
        return line
    }

    private static func look(_ health: OriginHistory.Health) -> (String, Style.Role) {
        switch health {
        case .up: (".", .good)
        case .down: ("#", .bad)
        case .unknown: ("-", .faint)
        }
    }
}
