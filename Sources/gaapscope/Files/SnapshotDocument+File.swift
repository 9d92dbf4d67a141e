import Reports
import Essentials

extension SnapshotDocument {
    /// The maximum size of a file in bytes. 700,000 listeners fit.
    private static let maximumSize = 512 << 20

    /// Reads a snapshot from a file; `-` is standard input.
    /// - Parameters:
    ///   - patience: how long to wait for the end of standard input; nil means no limit.
    ///   - followsLink: whether the path may be a symbolic link.
    init(file path: String, patience: Duration? = nil, followsLink: Bool = true) throws(FileError) {
        let bytes = try InputFile.bytes(
            of: path, maximumSize: Self.maximumSize, kind: Wording("snapshot", zh: "快照"), patience: patience,
            followsLink: followsLink)
        do throws(SnapshotError) {
            try self.init(parsing: bytes)
        } catch {
            throw FileError(path, error.fullMessage, .usage)
        }
    }

    /// Writes the snapshot to a target that was checked before.
    func save(to target: OutputFile.Target, replaces: Bool) throws(FileError) {
        try OutputFile.write(to: target, replaces: replaces) { receive throws(FileError) in
            try write(to: receive)
        }
    }

    /// Stores the snapshot as a state file of the program.
    func keep(as path: String) throws(FileError) {
        try save(to: OutputFile.target(path, replaces: true, purpose: .state), replaces: true)
    }
}
