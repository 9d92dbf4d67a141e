import Reports
import Essentials

extension SnapshotDocument {
    /// In bytes; larger files are refused. 700,000 listeners fit.
    private static let largest = 512 << 20

    /// Reads a snapshot from a file; `-` is standard input.
    /// - Parameters:
    ///   - patience: how long to wait for the end of standard input; nil means without limit.
    ///   - followsLink: whether the file may be behind a symbolic link.
    init(file path: String, patience: Duration? = nil, followsLink: Bool = true) throws(FileError) {
        let bytes = try InputFile.bytes(
            of: path, largest: Self.largest, kind: Wording("snapshot", zh: "快照"), patience: patience,
            followsLink: followsLink)
        do throws(SnapshotError) {
            try self.init(parsing: bytes)
        } catch {
            throw FileError(path, error.fullMessage, .usage)
        }
    }

    /// Writes it to a file that was looked at before.
    func save(to target: OutputFile.Target, replaces: Bool) throws(FileError) {
        try OutputFile.write(to: target, replaces: replaces) { receive throws(FileError) in
            try write(to: receive)
        }
    }

    /// Keeps it as a state of the program.
    func keep(as path: String) throws(FileError) {
        try save(to: OutputFile.target(path, replaces: true, purpose: .state), replaces: true)
    }
}
