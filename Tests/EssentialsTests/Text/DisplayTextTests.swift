@testable import Essentials
import TestSupport
import Testing

@testable import Essentials

@Suite struct DisplayTextTests {
    @Test(arguments: [
        ("", 0), ("web", 3), ("支付网关", 8), ("支付a", 5), ("e\u{301}", 1), ("한국", 4), ("\u{1112}\u{1161}\u{11AB}", 2),
        ("ｗｅｂ", 6), ("ｱ", 1), ("🚀", 2), ("é", 1), ("\u{0301}", 0), ("a\tb", 4), ("\u{E000}", 1), ("→", 1),
    ])
    func `The width of a text is the sum of the widths of its glyphs`(text: String, columns: Int) {
        #expect(DisplayText.width(of: text) == columns)
        #expect(DisplayText.padded(text, columns: columns) == DisplayText.visible(text))
    }

    @Test(arguments: [
        ("login", 5, "login"), ("login", 4, "log~"), ("login", 1, "~"), ("login", 0, ""), ("login", -3, ""),
        ("login", .min, ""), ("", 3, ""), ("支付网关", 8, "支付网关"), ("支付网关", 7, "支付网~"), ("支付网关", 6, "支付~"),
        ("支付网关", 2, "~"), ("支付网关", 1, "~"), ("支", 1, "~"), ("e\u{301}e\u{301}e", 2, "e\u{301}~"),
    ])
    func `Truncation never splits a wide character and ends in a tilde`(text: String, columns: Int, shown: String) {
        #expect(DisplayText.text(of: DisplayText.fitted(text, columns: columns)) == shown)
    }

    @Test(arguments: [
        ("ab", 4, false, "ab  "), ("ab", 4, true, "  ab"), ("支付", 3, false, "支~"), ("支付", 2, false, "~ "),
        ("支付", 2, true, " ~"), ("支付", 5, true, " 支付"), ("ab", 0, false, ""), ("", 2, false, "  "), ("a", -1, true, ""),
    ])
    func `Padding fills exactly the requested columns`(text: String, columns: Int, alignRight: Bool, shown: String) {
        #expect(DisplayText.padded(text, columns: columns, alignRight: alignRight) == shown)
    }

    @Test(arguments: [
        ("\u{1B}[31mred\u{1B}[0m", "^[[31mred^[[0m"), ("a\u{0}b\u{7F}", "a^@b^?"), ("line\r\nline", "line^M^Jline"),
        ("\u{9B}31m", "<U+009B>31m"), ("\u{85}", "<U+0085>"), ("\u{202E}txt.exe", "<U+202E>txt.exe"),
        ("a\u{2066}b\u{2069}", "a<U+2066>b<U+2069>"), ("\u{200F}\u{061C}", "<U+200F><U+061C>"),
        ("zero\u{200B}width\u{FEFF}", "zero<U+200B>width<U+FEFF>"), ("soft\u{AD}", "soft<U+00AD>"),
        ("\u{E0041}", "<U+E0041>"), ("\u{2028}", "<U+2028>"), ("\u{E000}", "\u{FFFD}"), ("\u{10FFFF}", "\u{FFFD}"),
        ("\u{301}a", "a"), ("plain 支付 é", "plain 支付 é"),
    ])
    func `Characters that could control a terminal or be invisible are made visible`(text: String, shown: String) {
        #expect(DisplayText.visible(text) == shown)
        #expect(DisplayText.visible(shown) == shown)
    }

    @Test func `Every control, format and separator character is made visible`() {
        let hidden = (0..<0x110000).compactMap(Unicode.Scalar.init).filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: !scalar.isInvisible
            default: false
            }
        }
        // Signs that Arabic, Syriac and Kaithi write around numbers.
        #expect(hidden.allSatisfy { DisplayText.width(of: $0) == 1 })
        #expect(DisplayText.visible("\u{13430}\u{1BCA0}\u{1D173}") == "<U+13430><U+1BCA0><U+1D173>")
    }

    @Test func `Each glyph keeps at most four combining marks`() {
        let heap = "Z" + String(repeating: "\u{0301}\u{0489}", count: 500) + "a\u{0301}"
        let glyphs = DisplayText.glyphs(heap)
        #expect(glyphs.map(\.width) == [1, 1])
        #expect(glyphs.map(\.text.unicodeScalars.count) == [5, 2])
    }

    @Test func `A name of a thousand characters is truncated like a short one`() {
        let name = String(repeating: "支", count: 1_000)
        #expect(DisplayText.width(of: name) == 2_000)
        #expect(DisplayText.padded(name, columns: 5) == "支支~")
    }

    @Test(arguments: 0..<40)
    func `Any text fits the requested columns and contains no terminal control characters`(seed: UInt64) {
        var random = Seeded(seed)
        for _ in 0..<50 {
            let text = Self.anyText(&random)
            let columns = Int.random(in: 0...30, using: &random)
            let glyphs = DisplayText.fitted(text, columns: columns)
            #expect(glyphs.allSatisfy { $0.width == 1 || $0.width == 2 })
            #expect(glyphs.reduce(0) { $0 + $1.width } <= columns)
            let padded = DisplayText.padded(text, columns: columns)
            #expect(DisplayText.width(of: padded) == columns)
            for scalar in (padded + DisplayText.visible(text)).unicodeScalars {
                #expect(!Self.controlsTerminal(scalar), "U+\(String(scalar.value, radix: 16))")
            }
            #expect(DisplayText.width(of: text) == DisplayText.width(of: DisplayText.visible(text)))
        }
    }

    private static func anyText(_ random: inout Seeded) -> String {
        let ranges: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0...0x9F, 0x300...0x36F, 0x4E00...0x9FFF, 0x600...0x6FF, 0x1100...0x11FF, 0x2000...0x20FF,
            0xFE00...0xFFFF, 0x1F300...0x1FAFF, 0xE0000...0xE0FFF, 0...0x10FFFF,
        ]
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0...24, using: &random) {
            if let scalar = Unicode.Scalar(UInt32.random(in: random.pick(ranges), using: &random)) {
                text.append(scalar)
            }
        }
        return String(text)
    }

    private static func controlsTerminal(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF: true
        default: false
        }
    }

    @Test func `The wide ranges are sorted and do not overlap`() {
        let ranges = DisplayText.wideRanges
        for range in ranges { #expect(range.0 <= range.1) }
        for (left, right) in zip(ranges, ranges.dropFirst()) { #expect(left.1 < right.0) }
    }
}
