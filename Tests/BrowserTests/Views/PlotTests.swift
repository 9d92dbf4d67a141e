import Testing

@testable import Browser

@Suite struct PlotTests {
    @Test
    func `In ASCII a cell has three heights, a zero is an underscore and a gap is blank`() {
        let plot = Plot([0, 1, 2, 3, 4, 5, 6, nil], rows: 2, isBraille: false)
        #expect(plot.lines == ["    .:# ", "_.:#### "])
        #expect(plot.top == 6)
    }

    @Test
    func `In braille a cell has two bars of four dots; a zero is the lowest dot and a gap is empty`() {
        #expect(Plot([0, 8, nil, 1], rows: 2, isBraille: true).lines == ["⢸⠀", "⣸⢀"])
        #expect(Plot([4, nil, 2], rows: 1, isBraille: true).lines == ["⡇⡄"])
    }

    @Test
    func `A positive value is visible, however small`() {
        #expect(Plot([1e-9, 1], rows: 1, isBraille: false).lines == [".#"])
    }

    @Test(
        arguments: [[], [nil], [0], [-5, 3], [.infinity, 1], [.nan], [1e308, 1e-308]] as [[Double?]], [false, true])
    func `Every bar fits the height of the plot`(values: [Double?], braille: Bool) {
        let lines = Plot(values, rows: 3, isBraille: braille).lines
        let cells = braille ? (values.count + 1) / 2 : values.count
        #expect(lines.count == 3)
        #expect(lines.allSatisfy { $0.count == cells })
    }

    @Test(
        arguments: [
            (0, "0 bit/s"), (-1, "0 bit/s"), (.nan, "0 bit/s"), (7, "7 bit/s"), (999.4, "999 bit/s"),
            (999.6, "1.0 kbit/s"),
            (12_345, "12.3 kbit/s"), (99_960, "100 kbit/s"), (1.5e9, "1.5 Gbit/s"), (1e30, "1000000000 Pbit/s"),
        ] as [(Double, String)])
    func `Rates have three digits and a unit`(bits: Double, text: String) {
        #expect(Rate.text(bits) == text)
    }
}
