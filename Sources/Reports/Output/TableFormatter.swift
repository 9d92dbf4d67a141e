// A table for people: aligned by display width, with wide characters counted as two columns, and cut only on a
// terminal. Only the state may be coloured, and the word alone carries the full information.

import Inventory
import Essentials

struct TableFormatter: ReportFormatter {
    let usesColumns = true

    func write(_ report: Report, _ options: OutputOptions, to output: @escaping (String) -> Void) {
        var cells: [[String]] = []
        cells.reserveCapacity(report.rows.count)
        let titles = report.columns.map { $0.title[options.language] }
        var widths = titles.map { options.hasHeader ? DisplayText.width(of: $0) : 0 }
        report.forEachRow(in: options.language) { row, context in
            let line = report.columns.map { DisplayText.visible($0.text(row, context)) }
            for (place, cell) in line.enumerated() { widths[place] = max(widths[place], DisplayText.width(of: cell)) }
            cells.append(line)
        }
        if options.hasHeader {
            output(line(of: titles, report.columns, widths, options.width) + "\n")
        }
        let statePlace = options.usesColor ? report.columns.firstIndex { $0.emphasis == .state } : nil
        for (number, row) in report.rows.enumerated() {
            let line = line(of: cells[number], report.columns, widths, options.width)
            guard let statePlace else {
                output(line + "\n")
                continue
            }
            let start = widths[..<statePlace].reduce(0) { $0 + $1 + 1 }
            output(colored(line, from: start, report.account.rows[row].state) + "\n")
        }
    }

    private func line(of cells: [String], _ columns: [Column], _ widths: [Int], _ limit: Int?) -> String {
        var line = ""
        for (place, cell) in cells.enumerated() {
            if place > 0 { line += " " }
            line += DisplayText.padded(cell, columns: widths[place], alignRight: columns[place].alignsRight)
        }
        while line.last == " " { line.removeLast() }
        guard let limit, DisplayText.width(of: line) > limit else { return line }
        return DisplayText.text(of: DisplayText.fitted(line, columns: limit))
    }

    /// Returns the line with a colour for the state. The state is in a fixed column of the screen, unless it was cut
    /// off.
    private func colored(_ line: String, from column: Int, _ state: State) -> String {
        guard let attributes = Self.attributes(state) else { return line }
        var before = ""
        var word = ""
        var after = ""
        var place = 0
        for glyph in DisplayText.glyphs(line) {
            if place < column {
                before += glyph.text
            } else if place < column + state.word.utf8.count {
                word += glyph.text
            } else {
                after += glyph.text
            }
            place += glyph.width
        }
        guard word == state.word else { return line }
        return "\(before)\u{1B}[\(attributes)m\(word)\u{1B}[0m\(after)"
    }

    /// The SGR parameters. Every colour terminal supports them, and they are readable on a dark and on a light
    /// background.
    private static func attributes(_ state: State) -> String? {
        switch state {
        case .down, .dns, .stop: "1;31"
        case .part, .busy, .none: "33"
        case .unknown: "35"
        case .ok: "32"
        case .off: nil
        }
    }
}
