// Whoever computes columns and whoever places characters must agree, or rows shift: our table against the C library's.

import Essentials
import CTerminal
import Inventory
import Testing

@Suite struct WidthTests {
    /// Private use: the C library gives it a column, we give it none, since nobody knows its shape: it is shown as
    /// U+FFFD.
    static let exceptions: [ClosedRange<UInt32>] = [0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD]

    @Test func `Widths agree with the c library over all of unicode`() throws {
        try #require(terminal_use_utf8_locale())
        var differing: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !Self.exceptions.contains(where: { $0.contains(value) })
            else { continue }
            let library = Int(terminal_width(value))
            // Unprintable for the C library: shown as U+FFFD whatever our table says.
            guard library >= 0 else { continue }
            // What is made visible never reaches the terminal as itself.
            let glyphs = DisplayText.glyphs(String(scalar))
            if glyphs.count > 1 { continue }
            let ours = DisplayText.width(of: scalar)
            if ours != library { differing.append("U+\(String(value, radix: 16)): \(ours ?? -1) not \(library)") }
        }
        #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(40).joined(separator: ", "))")
    }
}
