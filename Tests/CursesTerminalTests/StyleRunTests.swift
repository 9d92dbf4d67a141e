// The parts of a changed row that are passed to ncurses.

@testable import Browser
import Essentials
import Testing

@testable import CursesTerminal

@Suite struct StyleRunTests {
    private let palette = Palette(colors: 256, erasesWithBackground: true)
    private var writer: GlyphWriter {
        var writer = GlyphWriter(asciiOnly: false)
        writer.width = { value in
            switch value {
            case 0x301: 0
            case 0x7F51, 0x5173: 2
            case 0x1FAE8: -1
            default: 1
            }
        }
        return writer
    }

    private func frame(_ text: String, style: Style = .plain) -> Frame {
        var frame = Frame(size: Size(columns: 8, rows: 1))
        frame.put(text, row: 0, column: 0, style: style)
        return frame
    }

    @Test(arguments: [
        ("abc", "abc", 0..<0), ("abc", "axc", 1..<2), ("abc", "xbx", 0..<3), ("网关", "网网", 2..<4),
        ("a网", "ab", 1..<3),
        ("ab", "a网", 1..<3),
    ])
    func `Only the changed columns are written, in complete characters`(
        _ old: String, _ new: String, _ expected: Range<Int>
    ) {
        let range = frame(new).changedColumns(ofRow: 0, since: frame(old))
        #expect(range.isEmpty == expected.isEmpty && (range.isEmpty || range == expected))
    }

    @Test func `A row of a frame with another size is written completely`() {
        #expect(frame("a").changedColumns(ofRow: 0, since: Frame(size: Size(columns: 9, rows: 1))) == 0..<8)
    }

    @Test func `Adjacent cells with the same attributes are one run`() {
        var frame = frame("ab网")
        frame.put("x", row: 0, column: 1, style: Style(.title))
        let runs = StyleRun.runs(of: frame.row(0), in: 0..<8, columns: 8, palette: palette, writer: writer)
        #expect(runs.map(\.column) == [0, 1, 2])
        #expect(runs[2].codePoints == [0x7F51] + Array(repeating: 0x20, count: 4))
    }

    @Test func `A wide character cut by the right edge becomes a blank`() {
        let runs = StyleRun.runs(of: frame("a网").row(0), in: 0..<8, columns: 2, palette: palette, writer: writer)
        #expect(runs.map(\.codePoints) == [[0x61, 0x20]])
    }

    private func written(_ cell: Cell, ascii: Bool = false) -> [UInt32] {
        var writer = GlyphWriter(asciiOnly: ascii)
        writer.width = self.writer.width
        var codePoints: [UInt32] = []
        writer.append(cell, to: &codePoints)
        return codePoints
    }

    private func cell(_ text: Unicode.Scalar, mark: Unicode.Scalar? = nil, width: Int) -> Cell {
        var glyph = Glyph(text, width: width)
        if let mark { glyph.combine(with: mark) }
        return Cell(glyph: glyph, style: .plain)
    }

    @Test func `A glyph whose width differs is replaced and padded`() {
        #expect(written(cell("网", width: 2)) == [0x7F51])
        #expect(written(cell("网", width: 1)) == [0xFFFD])
        #expect(written(cell("\u{1FAE8}", width: 2)) == [0xFFFD, 0x20])
        #expect(written(cell("e", mark: "\u{301}", width: 1)) == [0x65, 0x301])
        #expect(written(cell("e", mark: "a", width: 1)) == [0xFFFD])
    }

    @Test func `In ASCII mode each column of a non-ASCII character is a question mark`() {
        #expect(written(cell("网", width: 2), ascii: true) == [0x3F, 0x3F])
        #expect(written(cell("é", width: 1), ascii: true) == [0x3F])
        #expect(written(cell("e", width: 1), ascii: true) == [0x65])
    }
}
