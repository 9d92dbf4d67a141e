// `gaapscope info`: every setting with its origin.

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
    func `What was typed cannot steer the terminal`(arguments: [String]) throws {
        let result = try ChildProcess.run(arguments)
        let text = result.output + result.errors
        #expect(text.contains("^[[31m"), "\(text)")
        #expect(!text.contains("\u{1B}"))
    }

    @Test func `Every setting is there with its value and its origin`() throws {
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

    @Test func `As JSON it has the same`() throws {
        let result = try ChildProcess.run(["info", "-o", "json"])
        #expect(result.status == 0)
        guard case .object(let members) = try JSONReader.read(Array(result.output.utf8)),
            case .object(let settings)? = members.first(where: { $0.name == "settings" })?.value
        else {
            Issue.record("\(result.output)")
            return
        }
        #expect(settings.map(\.name) == Setting.all.map(\.key))
    }

    @Test func `Settings that cannot be used are told`() throws {
        let result = try ChildProcess.run(["info", "--endpoint", "ftp://x"])
        #expect(result.status == 2 && result.errors.contains("--endpoint"))
    }
}
