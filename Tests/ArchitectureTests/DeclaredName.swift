// The names that a file declares for the rest of its target. The file is read line by line, because the formatter keeps
// one declaration per line and indents each level by four spaces.

/// A name that other files of the target can use.
struct DeclaredName: Hashable {
    let name: String
    /// Whether the name is declared in an extension, so that only a member lookup or a call can refer to it.
    let isMember: Bool
}

extension SourceText {
    /// The types, functions and values at the top level of a Swift file, and the members of its extensions. Private
    /// declarations are excluded.
    var declaredNames: Set<DeclaredName> {
        var names: Set<DeclaredName> = []
        var isInExtension = false
        for line in lines {
            let depth = line.prefix { $0 == " " }.count
            guard depth == 0 || (depth == 4 && isInExtension), let found = Self.declaration(line.dropFirst(depth))
            else {
                continue
            }
            if depth == 0 { isInExtension = found.kind == "extension" && !found.isPrivate }
            guard !found.isPrivate, found.kind != "extension" else { continue }
            names.insert(DeclaredName(name: found.name, isMember: depth > 0))
        }
        return names
    }

    /// The names of all members that a Swift file declares in types and in extensions, including enum cases and private
    /// members. If a name occurs more than once, a use of the name does not identify one member.
    var memberNames: [String] {
        var names: [String] = []
        var opensType = false
        for line in lines {
            let depth = line.prefix { $0 == " " }.count
            let code = line.dropFirst(depth)
            names += Self.cases(code)
            guard depth == 4 || (depth == 8 && opensType) || depth == 0, let found = Self.declaration(code) else {
                continue
            }
            if depth == 4 { opensType = ["struct", "class", "enum", "actor"].contains(found.kind) }
            if depth > 0 { names.append(found.name) }
        }
        return names
    }

    /// The names of the enum cases that a line declares: `case sort, export(Format)`. A case of a switch declares no
    /// name.
    private static func cases(_ code: Substring) -> [String] {
        let code = code.hasPrefix("indirect ") ? code.dropFirst(9) : code
        guard code.hasPrefix("case ") else { return [] }
        var depth = 0
        let names = code.dropFirst(5).filter { character in
            if character == "(" { depth += 1 }
            defer { if character == ")" { depth -= 1 } }
            return depth == 0
        }
        guard !names.contains(":") else { return [] }
        return names.split(separator: ",").compactMap { part in
            let name = part.drop { $0 == " " || $0 == "`" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            return name.isEmpty || ["let", "var", "is", "nil"].contains(name) ? nil : String(name)
        }
    }

    /// The functions and variables that a C file defines with external linkage.
    var declaredNamesInC: Set<DeclaredName> {
        var names: Set<DeclaredName> = []
        for line in lines {
            guard let first = line.first, first.isLetter || first == "_", !line.hasSuffix(");"),
                let end = line.firstIndex(where: { "(=[;{".contains($0) }), line[end] != "{"
            else { continue }
            let words = line[..<end].split { !($0.isLetter || $0.isNumber || $0 == "_") }
            guard words.count > 1, let kind = words.first, !["static", "typedef", "extern"].contains(kind),
                let name = words.last
            else { continue }
            names.insert(DeclaredName(name: String(name), isMember: false))
        }
        return names
    }

    private static let modifiers: Set<Substring> = [
        "public", "package", "internal", "private", "fileprivate", "final", "indirect", "nonisolated", "static",
        "mutating", "private(set)", "package(set)", "fileprivate(set)", "internal(set)", "convenience", "borrowing",
        "consuming", "@MainActor", "@Sendable", "@discardableResult", "@inline(__always)", "@inlinable",
    ]
    private static let kinds: Set<Substring> = [
        "struct", "class", "enum", "protocol", "actor", "typealias", "extension", "func", "let", "var",
    ]

    private static func declaration(_ line: Substring) -> (kind: Substring, name: String, isPrivate: Bool)? {
        var words = line.split(separator: " ")[...]
        var isPrivate = false
        while let word = words.first, modifiers.contains(word) {
            isPrivate = isPrivate || word == "private" || word == "fileprivate"
            words.removeFirst()
        }
        guard let kind = words.popFirst(), kinds.contains(kind), let word = words.first else { return nil }
        let name = word.drop { $0 == "`" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        return name.isEmpty ? nil : (kind, String(name), isPrivate)
    }
}
