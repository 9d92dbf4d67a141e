// Dependencies between folders, derived from names: a folder uses another folder if one of its files contains a name
// that only the other folder declares.

/// The names that one file of a target declares and uses.
struct FolderFile {
    let folder: String
    let name: String
    let declared: Set<DeclaredName>
    /// Every member that the file declares, including private members.
    let members: [String]
    let words: Set<CodeWord>

    /// Creates the record of a Swift file.
    /// - Parameter path: the path relative to the target, for example `Input/Key.swift`.
    init(path: String, text: String) {
        let parts = path.split(separator: "/")
        folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
        name = parts.last.map(String.init) ?? path
        declared = SourceText(text).declaredNames
        members = SourceText(text).memberNames
        words = CodeWord.all(in: text)
    }

    /// Creates the record of a C file, which is a unit of its own.
    init(c path: String, text: String) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        folder = String(name.prefix { $0 != "." })
        declared = name.hasSuffix(".c") ? SourceText(text).declaredNamesInC : []
        members = declared.map(\.name)
        words = CodeWord.all(in: text)
    }
}

/// Finds uses between folders of one target that its row does not allow.
enum FolderUses {
    /// Member names that are assumed to refer to the standard library.
    private static let common: Set<String> = [
        "allSatisfy", "append", "contains", "count", "description", "dropFirst", "first", "hash", "id", "index", "init",
        "insert", "isEmpty",
        "joined", "last", "line", "map", "matches", "name", "prefix", "range", "remove", "removeAll", "replace",
        "reversed",
        "sorted", "split", "suffix", "text",
        "time", "title", "words", "write",
    ]

    /// Returns one line for each name of a higher folder that a lower folder uses.
    /// - Parameter known: names that other targets declare; a use may refer to those, so it is not a violation.
    static func violations(in files: [FolderFile], layers: [String], known: Set<String> = []) -> [String] {
        let level = Dictionary(layers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let folders = declaringFolders(of: files, known: known)
        return files.flatMap { file -> [String] in
            guard let own = level[file.folder] else { return ["\(file.folder)/\(file.name): the folder is in no row"] }
            return file.words.compactMap { word -> String? in
                guard
                    let folder = folders[DeclaredName(name: word.name, isMember: false)]
                        ?? (word.isMember ? folders[DeclaredName(name: word.name, isMember: true)] : nil),
                    folder != file.folder, let other = level[folder], other > own
                else { return nil }
                return "\(file.folder)/\(file.name) uses \(word.name) of \(folder), which is above \(file.folder)"
            }
        }.sorted()
    }

    /// Returns the folder of each name that exactly one folder declares.
    private static func declaringFolders(of files: [FolderFile], known: Set<String>) -> [DeclaredName: String] {
        var folders: [DeclaredName: Set<String>] = [:]
        var declarations: [String: Int] = [:]
        for file in files {
            for name in file.declared { folders[name, default: []].insert(file.folder) }
            for name in file.members { declarations[name, default: 0] += 1 }
        }
        return folders.compactMapValues { $0.count == 1 ? $0.first : nil }.filter { name, _ in
            guard name.isMember else { return !known.contains(name.name) }
            return declarations[name.name] == 1 && !known.contains(name.name) && !common.contains(name.name)
        }
    }
}
