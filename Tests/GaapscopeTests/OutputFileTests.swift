import FoundationEssentials
import Glibc
import Essentials
import Testing

@testable import gaapscope

@Suite struct OutputFileTests {
    private func write(_ text: String, to path: String, replaces: Bool = false, put: OutputFile.Put? = nil) -> String {
        do throws(FileError) {
            let producer: OutputFile.Producer = { receive throws(FileError) in
                for byte in text.utf8 { try receive([byte]) }
            }
            if let put {
                try OutputFile.write(to: path, replaces: replaces, put: put, producer)
            } else {
                try OutputFile.write(to: path, replaces: replaces, producer)
            }
            return ""
        } catch {
            return error.description
        }
    }

    private func names(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder)
    }
    private func content(_ path: String) -> String? {
        FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func `A file is private to its owner and replaced only on request`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a"
            #expect(write("one", to: path) == "")
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            #expect(write("two", to: path).contains("already exists"))
            #expect(content(path) == "one")
            #expect(write("two", to: path, replaces: true) == "")
            #expect(content(path) == "two")
            let kept = try names(folder)
            #expect(kept == ["a"])
        }
    }

    @Test(arguments: [(ENOSPC, "no space left on device"), (EDQUOT, "disk quota exceeded"), (EFBIG, "file too large")])
    func `A full disk leaves the old file unchanged and no other file`(code: Int32, words: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a"
            #expect(write("one", to: path) == "")
            var calls = 0
            let problem = write("two", to: path, replaces: true) { file, bytes in
                calls += 1
                guard calls > 1 else { return Glibc.write(file, bytes.baseAddress, 1) }
                errno = code
                return -1
            }
            #expect(problem == "\(path): cannot be written: \(words)")
            #expect(content(path) == "one")
            let kept = try names(folder)
            #expect(kept == ["a"])
        }
    }

    @Test func `A partial or interrupted write continues`() throws {
        try withTemporaryFolder { folder in
            var calls = 0
            let problem = write("abcdef", to: folder + "/a") { file, bytes in
                calls += 1
                if calls % 2 == 1 {
                    errno = EINTR
                    return -1
                }
                return Glibc.write(file, bytes.baseAddress, 1)
            }
            #expect(problem == "")
            #expect(content(folder + "/a") == "abcdef")
        }
    }

    @Test func `Discarding removes unfinished files, keeps finished ones and prevents new ones`() throws {
        try withTemporaryFolder { folder in
            let unfinished = UnfinishedFiles()
            try OutputFile.write(to: folder + "/b", replaces: false, unfinished: unfinished) {
                receive throws(FileError) in
                try receive(Array("two".utf8))
            }
            #expect(throws: FileError.self) {
                try OutputFile.write(to: folder + "/a", replaces: false, unfinished: unfinished) {
                    receive throws(FileError) in
                    try receive(Array("one".utf8))
                    #expect((try? names(folder).count) == 2)
                    unfinished.discard()
                    #expect((try? names(folder)) == ["b"])
                }
            }
            #expect(throws: FileError.self) {
                try OutputFile.write(to: folder + "/c", replaces: false, unfinished: unfinished) {
                    receive throws(FileError) in
                    try receive(Array("three".utf8))
                }
            }
            #expect(content(folder + "/b") == "two")
            let kept = try names(folder)
            #expect(kept == ["b"])
        }
    }

    @Test func `A folder and a missing folder are refused, and a device is written to`() throws {
        try withTemporaryFolder { folder in
            #expect(write("x", to: folder) == "\(folder): is a directory; specify a file in it")
            #expect(write("x", to: folder + "/no/a").hasSuffix("cannot be written: no such file or directory"))
            #expect(write("x", to: "/dev/null") == "")
            #expect(write("x", to: "/dev/full").hasSuffix("cannot be written: no space left on device"))
        }
    }

    @Test func `A symbolic link is never followed`() throws {
        try withTemporaryFolder { folder in
            #expect(write("one", to: folder + "/a") == "")
            #expect(symlink("a", folder + "/link") == 0)
            #expect(symlink("nowhere", folder + "/dangling") == 0)
            for name in ["link", "dangling"] {
                let problem = write("two", to: "\(folder)/\(name)", replaces: true)
                #expect(problem == "\(folder)/\(name): is a symbolic link; specify the file that it points to")
            }
            #expect(content(folder + "/a") == "one")
            let kept = try names(folder)
            #expect(Set(kept) == ["a", "link", "dangling"])
        }
    }

    @Test func `Opening a pipe without a reader fails at once, and a state file is never a pipe`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/pipe"
            #expect(mkfifo(path, 0o600) == 0)
            #expect(write("x", to: path) == "\(path): the pipe has no reader")
            #expect(throws: FileError.self) { try OutputFile.target(path, replaces: true, purpose: .state) }
            #expect(throws: FileError.self) {
                try InputFile.bytes(of: path, maximumSize: 64, kind: Wording("state", zh: "状态"))
            }
            // A reader receives the document.
            let reader = open(path, O_RDONLY | O_NONBLOCK)
            defer { close(reader) }
            #expect(write("document", to: path) == "")
            var bytes = [UInt8](repeating: 0, count: 16)
            #expect(read(reader, &bytes, 16) == 8)
        }
    }

    @Test func `A target is checked before the document exists`() throws {
        try withTemporaryFolder { folder in
            #expect(throws: FileError.self) { try OutputFile.target(folder + "/no/a", replaces: false) }
            #expect(write("one", to: folder + "/a") == "")
            #expect(throws: FileError.self) { try OutputFile.target(folder + "/a", replaces: false) }
            _ = try OutputFile.target(folder + "/b", replaces: false)
            let kept = try names(folder)
            #expect(kept == ["a"])
        }
    }

    @Test func `The next write removes leftovers of a crash and keeps files that another process writes`() throws {
        try withTemporaryFolder { folder in
            let (left, held) = (".gaapscope-0123456789abcdef.tmp", ".gaapscope-fedcba9876543210.tmp")
            for name in [left, held, "a.json.1.tmp", ".gaapscope-short.tmp"] {
                close(open("\(folder)/\(name)", O_WRONLY | O_CREAT, 0o600))
            }
            let other = open("\(folder)/\(held)", O_WRONLY)
            defer { close(other) }
            #expect(flock(other, LOCK_EX) == 0)
            #expect(write("one", to: folder + "/a") == "")
            let kept = try names(folder)
            #expect(Set(kept) == ["a", held, "a.json.1.tmp", ".gaapscope-short.tmp"])
            // In a folder of the program, files with names of older versions are removed as well.
            _ = try OutputFile.target(folder + "/a", replaces: true, purpose: .state)
            let state = try names(folder)
            #expect(Set(state) == ["a", held])
        }
    }

    @Test func `Temporary files of different processes have different names`() throws {
        try withTemporaryFolder { folder in
            let made = (0..<4).map { _ in UnfinishedFiles().create(in: folder) }
            #expect(Set(made.map(\.path)).count == 4 && made.allSatisfy { $0.file >= 0 })
            for (file, _) in made { close(file) }
        }
    }
}
