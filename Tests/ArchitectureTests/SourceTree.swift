import FoundationEssentials

/// The files of this repository, located relative to this file.
struct SourceTree {
    struct File {
        /// The path relative to the root of the repository: `Sources/GAAP/Paging/Pages.swift`.
        let path: String
        let text: SourceText

        /// The name of the folder directly below Sources or Tests.
        var target: String { path.split(separator: "/").dropFirst().first.map(String.init) ?? "" }
        var isInSources: Bool { path.hasPrefix("Sources/") }

        /// The path relative to the folder of the target: `Paging/Pages.swift`.
        var pathInTarget: String { path.split(separator: "/").dropFirst(2).joined(separator: "/") }

        /// The folder inside the target, for example `Credentials/Roles`; `.` for a file directly in the target's
        /// folder.
        var folder: String {
            let folders = pathInTarget.split(separator: "/").dropLast()
            return folders.isEmpty ? "." : folders.joined(separator: "/")
        }
    }

    static let top = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL.path

    /// Returns the files below Sources and Tests whose names have one of these endings.
    static func files(endingIn endings: [String]) throws -> [File] {
        try ["Sources", "Tests"].flatMap { folder in
            try FileManager.default.subpathsOfDirectory(atPath: "\(top)/\(folder)").sorted()
                .filter { path in endings.contains { path.hasSuffix($0) } }
                .map { File(path: "\(folder)/\($0)", text: try text("\(folder)/\($0)")) }
        }
    }

    /// Returns the folders directly below Sources or Tests that contain compiled code.
    static func folders(in folder: String) throws -> Set<String> {
        Set(
            try FileManager.default.subpathsOfDirectory(atPath: "\(top)/\(folder)")
                .filter { path in [".swift", ".c", ".h", ".modulemap"].contains { path.hasSuffix($0) } }
                .compactMap { $0.contains("/") ? $0.split(separator: "/").first.map(String.init) : nil })
    }

    /// Returns the text of a file.
    static func text(_ path: String) throws -> SourceText {
        SourceText(String(decoding: try Data(contentsOf: URL(filePath: "\(top)/\(path)")), as: UTF8.self))
    }
}
