// A manual page in the making: the few requests of man(7) that ours need. Whatever text comes is shown as it is: a dot
// at the start of a line, a backslash and a hyphen mean something to roff.

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

    /// A paragraph, whose lines stay lines.
    mutating func paragraph(_ text: String) {
        let texts = text.split(separator: "\n").map { Self.escape(String($0)) }
        lines += [".PP", texts.joined(separator: "\n.br\n")]
    }

    /// A term in bold, and what it means.
    mutating func item(_ term: String, _ text: String) {
        lines += [".TP", ".B \(Self.escape(term))", Self.escape(text)]
    }

    /// Lines as they stand.
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
