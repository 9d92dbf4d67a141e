// Which folder uses which, read from names: a folder uses another when one of its files says a name that only the other
// declares.

/// One file of a target, as far as folders are concerned.
struct FolderFile {
    let folder: String
    let name: String
    let declared: Set<DeclaredName>
    /// Every member that the file declares, whether others can use it or not.
    let members: [String]
    let words: Set<CodeWord>

    /// A Swift file. `path` is below the target: `Input/Key.swift`.
    init(path: String, text: String) {
        let parts = path.split(separator: "/")
        folder = parts.count > 1 ? parts.dropLast().joined(separator: "/") : "."
        name = parts.last.map(String.init) ?? path
        declared = SourceText(text).declaredNames
        members = SourceText(text).memberNames
        words = CodeWord.all(in: text)
    }

    /// A C file, which is a unit of its own.
    init(c path: String, text: String) {
        name = path.split(separator: "/").last.map(String.init) ?? path
        folder = String(name.prefix { $0 != "." })
        declared = name.hasSuffix(".c") ? SourceText(text).declaredNamesInC : []
        members = declared.map(\.name)
        words = CodeWord.all(in: text)
    }
}

/// The uses between folders of one target that its row does not allow.
enum FolderUses {
    /// Members with these names are the standard library's wherever they are looked up.
    private static let common: Set<String> = [
        "allSatisfy", "append", "contains", "count", "description", "dropFirst", "first", "hash", "id", "index", "init",
        "insert", "isEmpty",
        "joined", "last", "line", "map", "matches", "name", "prefix", "range", "remove", "removeAll", "replace",
        "reversed",
        "sorted", "split", "suffix", "text",
        "time", "title", "words", "write",
    ]

    /// One line for each name of a higher folder that a lower one uses. `known` are names that other targets declare:
    /// those may be meant.
    static func breaches(in files: [FolderFile], layers: [String], known: Set<String> = []) -> [String] {
        let level = Dictionary(layers.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let homes = homes(of: files, known: known)
        return files.flatMap { file -> [String] in
            guard let own = level[file.folder] else { return ["\(file.folder)/\(file.name): the folder is in no row"] }
            return file.words.compactMap { word -> String? in
                guard
                    let home = homes[DeclaredName(name: word.name, isMember: false)]
                        ?? (word.isMember ? homes[DeclaredName(name: word.name, isMember: true)] : nil),
                    home != file.folder, let other = level[home], other > own
                else { return nil }
                return "\(file.folder)/\(file.name) uses \(word.name) of \(home), which stands above \(file.folder)"
            }
        }.sorted()
    }

    /// The folder of each name that is declared in one folder only.
    private static func homes(of files: [FolderFile], known: Set<String>) -> [DeclaredName: String] {
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
