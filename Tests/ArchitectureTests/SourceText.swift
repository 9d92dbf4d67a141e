// Reads source lines for the architecture rules. This is not a parser, but a few rules that are correct for formatted
// code (no block comments, one import per line).

/// The text of one source file.
struct SourceText {
    let lines: [Substring]

    var whole: String { lines.joined(separator: "\n") }

    init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

    /// The modules of the `import` lines: `@testable package import struct A.B` is `A`.
    var imports: [String] {
        lines.flatMap { Self.code(of: $0).split(separator: ";") }.compactMap { statement in
            var words = statement.split(whereSeparator: \.isWhitespace)[...]
            while let word = words.first, word.hasPrefix("@") || Self.modifiers.contains(word) { words.removeFirst() }
            guard words.popFirst() == "import" else { return nil }
            if words.count > 1, let word = words.first, Self.kinds.contains(word) { words.removeFirst() }
            return words.first.map { String($0.prefix { $0 != "." }) }
        }
    }

    /// The files that `#include` directives name.
    var includes: [String] {
        lines.compactMap { line in
            let words = line.filter { !$0.isWhitespace }
            guard words.hasPrefix("#include") else { return nil }
            return String(words.dropFirst("#include".count).drop { "<\"".contains($0) }.prefix { !">\"".contains($0) })
        }
    }

    /// Returns the numbers of the lines, from 1, whose code contains a word: not in a comment, not in a string, and not
    /// as a part of a longer name.
    func lines(containing word: String) -> [Int] {
        lines.indices.filter { Self.code(of: lines[$0]).contains(word: word) }.map { $0 + 1 }
    }

    /// Returns the numbers of the lines that contain a word without a comment on the same or the previous line.
    func linesWithoutReason(containing word: String) -> [Int] {
        lines(containing: word).filter { number in
            !Self.hasComment(lines[number - 1]) && !(number > 1 && Self.hasComment(lines[number - 2]))
        }
    }

    /// The targets that a manifest declares: the first string of each call that creates a target.
    var declaredTargets: [String] {
        let text = lines.map { Self.split($0).code }.joined(separator: "\n")
        let functions = ["library(", "tests(", ".target(", ".executableTarget(", ".testTarget(", ".systemLibrary("]
        return functions.flatMap { function in
            text.ranges(of: function).compactMap { range in
                var rest = text[range.upperBound...].drop(while: \.isWhitespace)
                if rest.hasPrefix("name:") { rest = rest.dropFirst("name:".count).drop(while: \.isWhitespace) }
                return rest.first == "\"" ? String(rest.dropFirst().prefix { $0 != "\"" }) : nil
            }
        }
    }

    private static let modifiers: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    private static let kinds: Set<Substring> = [
        "class", "enum", "func", "let", "protocol", "struct", "typealias", "var",
    ]

    /// Returns a line without its comment and without the contents of its strings.
    private static func code(of line: Substring) -> String {
        var isText = false
        var isEscaped = false
        return String(
            split(line).code.filter { character in
                defer { isEscaped = isText && character == "\\" && !isEscaped }
                if character == "\"", !isEscaped { isText.toggle() }
                return !isText
            })
    }

    private static func hasComment(_ line: Substring) -> Bool { split(line).hasComment }

    /// Returns a line up to its comment, with complete strings.
    private static func split(_ line: Substring) -> (code: Substring, hasComment: Bool) {
        var isText = false
        var isEscaped = false
        for index in line.indices {
            let character = line[index]
            defer { isEscaped = isText && character == "\\" && !isEscaped }
            if character == "\"", !isEscaped { isText.toggle() }
            if !isText, line[index...].hasPrefix("//") { return (line[..<index], true) }
        }
        return (line, false)
    }
}

extension String {
    /// Returns whether the text contains a word that is not a part of a longer name.
    fileprivate func contains(word: String) -> Bool {
        func isName(_ character: Character?) -> Bool {
            character.map { $0.isLetter || $0.isNumber || $0 == "_" } ?? false
        }
        return ranges(of: word).contains { range in
            let before = range.lowerBound > startIndex ? self[index(before: range.lowerBound)] : nil
            let after = range.upperBound < endIndex ? self[range.upperBound] : nil
            return !(isName(word.first) && isName(before)) && !(isName(word.last) && isName(after))
        }
    }
}
