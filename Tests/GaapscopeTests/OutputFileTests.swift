import FoundationEssentials
import Glibc
import Testing

@testable import gaapscope

@Suite struct OutputFileTests {
    private func write(_ text: String, to path: String, replaces: Bool = false, put: OutputFile.Put? = nil) -> String {
        do throws(FileFault) {
            let producer: OutputFile.Producer = { receive throws(FileFault) in
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

    @Test func `A file is written whole, for its owner's eyes, and replaced only when asked to`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/a"
            #expect(write("one", to: path) == "")
            var facts = stat()
            #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
            #expect(write("two", to: path).contains("it exists already"))
            #expect(content(path) == "one")
            #expect(write("two", to: path, replaces: true) == "")
            #expect(content(path) == "two")
            let kept = try names(folder)
            #expect(kept == ["a"])
        }
    }

    @Test(arguments: [(ENOSPC, "no space left on device"), (EDQUOT, "disk quota exceeded"), (EFBIG, "file too large")])
    func `A full disk leaves the old file as it was, and nothing else`(code: Int32, words: String) throws {
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

    @Test func `A write that is cut short or interrupted goes on`() throws {
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

    @Test func `What ends the program takes the unfinished file away, no finished one, and begins none`() throws {
        try withTemporaryFolder { folder in
            let unfinished = UnfinishedFiles()
            try OutputFile.write(to: folder + "/b", replaces: false, unfinished: unfinished) {
                receive throws(FileFault) in
                try receive(Array("two".utf8))
            }
            #expect(throws: FileFault.self) {
                try OutputFile.write(to: folder + "/a", replaces: false, unfinished: unfinished) {
                    receive throws(FileFault) in
                    try receive(Array("one".utf8))
                    #expect((try? names(folder).count) == 2)
                    unfinished.discard()
                    #expect((try? names(folder)) == ["b"])
                }
            }
            #expect(throws: FileFault.self) {
                try OutputFile.write(to: folder + "/c", replaces: false, unfinished: unfinished) {
                    receive throws(FileFault) in
                    try receive(Array("three".utf8))
                }
            }
            #expect(content(folder + "/b") == "two")
            let kept = try names(folder)
            #expect(kept == ["b"])
        }
    }

    @Test func `A link stays, and a folder, a missing folder and a device are what they are`() throws {
        try withTemporaryFolder { folder in
            #expect(write("one", to: folder + "/a") == "")
            #expect(symlink("a", folder + "/link") == 0)
            #expect(write("two", to: folder + "/link", replaces: true) == "")
            #expect(content(folder + "/a") == "two")
            var facts = stat()
            #expect(lstat(folder + "/link", &facts) == 0 && facts.st_mode & S_IFMT == S_IFLNK)
            #expect(write("x", to: folder) == "\(folder): this is a directory: name a file in it")
            #expect(write("x", to: folder + "/no/a").hasSuffix("cannot be written: no such file or directory"))
            #expect(write("x", to: "/dev/null") == "")
            #expect(write("x", to: "/dev/full").hasSuffix("cannot be written: no space left on device"))
        }
    }
}
