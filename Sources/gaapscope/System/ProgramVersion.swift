// The version of the program and the commit it was built from. Facts that the build did not provide are unknown.

import CVersion

/// The version as `--version`, `info` and `doctor` print it.
struct ProgramVersion: Equatable {
    let number: String
    /// The first digits of the commit, with `-modified` if the source differed from it; nil if unknown.
    let commit: String?
    /// The day of the commit in UTC, as `YYYY-MM-DD`.
    let date: String?
    /// How the program was linked, or the kind of the build.
    let build: String

    /// The day of the release of this version, as `YYYY-MM-DD`: the date of the manual pages.
    static let releaseDate = String(cString: version_release_date())

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

    /// The version in one line, for example `gaapscope 0.2.0 (commit abc1234, 2026-11-28, static)`.
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
