// The texts of all rows in one array of bytes, so that one pass over it (`CBytes`) finds a word. The pass takes a few
// milliseconds at 100,000 rows; searching each String takes hundreds of milliseconds.
//
//   bytes:   … name US id US proxy US group US origin US down US region US vip US rest RS | name US …
//            ^ start of an entry                                                    ^ the next
//
// Bytes are folded (`SearchFold`), so case and width are ignored. A changed entry is appended at the end, and its old
// bytes are blanked. When half of the bytes are blank, everything is rewritten.

import Essentials
import CBytes
// Normalization is available in the standard library under this name only, and FoundationEssentials does not have it.
@_spi(_Unicode) import Swift

/// The fields of an entry, in their order in the bytes.
package enum SearchField: Int, CaseIterable, Sendable {
    case name, id, proxy, group, origin, down, region, vip, rest
}

/// Finds rows by their text.
package struct SearchIndex: Sendable {
    private static let fieldEnd: UInt8 = 0x1F
    private static let entryEnd: UInt8 = 0x1E

    private var bytes: [UInt8] = []
    /// The starts of the entries, ascending, and the row of each entry; -1 for a blanked entry.
    private var starts: [Int] = []
    private var rowOfEntry: [Int] = []
    private var entryOfRow: [Int] = []
    private var blankBytes = 0

    package init() {}

    package var rowCount: Int { entryOfRow.count }

    /// Stores the texts of a row. A new row must be the next one.
    mutating func set(_ texts: [String], at position: Int) {
        if position < entryOfRow.count {
            if entryOfRow[position] >= 0 { blank(entryOfRow[position]) }
        } else {
            entryOfRow.append(-1)
        }
        entryOfRow[position] = starts.count
        starts.append(bytes.count)
        rowOfEntry.append(position)
        for text in texts {
            SearchFold.append(text, to: &bytes)
            bytes.append(Self.fieldEnd)
        }
        bytes.append(Self.entryEnd)
        if blankBytes > bytes.count / 2 + 4_096 { rewrite() }
    }

    /// Removes the texts of a row. Its index may be used again.
    mutating func clear(_ position: Int) {
        guard entryOfRow.indices.contains(position), entryOfRow[position] >= 0 else { return }
        blank(entryOfRow[position])
        entryOfRow[position] = -1
        if blankBytes > bytes.count / 2 + 4_096 { rewrite() }
    }

    /// The size of the texts in bytes, including blanked ones.
    var byteCount: Int { bytes.count }

    private mutating func blank(_ entry: Int) {
        let end = entry + 1 < starts.count ? starts[entry + 1] : bytes.count
        for index in starts[entry]..<end { bytes[index] = 0 }
        rowOfEntry[entry] = -1
        blankBytes += end - starts[entry]
    }

    private mutating func rewrite() {
        var fresh: [UInt8] = []
        fresh.reserveCapacity(bytes.count - blankBytes)
        var freshStarts: [Int] = []
        var freshRows: [Int] = []
        for entry in starts.indices where rowOfEntry[entry] >= 0 {
            let end = entry + 1 < starts.count ? starts[entry + 1] : bytes.count
            entryOfRow[rowOfEntry[entry]] = freshStarts.count
            freshStarts.append(fresh.count)
            freshRows.append(rowOfEntry[entry])
            fresh.append(contentsOf: bytes[starts[entry]..<end])
        }
        (bytes, starts, rowOfEntry, blankBytes) = (fresh, freshStarts, freshRows, 0)
    }

    /// Marks the rows whose text contains the needle, in all fields or in one field.
    /// - Parameter needle: case-folded bytes, not empty.
    func mark(_ needle: [UInt8], in field: SearchField?, _ marks: inout [Bool]) {
        var found = [UInt8](repeating: 0, count: starts.count)
        cbytes_mark(
            bytes, bytes.count, needle, needle.count, starts, starts.count, Self.fieldEnd, Int32(field?.rawValue ?? -1),
            &found)
        for (entry, row) in rowOfEntry.enumerated() where found[entry] != 0 && row >= 0 { marks[row] = true }
    }

    /// The folded text of all fields of a row, for regular expressions.
    func text(of row: Int) -> String {
        guard entryOfRow[row] >= 0 else { return "" }
        let start = starts[entryOfRow[row]]
        let end = bytes[start...].firstIndex(of: Self.entryEnd) ?? bytes.count
        return String(decoding: bytes[start..<end].map { $0 == Self.fieldEnd ? 0x20 : $0 }, as: UTF8.self)
    }
}

/// Makes texts comparable: replaces characters that cannot be displayed by their stand-ins, converts to lower case,
/// composes (NFC), and converts full-width letters to half-width and half-width katakana to full-width.
package enum SearchFold {
    package static func fold(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        append(text, to: &bytes)
        return bytes
    }

    static func append(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            guard byte < 0x80 else {
                appendSlowly(text, to: &bytes)
                return
            }
        }
        for byte in text.utf8 {
            switch byte {
            case 0x41...0x5A: bytes.append(byte + 0x20)
            // Control characters are stored as they are displayed (`^A`): raw, they could be mistaken for the
            // separators, and users cannot type them.
            case 0..<0x20, 0x7F: bytes.append(contentsOf: [UInt8(ascii: "^"), lowercased(byte ^ 0x40)])
            default: bytes.append(byte)
            }
        }
    }

    private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }

    private static func appendSlowly(_ text: String, to bytes: inout [UInt8]) {
        var scalars = String.UnicodeScalarView()
        var needsNoWork = true
        for scalar in text.unicodeScalars {
            if let shown = DisplayText.standIn(for: scalar) {
                scalars.append(contentsOf: shown.unicodeScalars)
                continue
            }
            let plain = katakana(narrow(scalar))
            needsNoWork = needsNoWork && isComposed(plain)
            scalars.append(plain)
        }
        func append(_ scalar: Unicode.Scalar) {
            bytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
        }
        if needsNoWork {
            for scalar in scalars { append(scalar) }
        } else {
            for scalar in composed(String(scalars)) { append(scalar) }
        }
    }

    /// The code points of a text in composed form (NFC).
    static func composed(_ text: String) -> [Unicode.Scalar] { Array(text._nfc) }

    /// Whether a text of such scalars is already composed. Chinese names need no further work.
    private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x300, 0x3041...0x3096, 0x30A1...0x30FC, 0x4E00...0x9FFF, 0x2010...0x2027, 0x3001...0x3020: true
        default: false
        }
    }

    /// U+FF61 to U+FF9F in full width. The two sound marks combine with the preceding character.
    private static let wideKatakana = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}"
            .unicodeScalars)

    /// Converts half-width katakana to full width.
    private static func katakana(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF61...0xFF9F).contains(scalar.value) ? wideKatakana[Int(scalar.value - 0xFF61)] : scalar
    }

    /// Converts full-width forms to half width, and changes nothing else.
    static func narrow(_ text: String) -> String {
        var narrowed = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { narrowed.append(narrow(scalar)) }
        return String(narrowed)
    }

    private static func narrow(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
        case 0x3000: " "
        default: scalar
        }
    }
}
