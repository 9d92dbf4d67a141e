// Whoever computes columns and whoever places characters must agree, or rows shift: our table against the C library's.

import CTerminal
import Inventory
import Testing

@Suite struct WidthTests {
    /// Code points where the two are known to differ, with the reason; `Frame` never holds them, or `GlyphWriter` replaces them.
    static let exceptions: [ClosedRange<UInt32>] = []

    @Test func widthsAgreeWithTheCLibraryOverAllOfUnicode() throws {
        try #require(terminal_use_utf8_locale())
        var differing: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !Self.exceptions.contains(where: { $0.contains(value) }) else { continue }
            let library = Int(terminal_width(value))
            // Unprintable for the C library: shown as U+FFFD whatever our table says.
            guard library >= 0 else { continue }
            // What is made visible never reaches the terminal as itself.
            let glyphs = DisplayText.glyphs(String(scalar))
            if glyphs.count > 1 { continue }
            let ours = DisplayText.width(of: scalar)
            if ours != library { differing.append("U+\(String(value, radix: 16)): \(String(describing: ours)) not \(library)") }
        }
        #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(4000).joined(separator: ", "))")
    }

    @Test func aCharacterThatTheLibraryCannotPlaceIsReplaced() throws {
        try #require(terminal_use_utf8_locale())
        #expect(terminal_width(0x1FAE8) == -1 || DisplayText.width(of: "\u{1FAE8}") == Int(terminal_width(0x1FAE8)))
    }
}
