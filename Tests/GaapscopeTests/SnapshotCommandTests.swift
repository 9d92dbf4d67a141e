// Snapshots, comparisons and --offline in scripts: the built program, an emulator, files.

import FoundationEssentials
import Testing

@Suite(.timeLimit(.minutes(10))) struct SnapshotCommandTests {
    @Test func `A snapshot contains what list prints, and every command reads it`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let file = folder + "/a.json"
            let kept = try emulator.run(["snapshot", file])
            #expect(kept.status == 0 && kept.output.isEmpty)
            #expect(kept.errors == "gaapscope: 60 listeners written to \(file), complete\n")
            let live = try emulator.run(["list", "--columns", "id,state,name,owner-name", "-o", "tsv", "--sort", "id"])
            let offline = try ChildProcess.run([
                "list", "--offline", file, "--columns", "id,state,name,owner-name", "-o", "tsv", "--sort", "id",
            ])
            #expect(offline.status == 0 && offline.errors.isEmpty)
            #expect(offline.output == live.output)
            #expect(offline.output.split(separator: "\n").count == 61)
            let piped = try emulator.run(["list", "-o", "json"])
            try Data(piped.output.utf8).write(to: URL(filePath: folder + "/b.json"))
            let same = try ChildProcess.run(["diff", file, folder + "/b.json"])
            #expect(same.status == 0 && same.output.isEmpty && same.errors.isEmpty)
        }
    }

    @Test func `Differences are printed in three formats with exit status 1`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let (old, new) = (folder + "/a.json", folder + "/b.json")
            #expect(try emulator.run(["snapshot", old]).status == 0)
            let text = try #require(
                FileManager.default.contents(atPath: old).map { String(decoding: $0, as: UTF8.self) })
            let changed = text.replacing(#""DelayLoop":5"#, with: #""DelayLoop":6"#, maxReplacements: 1)
            #expect(changed != text)
            try Data(changed.utf8).write(to: URL(filePath: new))
            let table = try ChildProcess.run(["diff", old, new])
            #expect(table.status == 1)
            #expect(table.output.hasPrefix("configuration: 1 change\n"))
            #expect(table.output.contains("DelayLoop 5 s -> 6 s"))
            let json = try ChildProcess.run(["diff", old, new, "-o", "json"])
            #expect(json.status == 1)
            #expect(json.output.contains(#""change":"configuration","fields":[{"field":"DelayLoop""#))
            let markdown = try ChildProcess.run(["diff", old, new, "-o", "md"]).output
            #expect(markdown.contains("| config |") && markdown.contains("| DelayLoop 5 s -> 6 s |"))
        }
    }

    @Test func `An existing file is refused before any request`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/a.json"
            try Data("mine".utf8).write(to: URL(filePath: file))
            // There is no key and no service: a request would fail with another error.
            let refused = try ChildProcess.run(["snapshot", file])
            #expect(refused.status == 2)
            #expect(refused.errors.contains("already exists") && refused.errors.contains("--force"))
            #expect(FileManager.default.contents(atPath: file) == Data("mine".utf8))
        }
    }

    @Test func `A missing folder is reported before any request`() throws {
        // There is no key and no service: a request would fail with another error.
        let refused = try ChildProcess.run(["snapshot", "/nosuch/a.json"])
        #expect(refused.status == 4)
        #expect(
            refused.errors == "gaapscope: /nosuch/a.json: cannot be written: no such file or directory\n",
            "\(refused.errors)")
    }

    @Test func `Without changes and with an incomplete snapshot the result is undecided`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let (whole, part) = (folder + "/a.json", folder + "/b.json")
            #expect(try emulator.run(["snapshot", whole]).status == 0)
            // A snapshot of one owner does not cover the others.
            let owner = try #require(
                try emulator.run(["list", "--columns", "owner", "-o", "tsv", "--no-header"]).output
                    .split(separator: "\n").first { $0.hasPrefix("link-") })
            #expect(try emulator.run(["snapshot", "--proxy", String(owner), part]).status == 0)
            for (files, name) in [([whole, part], "b.json"), ([part, whole], "b.json")] {
                let json = try ChildProcess.run(["diff", "-o", "json"] + files)
                #expect(json.status == 6, "\(json.errors)")
                #expect(json.output.contains(#""same":null"#))
                #expect(json.errors.contains(name) && json.errors.contains("whether they are the same is not known"))
                #expect(try ChildProcess.run(["diff"] + files).output.isEmpty)
            }
            #expect(try ChildProcess.run(["diff", part, part]).status == 0)
        }
    }

    @Test(
        arguments: [
            ("", "is empty"), ("{", "line 1"), ("[]", ""), ("\u{7F}ELF", ""),
            (#"{"schemaVersion":99,"fetchedAt":"2026-01-01T00:00:00Z","complete":true,"listeners":[]}"#, "newer"),
        ])
    func `A file that is not a snapshot is reported by name with exit status 2`(content: String, words: String) throws {
        try withTemporaryFolder { folder in
            let file = folder + "/x.json"
            try Data(content.utf8).write(to: URL(filePath: file))
            for arguments in [["list", "--offline", file], ["diff", file, file]] {
                let result = try ChildProcess.run(arguments)
                #expect(result.status == 2)
                #expect(result.errors.hasPrefix("gaapscope: \(file): "), "\(result.errors)")
                #expect(result.errors.contains(words), "\(result.errors)")
                #expect(result.output.isEmpty)
            }
        }
    }

    @Test func `Flags of the connection cannot be combined with --offline`() throws {
        let result = try ChildProcess.run(["list", "--offline", "x", "--rate", "5"])
        #expect(result.status == 2)
        #expect(result.errors.contains("--rate cannot be used with --offline"))
    }
}
