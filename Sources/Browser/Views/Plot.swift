// Numbers over time as a picture of characters: eight dots a cell where the terminal has braille, three heights a cell
// in ASCII. A gap is blank and a zero is not, so that "nothing was carried" and "nothing is known" look different.
//
//   braille   dots of a cell, filled from below:   1 4        ASCII   top cell of a column: `_` none, `.` a third, `:`
//   two, `#` whole
//                                                  2 5
//                                                  3 6
//                                                  7 8

/// Bars that stand side by side.
struct Plot: Equatable {
    /// One bar each; nil for a gap.
    let values: [Double?]
    let rows: Int
    let isBraille: Bool

    /// - Parameter rows: cells that the highest bar takes.
    init(_ values: [Double?], rows: Int, isBraille: Bool) {
        self.values = values.map { value in value.flatMap { $0.isFinite ? max(0, $0) : nil } }
        self.rows = max(1, rows)
        self.isBraille = isBraille
    }

    /// Bars that a cell holds.
    static func barsPerCell(isBraille: Bool) -> Int { isBraille ? 2 : 1 }

    /// The value that the top stands for; 0 where every value is 0 or missing.
    var top: Double { values.reduce(0) { max($0, $1 ?? 0) } }

    /// The picture, top row first.
    var lines: [String] { isBraille ? braille : ascii }

    /// How high a bar is, of so many levels: what is more than nothing is seen.
    private func level(_ value: Double, of levels: Int) -> Int {
        guard top > 0, value > 0 else { return 0 }
        return max(1, min(levels, Int((value / top * Double(levels)).rounded())))
    }

    private var ascii: [String] {
        let levels = values.map { value in value.map { level($0, of: rows * 3) } }
        return (0..<rows).reversed().map { row in
            levels.reduce(into: "") { line, level in
                switch level.map({ $0 - row * 3 }) {
                case nil: line += " "
                case .some(...0): line += row == 0 ? "_" : " "
                case 1: line += "."
                case 2: line += ":"
                default: line += "#"
                }
            }
        }
    }

    /// The dots of a bar of 0...4 in the left and the right half of a cell.
    private static let dots: [[UInt32]] = [[0x00, 0x40, 0x44, 0x46, 0x47], [0x00, 0x80, 0xA0, 0xB0, 0xB8]]

    private var braille: [String] {
        // A zero has its lowest dot, so that it is not a gap.
        let levels = values.map { value in value.map { max(1, level($0, of: rows * 4)) } ?? 0 }
        return (0..<rows).reversed().map { row in
            stride(from: 0, to: levels.count, by: 2).reduce(into: "") { line, place in
                let halves = [levels[place], place + 1 < levels.count ? levels[place + 1] : 0]
                let dots = zip(Self.dots, halves).reduce(0) { $0 | $1.0[max(0, min($1.1 - row * 4, 4))] }
                line.unicodeScalars.append(Unicode.Scalar(0x2800 + dots) ?? " ")
            }
        }
    }
}
