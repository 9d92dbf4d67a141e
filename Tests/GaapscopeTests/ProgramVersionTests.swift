// `gaapscope --version` and the other outputs that contain the version.

import FoundationEssentials
import Testing

@testable import gaapscope

@Suite struct ProgramVersionTests {
    @Test(arguments: [
        ("abc1234", "2026-11-28", "static", "gaapscope 9.8.7 (commit abc1234, 2026-11-28, static)"),
        (
            "abc1234-modified", "2026-11-28", "glibc 2.17",
            "gaapscope 9.8.7 (commit abc1234 with local changes, 2026-11-28, glibc 2.17)"
        ),
        (nil, nil, "debug build", "gaapscope 9.8.7 (commit unknown, debug build)"),
    ]) func `The version line names the commit or "commit unknown"`(
        commit: String?, date: String?, build: String, line: String
    ) {
        #expect(ProgramVersion(number: "9.8.7", commit: commit, date: date, build: build).line == line)
    }

    @Test func `--version, info and the manual contain the version`() throws {
        let version = ProgramVersion.current
        #expect(version.number.wholeMatch(of: /\d+\.\d+\.\d+/) != nil)
        let printed = try ChildProcess.run(["--version"])
        #expect(printed.status == 0 && printed.output == version.line + "\n")
        #expect(try ChildProcess.run(["info"]).output.hasPrefix(version.line + "\n"))
        let document = try ChildProcess.run(["info", "-o", "json"]).output
        #expect(document.contains(#""version": "\#(version.number)""#) && document.contains(#""build": "#))
        #expect(try ChildProcess.run(["manual", "1"]).output.contains("\"gaapscope \(version.number)\""))
        #expect(try ChildProcess.run(["manual", "5"]).output.contains("\"gaapscope \(version.number)\""))
    }

    @Test func `The changelog has a dated section of this version`() throws {
        let path = "\(#filePath)".replacing("/Tests/GaapscopeTests/ProgramVersionTests.swift", with: "/CHANGELOG.md")
        let text = String(decoding: try #require(FileManager.default.contents(atPath: path)), as: UTF8.self)
        let titles = text.split(separator: "\n").filter { $0.hasPrefix("## ") }
        #expect(titles.first == "## Unreleased")
        #expect(titles.contains("## \(ProgramVersion.current.number) - \(ProgramVersion.releaseDate)"))
    }
}
