// `gaapscope info`: every setting with its origin.

import Essentials
import FoundationEssentials
import TencentCloud
import Testing

@testable import gaapscope

@Suite struct InfoCommandTests {
    @Test(
        arguments: [
            ["info", "--profile", "\u{1B}[31mx"], ["info", "--ca-file", "/a\u{1B}[31m\nb"],
            ["info", "--site", "\u{1B}[31m"], ["info", "--config", "/\u{1B}[31m"], ["list", "--no\u{1B}[31mx"],
            ["list", "\u{1B}[31mx"], ["\u{1B}[31mx"], ["list", "-o", "\u{1B}[31mx"],
        ])
    func `Control characters in arguments are escaped`(arguments: [String]) throws {
        let result = try ChildProcess.run(arguments)
        let text = result.output + result.errors
        #expect(text.contains("^[[31m"), "\(text)")
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `Every setting is printed with its value and its origin`() throws {
        try withTemporaryFolder { folder in
            let file = folder + "/config.json"
            try Data(#"{"timeout": 9, "profiles": {"ops": {"site": "china"}}}"#.utf8).write(to: URL(filePath: file))
            let result = try ChildProcess.run(
                ["info", "--config", file, "--rate", "7", "--profile", "ops", "--no-mouse"],
                environment: ["GAAPSCOPE_INTERVAL": "12"])
            #expect(result.status == 0 && result.errors.isEmpty)
            func row(_ key: String) -> [Substring] {
                result.output.split(separator: "\n").first { $0.hasPrefix(key + " ") }?.split(separator: " ") ?? []
            }
            #expect(row("rate") == ["rate", "7", "--rate"])
            #expect(row("timeout") == ["timeout", "9", Substring(file)])
            #expect(row("site") == ["site", "china", Substring(file), "(profiles.ops)"])
            #expect(row("interval") == ["interval", "12", "GAAPSCOPE_INTERVAL"])
            #expect(row("mouse") == ["mouse", "false", "--mouse"])
            #expect(row("endpoint").last == "https://gaap.tencentcloudapi.com")
            for setting in Setting.all { #expect(!row(setting.key).isEmpty, "\(setting.key)") }
        }
    }

    @Test func `Every file that is read or written is printed with whether it exists and its origin`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let state = ["XDG_STATE_HOME": folder + "/state", "HOME": folder]
            #expect(try emulator.run(["list"], changes: state).status == 0)
            try FileManager.default.createDirectory(atPath: folder + "/.tccli", withIntermediateDirectories: true)
            try Data("{}".utf8).write(to: URL(filePath: folder + "/.tccli/ops.credential"))
            func rows(_ arguments: [String], _ changes: [String: String]) throws -> [[String]] {
                let result = try emulator.run(["info"] + arguments, changes: changes)
                #expect(result.status == 0 && result.errors.isEmpty)
                let words = ["state directory", "last state", "list order", "credentials"]
                return result.output.split(separator: "\n").filter { line in words.contains { line.hasPrefix("\($0) ") }
                }
                .map { $0.components(of: 3) }
            }
            let last = try #require(
                LastState(
                    holder: .key(emulator.secretID), endpoint: try Endpoint(parsing: emulator.endpoint),
                    environment: state))
            #expect(!last.path.contains(emulator.secretID))
            #expect(
                try rows([], state) == [
                    ["state directory", folder + "/state/gaapscope", "exists", "XDG_STATE_HOME"],
                    ["last state", last.path, "exists", "XDG_STATE_HOME"],
                    ["list order", folder + "/state/gaapscope/order", "missing", "XDG_STATE_HOME"],
                    ["credentials", folder + "/.tccli/default.credential", "missing", "default"],
                    ["credentials", folder + "/.tencentcloud/credentials", "missing", "default"],
                    ["credentials", "/etc/tencentcloud/credentials", "missing", "default"],
                ])
            let ops = try rows(["--profile", "ops"], ["HOME": folder])
            #expect(ops.last == ["credentials", folder + "/.tccli/ops.credential", "exists", "--profile"])
            // Without a key the account is not known, so there is no state file.
            #expect(ops.count == 3 && ops.first?.last == "HOME")
            let named = try rows([], ["HOME": folder, "TCCLI_PROFILE": "ops"])
            #expect(named.contains(["credentials", folder + "/.tccli/ops.credential", "exists", "TCCLI_PROFILE"]))
        }
    }

    @Test func `The JSON output has the same settings and files`() throws {
        let result = try ChildProcess.run(["info", "-o", "json"])
        #expect(result.status == 0)
        guard case .object(let members) = try JSONReader.read(Array(result.output.utf8)),
            case .object(let settings)? = members.first(where: { $0.name == "settings" })?.value
        else {
            Issue.record("\(result.output)")
            return
        }
        #expect(settings.map(\.name) == Setting.all.map(\.key))
        guard case .array(let files)? = members.first(where: { $0.name == "files" })?.value,
            case .object(let first)? = files.first
        else {
            Issue.record("\(result.output)")
            return
        }
        #expect(first.map(\.name) == ["what", "path", "exists", "origin"])
    }

    @Test func `Invalid settings are reported`() throws {
        let result = try ChildProcess.run(["info", "--endpoint", "ftp://x"])
        #expect(result.status == 2 && result.errors.contains("--endpoint"))
    }
}

extension Substring {
    /// Returns the cells of a row, which are separated by at least two blanks.
    fileprivate func components(of gaps: Int) -> [String] {
        var cells: [String] = []
        var rest = self
        for _ in 0..<gaps {
            guard let gap = rest.firstRange(of: "  ") else { break }
            cells.append(String(rest[..<gap.lowerBound]))
            rest = rest[gap.upperBound...].drop { $0 == " " }
        }
        return cells + [String(rest)]
    }
}
