// A builder of a manual page with the few requests of man(7) that our pages need. Every text is escaped, because a dot
// at the start of a line, a backslash and a hyphen have a meaning in roff.

struct Roff {
    private var lines: [String] = []

    /// - Parameter section: 1 for commands, 5 for files.
    init(_ name: String, section: Int, version: String) {
        lines.append(".TH \"\(name.uppercased())\" \"\(section)\" \"\" \"gaapscope \(version)\"")
        // No hyphenation and no justification: ids and flags stay whole.
        lines += [".nh", ".ad l"]
    }

    mutating func section(_ title: String) { lines.append(".SH \"\(Self.escape(title))\"") }

    mutating func subsection(_ title: String) { lines.append(".SS \"\(Self.escape(title))\"") }

    /// Adds a paragraph. Its line breaks are kept.
    mutating func paragraph(_ text: String) {
        let texts = text.split(separator: "\n").map { Self.escape(String($0)) }
        lines += [".PP", texts.joined(separator: "\n.br\n")]
    }

    /// Adds a term in bold with its meaning.
    mutating func item(_ term: String, _ text: String) {
        lines += [".TP", ".B \(Self.escape(term))", Self.escape(text)]
    }

    /// Adds lines without filling.
    mutating func example(_ text: String) {
        lines +=
            [".PP", ".nf", ".RS 4"]
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
