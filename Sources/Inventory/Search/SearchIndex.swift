// The text of all rows in one stretch of bytes, so that a word is found by one run over it (`CBytes`): a few
// milliseconds at 100,000 rows, where asking every String takes hundreds.
//
//   bytes:   … name US id US proxy US group US origin US down US region US vip US rest RS | name US …
//            ^ start of an entry                                                    ^ the next
//
// Bytes are folded (`SearchFold`), so case and width do not matter. An entry that changes is written again at the end
// and its old place is blanked; when half is blank, everything is written again.

import Essentials
import CBytes
// Composing is in the standard library under this name only; FoundationEssentials has none.
@_spi(_Unicode) import Swift

/// The parts of an entry, in their order in the bytes.
package enum SearchField: Int, CaseIterable, Sendable {
    case name, id, proxy, group, origin, down, region, vip, rest
}

/// Finds rows by their text.
package struct SearchIndex: Sendable {
    private static let fieldEnd: UInt8 = 0x1F
    private static let entryEnd: UInt8 = 0x1E

    private var bytes: [UInt8] = []
    /// Where entries start, ascending, and the row of each; a blanked entry has row -1.
    private var starts: [Int] = []
    private var rowOfEntry: [Int] = []
    private var entryOfRow: [Int] = []
    private var blankBytes = 0

    package init() {}

    package var rowCount: Int { entryOfRow.count }

    /// Writes the entry of a row; rows come in order, or are known already.
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

    /// Takes the entry of a row out; its place waits for another row.
    mutating func clear(_ position: Int) {
        guard entryOfRow.indices.contains(position), entryOfRow[position] >= 0 else { return }
        blank(entryOfRow[position])
        entryOfRow[position] = -1
        if blankBytes > bytes.count / 2 + 4_096 { rewrite() }
    }

    /// Bytes that the texts take, blanked ones included.
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

    /// Marks the rows whose text holds the needle, in the one field if one is given.
    /// - Parameter needle: folded bytes, not empty.
    func mark(_ needle: [UInt8], in field: SearchField?, _ marks: inout [Bool]) {
        var found = [UInt8](repeating: 0, count: starts.count)
        cbytes_mark(
            bytes, bytes.count, needle, needle.count, starts, starts.count, Self.fieldEnd, Int32(field?.rawValue ?? -1),
            &found)
        for (entry, row) in rowOfEntry.enumerated() where found[entry] != 0 && row >= 0 { marks[row] = true }
    }

    /// The folded text of a field of a row, for regular expressions.
    func text(of row: Int) -> String {
        guard entryOfRow[row] >= 0 else { return "" }
        let start = starts[entryOfRow[row]]
        let end = bytes[start...].firstIndex(of: Self.entryEnd) ?? bytes.count
        return String(decoding: bytes[start..<end].map { $0 == Self.fieldEnd ? 0x20 : $0 }, as: UTF8.self)
    }
}

/// Makes texts comparable: as they are shown where a character is not shown as itself, lower case, composed (NFC),
/// full-width letters as narrow ones and half-width katakana as wide ones.
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
            // As they are shown (`^A`): raw they could pass for the separators, and nobody could type them.
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

    /// The code points of a text in their composed form (NFC).
    static func composed(_ text: String) -> [Unicode.Scalar] { Array(text._nfc) }

    /// Whether a text of such scalars is composed already: names in Chinese need not be looked at more closely.
    private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case ..<0x300, 0x3041...0x3096, 0x30A1...0x30FC, 0x4E00...0x9FFF, 0x2010...0x2027, 0x3001...0x3020: true
        default: false
        }
    }

    /// U+FF61 to U+FF9F, written wide; the two sound marks join with the sign before them.
    private static let wideKatakana = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}"
            .unicodeScalars)

    /// Half-width katakana as the wide ones.
    private static func katakana(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0xFF61...0xFF9F).contains(scalar.value) ? wideKatakana[Int(scalar.value - 0xFF61)] : scalar
    }

    /// Full-width forms as their half-width twins, and nothing else changed.
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
