// What this program is and which source it was built from. What the builder did not say is called unknown.

import CVersion

/// The version as `--version`, `info` and `doctor` print it.
struct ProgramVersion: Equatable {
    let number: String
    /// The first digits of the commit, with `-modified` if the source differed from it; nil if unknown.
    let commit: String?
    /// `YYYY-MM-DD` in UTC, the day of the commit.
    let date: String?
    /// How the file was linked, or what kind of build it is.
    let build: String

    static let current = ProgramVersion(
        number: String(cString: version_number()), commit: text(version_commit()), date: text(version_date()),
        build: text(version_linkage()) ?? unpackaged)

    #if DEBUG
        private static let unpackaged = "debug build"
    #else
        private static let unpackaged = "local build"
    #endif

    private static func text(_ pointer: UnsafePointer<CChar>?) -> String? { pointer.map { String(cString: $0) } }

    private static let modified = "-modified"

    /// For example `gaapscope 0.2.0 (commit abc1234, 2026-11-28, static)`.
    var line: String {
        var parts = ["commit unknown"]
        if let commit {
            parts[0] =
                commit.hasSuffix(Self.modified)
                ? "commit \(commit.dropLast(Self.modified.count)) with local changes" : "commit \(commit)"
        }
        if let date { parts.append(date) }
        return "gaapscope \(number) (\((parts + [build]).joined(separator: ", ")))"
    }
}
