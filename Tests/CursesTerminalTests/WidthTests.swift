// The code that computes columns and the library that places characters must agree, otherwise rows shift. This test
// compares our width table with that of the C library.

import Essentials
import CTerminal
import Inventory
import Testing

@Suite struct WidthTests {
    /// Private use areas: the C library assigns one column. Our table has no width for them, because their glyphs are
    /// unknown: they are shown as U+FFFD.
    static let exceptions: [ClosedRange<UInt32>] = [0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD]

    @Test func `The widths of all Unicode characters agree with the C library`() throws {
        try #require(terminal_use_utf8_locale())
        var differing: [String] = []
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value), !Self.exceptions.contains(where: { $0.contains(value) })
            else { continue }
            let library = Int(terminal_width(value))
            // A character that the C library cannot print is shown as U+FFFD, whatever our table contains.
            guard library >= 0 else { continue }
            // A character that is made visible is never sent to the terminal itself.
            let glyphs = DisplayText.glyphs(String(scalar))
            if glyphs.count > 1 { continue }
            let ours = DisplayText.width(of: scalar)
            if ours != library { differing.append("U+\(String(value, radix: 16)): \(ours ?? -1) not \(library)") }
        }
        #expect(differing.isEmpty, "\(differing.count): \(differing.prefix(40).joined(separator: ", "))")
    }
}
