import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

/// Uses real files, because permissions and links are properties of the file system.
@Suite struct FileReadingTests {
    private func withDirectory(_ body: (_ path: String) throws -> Void) throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        // A temporary directory that cannot be removed does no harm.
        defer { try? FileManager.default.removeItem(atPath: directory) }
        try body(directory)
    }

    private func write(_ bytes: some Sequence<UInt8>, to path: String, mode: Int = 0o600) throws {
        try Data(bytes).write(to: URL(filePath: path))
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    }

    /// Returns the reason why a file cannot be used.
    private func why(_ path: String) -> String? {
        if case .unusable(let reason) = FileReading.disk.read(path) { reason[.english] } else { nil }
    }

    @Test func `A file is read as its text, without the byte order mark that some editors write`() throws {
        try withDirectory { directory in
            let path = "\(directory)/f"
            try write("ab\n".utf8, to: path)
            #expect(FileReading.disk.read(path) == .text(Secret("ab\n"), isOpen: false))
            try write([0xEF, 0xBB, 0xBF] + "ab".utf8, to: path)
            #expect(FileReading.disk.read(path) == .text(Secret("ab"), isOpen: false))
        }
    }

    @Test(arguments: [0o600, 0o640, 0o644, 0o604, 0o666])
    func `A file counts as open if every user can read it and reach its directory`(mode: Int) throws {
        try withDirectory { directory in
            let path = "\(directory)/f"
            try write("x".utf8, to: path, mode: mode)
            for (reach, isReached) in [(0o755, true), (0o711, true), (0o700, false)] {
                try FileManager.default.setAttributes([.posixPermissions: reach], ofItemAtPath: directory)
                let isOpen = mode & 0o004 != 0 && isReached
                #expect(FileReading.disk.read(path) == .text(Secret("x"), isOpen: isOpen))
            }
        }
    }

    @Test func `A symbolic link is treated as its target`() throws {
        try withDirectory { directory in
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: directory)
            try write("x".utf8, to: "\(directory)/closed")
            try write("x".utf8, to: "\(directory)/open", mode: 0o644)
            for (name, isOpen) in [("closed", false), ("open", true)] {
                let link = "\(directory)/to-\(name)"
                try FileManager.default.createSymbolicLink(
                    atPath: link, withDestinationPath: "\(directory)/\(name)")
                #expect(FileReading.disk.read(link) == .text(Secret("x"), isOpen: isOpen))
            }
            try FileManager.default.createSymbolicLink(atPath: "\(directory)/loose", withDestinationPath: "nowhere")
            // A dangling link is an error: the user meant a file to be there.
            #expect(why("\(directory)/loose") == "is not a file")
        }
    }

    @Test
    func `A missing path, a non-file, a file that is too large and a file that is not text have different reasons`()
        throws
    {
        try withDirectory { directory in
            #expect(FileReading.disk.read("\(directory)/none") == .absent)
            #expect(FileReading.disk.read("\(directory)/none/f") == .absent)
            #expect(why(directory) == "is not a file")
            // A device never ends.
            #expect(why("/dev/zero") == "is not a file")
            let path = "\(directory)/f"
            try write("x".utf8, to: path)
            #expect(why("\(path)/below") == "cannot be read")
            try write(repeatElement(UInt8(ascii: "x"), count: FileReading.limit + 1), to: path)
            #expect(why(path) == "is larger than 1 MB")
            try write([0xFF, 0xFE, 0x00], to: path)
            #expect(why(path) == "is not UTF-8")
        }
    }
}
