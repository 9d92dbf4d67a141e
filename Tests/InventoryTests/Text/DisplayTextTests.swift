import Inventory
import Testing

struct DisplayTextTests {
    @Test(
        "Columns are those of the terminal",
        arguments: [
            ("", 0), ("abc", 3), ("支付网关", 8), ("e\u{301}", 1), ("👍", 2), ("한국", 4), ("ｆｕｌｌ", 8), ("a\tb", 4),
        ])
    func widths(_ text: String, _ columns: Int) {
        #expect(DisplayText.width(of: text) == columns)
    }

    @Test(
        "A cut ends with ~ and never splits a wide character",
        arguments: [
            ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde~"), ("支付网关", 8, "支付网关"), ("支付网关", 7, "支付网~"),
            ("支付网关", 6, "支付~"), ("a", 0, ""), ("ab", 1, "~"),
        ])
    func cuts(_ text: String, _ columns: Int, _ shown: String) {
        #expect(DisplayText.fitted(text, columns: columns).map(\.text).joined() == shown)
    }

    @Test(
        "What could steer a terminal is made visible",
        arguments: [
            ("\u{1B}[31mred", "^[[31mred"), ("a\nb", "a^Jb"), ("\u{7F}", "^?"), ("\u{9B}2J", "<U+009B>2J"),
            ("\u{202E}txt", "<U+202E>txt"), ("\u{200B}", "<U+200B>"), ("\u{FEFF}x", "<U+FEFF>x"),
            ("\u{E0041}", "<U+E0041>"), ("\u{E000}", "\u{FFFD}"),
        ])
    func hostile(_ text: String, _ shown: String) {
        #expect(DisplayText.visible(text) == shown)
    }

    @Test func piledUpMarksAreLimited() {
        let zalgo = "a" + String(repeating: "\u{301}", count: 500)
        #expect(DisplayText.visible(zalgo).unicodeScalars.count == 5)
        #expect(DisplayText.width(of: zalgo) == 1)
    }

    @Test func anyTextFitsAndIsHarmless() {
        var chance = Chance(seed: 7)
        for _ in 0..<2_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...40, using: &chance) {
                let ceiling: UInt32 = Bool.random(using: &chance) ? 0x7F : 0x1_F9FF
                if let scalar = Unicode.Scalar(UInt32.random(in: 0...ceiling, using: &chance)) {
                    text.unicodeScalars.append(scalar)
                }
            }
            let columns = Int.random(in: 0...30, using: &chance)
            let glyphs = DisplayText.fitted(text, columns: columns)
            #expect(glyphs.reduce(0) { $0 + $1.width } <= columns)
            #expect(!glyphs.contains { $0.text.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } })
            let padded = DisplayText.padded(text, columns: columns)
            #expect(DisplayText.width(of: padded) == columns)
        }
    }
}
