// How text is shown in columns: its width, where it is cut, and how characters that must not reach a terminal are made
// visible. All code that prints a name from the service, that is, the browser and the tables of `list`, uses these
// functions.
//
// Widths are those of the C library, code point by code point (see `WideRanges`), since terminals and ncurses use them
// to position cells. A base character with its combining marks is one glyph.

/// Formats text for columns.
package enum DisplayText {
    private static let replacement: Unicode.Scalar = "\u{FFFD}"
    private static let cut: Unicode.Scalar = "~"

    /// Returns the width of a code point in columns: 0, 1 or 2. Returns nil if the code point is not printable.
    package static func width(of scalar: Unicode.Scalar) -> Int? {
        let value = scalar.value
        if value < 0x300 {
            if value < 0x20 || (0x7F..<0xA0).contains(value) { return nil }
            return 1
        }
        if isConjoining(value) { return 0 }
        if isWide(value) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: return 0
        case .format: return isVisibleFormat(value) ? 1 : 0
        case .control, .surrogate, .unassigned, .privateUse, .lineSeparator, .paragraphSeparator:
            return nil
        default: return 1
        }
    }

    /// Returns the width of a text in columns when it is shown.
    package static func width(of text: String) -> Int {
        if let ascii = printableASCIICount(text) { return ascii }
        return glyphs(text).reduce(0) { $0 + $1.width }
    }

    /// Returns the text as glyphs. Characters that must not reach a terminal are made visible.
    ///
    /// Control characters become `^X`. C1 controls, bidirectional controls and zero-width characters become `<U+202E>`.
    /// Code points without a shape become U+FFFD.
    package static func glyphs(_ text: String) -> [Glyph] {
        var glyphs: [Glyph] = []
        glyphs.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            if let shown = substitute(for: scalar) {
                for character in shown.unicodeScalars { glyphs.append(Glyph(character, width: 1)) }
                continue
            }
            switch width(of: scalar) {
            case nil:
                glyphs.append(Glyph(replacement, width: 1))
            case 0:
                guard !glyphs.isEmpty else { continue }
                glyphs[glyphs.count - 1].combine(with: scalar)
            case let width?:
                glyphs.append(Glyph(scalar, width: width))
            }
        }
        return glyphs
    }

    /// Returns the glyphs that fit into a number of columns. If some do not fit, the last glyph is `~`.
    package static func fitted(_ text: String, columns: Int) -> [Glyph] {
        guard columns > 0 else { return [] }
        let all = glyphs(text)
        var used = 0
        for glyph in all { used += glyph.width }
        guard used > columns else { return all }
        var kept: [Glyph] = []
        used = 0
        for glyph in all {
            guard used + glyph.width <= columns - 1 else { break }
            kept.append(glyph)
            used += glyph.width
        }
        kept.append(Glyph(cut, width: 1))
        return kept
    }

    /// Returns the text of glyphs.
    package static func text(of glyphs: [Glyph]) -> String {
        glyphs.reduce(into: "") { $1.write(to: &$0) }
    }

    /// The maximum size of a message in bytes: enough for every message that is meant to be read, and short enough for
    /// one line of a log.
    package static let longestMessage = 2_000

    /// Returns the text, limited to a number of bytes in UTF-8. A longer text is cut, and the number of omitted
    /// characters is appended.
    package static func clipped(_ text: String, bytes limit: Int = longestMessage) -> String {
        guard text.utf8.count > limit else { return text }
        // Reserves room for the count itself.
        var room = max(0, limit - 24)
        var kept = String.UnicodeScalarView()
        var scalars = text.unicodeScalars[...]
        while let next = scalars.first, next.utf8.count <= room {
            room -= next.utf8.count
            kept.append(next)
            scalars = scalars.dropFirst()
        }
        return "\(String(kept))… (+\(Count.text(scalars.count)))"
    }

    /// Returns the text in a form that is safe to print, limited to a number of bytes. A character that is replaced
    /// counts with the size of its replacement. A longer text is cut, and the number of omitted characters is appended.
    package static func message(_ text: String, bytes limit: Int = longestMessage) -> String {
        if text.utf8.count <= limit {
            let shown = visible(text)
            if shown.utf8.count <= limit { return shown }
        }
        // Reserves room for the count itself.
        var room = max(0, limit - 24)
        var kept = ""
        var scalars = text.unicodeScalars[...]
        while let next = scalars.first {
            let shown = standIn(for: next) ?? String(next)
            guard shown.utf8.count <= room else { break }
            room -= shown.utf8.count
            kept += shown
            scalars = scalars.dropFirst()
        }
        return "\(visible(kept))… (+\(Count.text(scalars.count)))"
    }

    /// Returns the complete text in a form that is safe to print.
    package static func visible(_ text: String) -> String {
        if printableASCIICount(text) != nil { return text }
        return Self.text(of: glyphs(text))
    }

    /// Returns the text with control characters and invisible characters made visible, and without other changes: for
    /// files and pipes, where widths do not matter.
    package static func escaped(_ text: String, except kept: Set<Unicode.Scalar> = []) -> String {
        if printableASCIICount(text) != nil { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            if !kept.contains(scalar), let shown = substitute(for: scalar) {
                escaped += shown
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    /// Returns the replacement that is shown for a character, or nil for a character that is shown unchanged.
    package static func standIn(for scalar: Unicode.Scalar) -> String? {
        substitute(for: scalar) ?? (width(of: scalar) == nil ? String(replacement) : nil)
    }

    /// Returns the text in a form that is safe to print, cut or padded with spaces to exactly a number of columns.
    package static func padded(_ text: String, columns: Int, alignRight: Bool = false) -> String {
        if let count = printableASCIICount(text), count <= columns {
            let blanks = String(repeating: " ", count: columns - count)
            return alignRight ? blanks + text : text + blanks
        }
        let kept = fitted(text, columns: columns)
        let blanks = String(repeating: " ", count: max(0, columns - kept.reduce(0) { $0 + $1.width }))
        let body = Self.text(of: kept)
        return alignRight ? blanks + body : body + blanks
    }

    /// Returns the number of characters if all are printable ASCII, otherwise nil. This is the common case, and cheap
    /// to check.
    package static func printableASCIICount(_ text: String) -> Int? {
        var count = 0
        for byte in text.utf8 {
            guard byte >= 0x20, byte < 0x7F else { return nil }
            count += 1
        }
        return count
    }

    /// Returns the replacement for a control character or an invisible character.
    private static func substitute(for scalar: Unicode.Scalar) -> String? {
        guard scalar.isInvisible else { return nil }
        switch scalar.value {
        case 0..<0x20: return "^" + String(Unicode.Scalar(UInt8(scalar.value + 0x40)))
        case 0x7F: return "^?"
        default: return "<U+" + hexadecimal(scalar.value) + ">"
        }
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// Returns whether a character joins the preceding one: Hangul vowels and finals, and an Ahom sign.
    private static func isConjoining(_ value: UInt32) -> Bool {
        switch value {
        case 0x1160...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB, 0x1171E: true
        default: false
        }
    }

    /// Returns whether a format character has a shape: the signs that are written around numbers in Arabic, Syriac and
    /// Kaithi.
    private static func isVisibleFormat(_ value: UInt32) -> Bool {
        switch value {
        case 0x0600...0x0605, 0x06DD, 0x070F, 0x0890...0x0891, 0x08E2, 0x110BD, 0x110CD: true
        default: false
        }
    }

    private static func isWide(_ value: UInt32) -> Bool {
        guard value >= 0x1100 else { return false }
        var low = 0
        var high = wideRanges.count - 1
        while low <= high {
            let middle = (low + high) / 2
            if value < wideRanges[middle].0 {
                high = middle - 1
            } else if value > wideRanges[middle].1 {
                low = middle + 1
            } else {
                return true
            }
        }
        return false
    }
}
