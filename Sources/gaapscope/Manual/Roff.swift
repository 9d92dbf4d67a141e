// A builder of a manual page with the few requests of man(7) that the pages need. Every text is escaped, because a dot
// at the start of a line, a backslash and a hyphen have a meaning in roff.

struct Roff {
    private var lines: [String] = []
    /// The maximum length of a line of text. Longer lines have no effect on the output, but mandoc warns about them.
    private static let width = 78

    /// - Parameters:
    ///   - section: 1 for commands, 5 for files.
    ///   - date: the date of the page, as `YYYY-MM-DD`.
    init(_ name: String, section: Int, date: String, version: String) {
        lines.append(".TH \"\(name.uppercased())\" \"\(section)\" \"\(date)\" \"gaapscope \(version)\"")
        // Hyphenation and justification are off, so that ids and flags stay whole.
        lines += [".nh", ".ad l"]
    }

    mutating func section(_ title: String) { lines.append(".SH \"\(Self.escape(title))\"") }

    mutating func subsection(_ title: String) { lines.append(".SS \"\(Self.escape(title))\"") }

    /// Adds a paragraph. Its line breaks are kept.
    mutating func paragraph(_ text: String) {
        let texts = text.split(separator: "\n").map { Self.filled(String($0)) }
        beginParagraph()
        lines.append(texts.joined(separator: "\n.br\n"))
    }

    /// Begins a paragraph, unless a heading has just begun one.
    private mutating func beginParagraph() {
        let isBegun = lines.last.map { $0.hasPrefix(".SH ") || $0.hasPrefix(".SS ") } ?? false
        if !isBegun { lines.append(".PP") }
    }

    /// Adds a term in bold with its meaning.
    mutating func item(_ term: String, _ text: String) {
        lines += [".TP", ".B \(Self.escape(term))", Self.filled(text)]
    }

    /// Returns an escaped text in lines of limited length. Each line is escaped separately, so that roff does not read
    /// a word at the start of a line as a request.
    private static func filled(_ text: String) -> String {
        var filled: [String] = []
        for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
            if let last = filled.last, escape(last).utf8.count + escape(String(word)).utf8.count < width {
                filled[filled.count - 1] += " \(word)"
            } else {
                filled.append(String(word))
            }
        }
        return filled.map(escape).joined(separator: "\n")
    }

    /// Adds lines without filling.
    mutating func example(_ text: String) {
        beginParagraph()
        lines +=
            [".nf", ".RS 4"]
            + text.split(separator: "\n", omittingEmptySubsequences: false).map { Self.escape(String($0)) }
            + [".RE", ".fi"]
    }

    var text: String { lines.joined(separator: "\n") + "\n" }

    static func escape(_ text: String) -> String {
        let escaped = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            let line = line.replacing("\\", with: "\\e").replacing("-", with: "\\-")
            return line.hasPrefix(".") || line.hasPrefix("'") ? "\\&\(line)" : String(line)
        }
        return escaped.joined(separator: "\n")
    }
}
