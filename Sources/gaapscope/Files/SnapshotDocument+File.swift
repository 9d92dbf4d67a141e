import Inventory
import TencentCloud

extension SnapshotDocument {
    /// In bytes; larger files are refused. 700,000 listeners fit.
    private static let largest = 512 << 20

    /// Reads a snapshot from a file; `-` is standard input.
    /// - Parameter patience: how long to wait for the end of standard input; nil waits for good.
    init(file path: String, patience: Duration? = nil) throws(FileFault) {
        let bytes = try InputFile.bytes(
            of: path, largest: Self.largest, kind: Wording("snapshot", zh: "快照"), patience: patience)
        do throws(SnapshotFault) {
            try self.init(parsing: bytes)
        } catch {
            throw FileFault(path, error.words, .usage)
        }
    }

    /// Keeps it in a file.
    func save(as path: String, replaces: Bool) throws(FileFault) {
        try OutputFile.write(to: path, replaces: replaces) { receive throws(FileFault) in
            try write(to: receive)
        }
    }
}
