// A history as a line of cells, `.` up, `#` down, `-` not known, so that it survives NO_COLOR, a paste and a log.

import Essentials
import Inventory

/// One history, drawn.
enum Strip {
    /// What the cells mean, for the opened detail and for help.
    static let legend = Wording(". up  # down  - not known", zh: ". 正常  # 异常  - 未知")

    /// The longest strip of an hour that has room: a cell is a whole number of minutes. 0 where none has.
    static func cellsOfHour(room: Int) -> Int { [60, 30, 20, 15, 12].first { $0 <= room } ?? 0 }

    /// The same of a day: a cell is half an hour, an hour, or two.
    static func cellsOfDay(room: Int) -> Int { [48, 24, 12].first { $0 <= room } ?? 0 }

    /// The cells, those of one kind together.
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
