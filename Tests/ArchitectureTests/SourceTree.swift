import FoundationEssentials

/// The files of this repository, found from this very file.
struct SourceTree {
    struct File {
        /// From the repository's top: `Sources/GAAP/Paging/Pages.swift`.
        let path: String
        let text: SourceText

        /// The folder below Sources or Tests.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var isInSources: Bool { path.hasPrefix("Sources/") }

        /// The path below the target's folder: `Paging/Pages.swift`.
        var pathInTarget: String { path.split(separator: "/").dropFirst(2).joined(separator: "/") }

        /// The folder inside the target, `Credentials/Roles`; `.` for a file right below the target's folder.
        var folder: String {
            let folders = pathInTarget.split(separator: "/").dropLast()
            return folders.isEmpty ? "." : folders.joined(separator: "/")
        }
    }

    static let top = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path

    /// The files below Sources and Tests whose names end so.
    static func files(endingIn endings: [String]) throws -> [File] {
        try ["Sources", "Tests"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(top)/\(folder)").sorted()
                .filter { path in endings.contains { path.hasSuffix($0) } }
                .map { File(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)")) }
        }
    }

    /// The folders right below Sources or Tests that hold code for the compiler.
    static func folders(in folder: String) throws -> Set<String> {
        Set(
            try FileManager.default.subpathsOfDirectory(atPath: "\(top)/\(folder)")
                .filter { path in [".swift", ".c", ".h", ".modulemap"].contains { path.hasSuffix($0) } }
                .compactMap { $0.contains("/") ? $0.split(separator: "/").first.map(String.init) : nil })
    }

    /// One file.
    static func text(_ path: String) throws -> SourceText {
        SourceText(String(decoding: try Data(contentsOf: URL(filePath: "\(top)/\(path)")), as: UTF8.self))
    }
}
