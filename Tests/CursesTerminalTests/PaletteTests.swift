// The palette is complete and readable.

import Browser
import Testing

@testable import CursesTerminal

@Suite struct PaletteTests {
    @Test func `Every role has attributes, in the order of its raw value`() {
        #expect(Palette.roles == Style.Role.allCases)
        #expect(Palette.roles.map { Int($0.rawValue) } == Array(0..<Palette.roles.count))
    }

    @Test(arguments: [
        (0, Palette.Depth.mono), (2, .mono), (8, .eight), (16, .sixteen), (88, .sixteen), (256, .many),
        (16_777_216, .many),
    ])
    func `The depth follows the number of colours`(_ colors: Int, _ expected: Palette.Depth) {
        #expect(Palette(colors: colors, erasesWithBackground: true).depth == expected)
    }

    @Test func `Without colours there are no pairs, and the role bad is still distinguishable`() {
        let palette = Palette(colors: 0, erasesWithBackground: true)
        #expect(palette.pairs.isEmpty)
        #expect(palette[Style(.bad)] != palette[.plain])
        #expect(palette[Style(selected: true)].flags == .reverse)
    }

    @Test func `The selected row has the same attributes in all roles`() {
        for colors in [0, 8, 16, 256] {
            let palette = Palette(colors: colors, erasesWithBackground: true)
            #expect(Set(Style.Role.allCases.map { palette[Style($0, selected: true)] }).count == 1)
        }
    }

    @Test func `If the terminal cannot erase with the background colour, the selected row is reversed`() {
        #expect(Palette(colors: 256, erasesWithBackground: false)[Style(selected: true)].flags == .reverse)
        #expect(Palette(colors: 256, erasesWithBackground: true)[Style(selected: true)].flags.isEmpty)
    }

    @Test func `A match is visible on the selected row, too`() {
        let palette = Palette(colors: 256, erasesWithBackground: true)
        #expect(palette[Style(selected: true, matched: true)] != palette[Style(selected: true)])
        #expect(palette[Style(matched: true)].flags.contains(.underline))
    }

    @Test func `Plain text uses the default colours of the terminal`() {
        let palette = Palette(colors: 256, erasesWithBackground: true)
        let pair = palette.pairs.first { $0.number == palette[.plain].pair }
        #expect(pair.map { [$0.foreground, $0.background] } == [-1, -1])
        #expect(palette[.plain].flags.isEmpty)
        #expect(Palette(colors: 0, erasesWithBackground: true)[.plain] == Palette.Attributes())
    }

    @Test func `Colours have enough contrast on black and on white`() {
        for pair in Palette(colors: 256, erasesWithBackground: true).pairs where pair.foreground >= 0 {
            let color = luminance(pair.foreground)
            if pair.background >= 0 {
                #expect(contrast(color, luminance(pair.background)) >= 4.5)
            } else {
                #expect(contrast(color, 0) >= 3.5, "\(pair) on black")
                #expect(contrast(color, 1) >= 3.5, "\(pair) on white")
            }
        }
    }

    /// Returns the relative luminance by WCAG 2 of a colour of xterm's cube (16 to 231) or grey ramp (232 to 255).
    private func luminance(_ color: Int) -> Double {
        let levels = [0, 95, 135, 175, 215, 255]
        let parts =
            color >= 232
            ? Array(repeating: 8 + 10 * (color - 232), count: 3)
            : [levels[(color - 16) / 36], levels[(color - 16) / 6 % 6], levels[(color - 16) % 6]]
        let linear = parts.map { part in
            let share = Double(part) / 255
            return share <= 0.03928 ? share / 12.92 : pow24((share + 0.055) / 1.055)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// Returns x to the power of 2.4, computed as x squared times the fifth root of x squared (Newton's method).
    private func pow24(_ x: Double) -> Double {
        let square = x * x
        var root = 1.0
        for _ in 0..<60 { root -= (root * root * root * root * root - square) / (5 * root * root * root * root) }
        return square * root
    }

    private func contrast(_ one: Double, _ other: Double) -> Double {
        (max(one, other) + 0.05) / (min(one, other) + 0.05)
    }
}
