// Plots numbers over time with characters: eight dots per cell if the terminal has braille, otherwise three heights per
// cell in ASCII. A gap is blank and a zero is not, so that "no traffic" and "no data" look different.
//
//   braille: the dots of a cell, filled from below    ASCII: the top cell of a bar
//     1 4                                               `_`  zero
//     2 5                                               `.`  one third
//     3 6                                               `:`  two thirds
//     7 8                                               `#`  full

/// A bar chart.
struct Plot: Equatable {
    /// The values of the bars; nil for a gap.
    let values: [Double?]
    let rows: Int
    let isBraille: Bool

    /// Creates a bar chart.
    /// - Parameter rows: the height of the highest bar in cells.
    init(_ values: [Double?], rows: Int, isBraille: Bool) {
        self.values = values.map { value in value.flatMap { $0.isFinite ? max(0, $0) : nil } }
        self.rows = max(1, rows)
        self.isBraille = isBraille
    }

    /// Returns the number of bars per cell.
    static func barsPerCell(isBraille: Bool) -> Int { isBraille ? 2 : 1 }

    /// The value of the highest bar; 0 if every value is 0 or missing.
    var top: Double { values.reduce(0) { max($0, $1 ?? 0) } }

    /// The lines of the plot, top row first.
    var lines: [String] { isBraille ? braille : ascii }

    /// Returns the height of a bar, from 0 to `levels`. A positive value has at least height 1, so that it is visible.
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

    /// The braille dots of a bar of height 0...4 in the left and in the right half of a cell.
    private static let dots: [[UInt32]] = [[0x00, 0x40, 0x44, 0x46, 0x47], [0x00, 0x80, 0xA0, 0xB0, 0xB8]]

    private var braille: [String] {
        // A zero has the lowest dot, to distinguish it from a gap.
        let levels = values.map { value in value.map { max(1, level($0, of: rows * 4)) } ?? 0 }
        return (0..<rows).reversed().map { row in
            stride(from: 0, to: levels.count, by: 2).reduce(into: "") { line, index in
                let halves = [levels[index], index + 1 < levels.count ? levels[index + 1] : 0]
                let dots = zip(Self.dots, halves).reduce(0) { $0 | $1.0[max(0, min($1.1 - row * 4, 4))] }
                line.unicodeScalars.append(Unicode.Scalar(0x2800 + dots) ?? " ")
            }
        }
    }
}
