// Chinese output of the built program: every line for people is in Chinese, and output for programs is in English.

import Essentials
import ArgumentParser
import FoundationEssentials
import GAAPEmulator
import Glibc
import Inventory
import Reports
import PseudoTerminal
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct LanguageTests {
    /// The ways to select Chinese.
    static let ways: [(flags: [String], variables: [String: String])] = [
        (["--lang", "zh"], [:]), (["--lang=zh"], ["GAAPSCOPE_LANG": "en"]), ([], ["GAAPSCOPE_LANG": "zh"]),
        ([], ["LANG": "zh_CN.UTF-8"]),
    ]

    // MARK: Words

    private static func hasHan(_ text: String) -> Bool {
        text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }
    }

    /// Words that are the same in every language: input of the program, and names of the emulated account.
    private static let known: Set<String> = {
        let commands = Gaapscope.configuration.subcommands.map { $0._commandName } + ["help", "gaapscope", "login"]
        let values = Setting.all.flatMap { setting -> [String] in
            if case .oneOf(let words) = setting.kind { words } else { [] }
        }
        let typed =
            commands + values + Setting.all.map(\.key) + ColumnID.allCases.map(\.rawValue) + FilterExpression.fields
            + OutputFormat.allCases.map(\.rawValue) + State.allCases.map(\.label) + ["problems", "keys", "profiles"]
            + FaultKind.all.map(\.name)
        return Set(
            typed + [
                "tccli", "chmod", "http", "https", "true", "false", "null", "ms", "xterm", "ncurses", "screen", "tmux",
                "auth", "schema",
                // Words of the version line, which is the same in every language.
                "commit", "debug", "build",
            ])
    }()

    /// Returns the English words of a line: words of lower-case letters only. Ids, names, paths and flags have other
    /// characters, and repeated input is in quotes.
    private static func english(_ line: String) -> [String] {
        line.replacing(/“[^”]*”/, with: "").split {
            !($0.isASCII && ($0.isLetter || $0.isNumber || "-._/<>=@".contains($0)))
        }
        .map { $0.last == "." ? String($0.dropLast()) : String($0) }
        .filter { $0.count > 1 && $0.allSatisfy { ("a"..."z").contains($0) } && !known.contains($0) }
    }

    /// Returns the text of the program without the lines and prefixes of the parser.
    private static func ours(_ text: String) -> [String] {
        text.split(separator: "\n").map(String.init)
            .filter { !["Usage:", "  See '", "Help:"].contains(where: $0.hasPrefix) }
            .map { line in
                line.replacing(/^Error: (The value '[^']*' is invalid for '[^']*': )?/, with: "")
            }
    }

    private func expectChinese(_ text: String, _ comment: String) {
        let lines = Self.ours(text)
        #expect(!lines.isEmpty, "\(comment)")
        for line in lines {
            #expect(Self.hasHan(line), "\(comment): \(line)")
            #expect(Self.english(line).isEmpty, "\(comment): \(Self.english(line)) in \(line)")
        }
    }

    // MARK: Wrong input

    /// Wrong input. For commands without `--lang`, only the environment determines the language.
    static let mistakes: [[String]] = [
        ["list", "--rate", "x"], ["list", "--rate", "0"], ["list", "--timeout", "0"], ["list", "--site", "mars"],
        ["list", "--endpoint", "ftp://x"], ["list", "--endpoint", "http://example.com"],
        ["list", "--ca-file", "/nonexistent.pem"], ["list", "--config", "/nonexistent/c.json"],
        ["list", "--offline", "/nonexistent/s.json"], ["list", "--offline", "/dev"],
        ["list", "--proxy", "lg-12345678"], ["list", "--proxy", "link-1", "--group", "lg-1"],
        ["list", "--all", "--listener", "listener-1"], ["list", "--proxy", ""],
        ["list", "--search", "x", "--port", "80"], ["list", "--port", "0"], ["list", "--filter", "port:x"],
        ["list", "-o", "jsn"], ["list", "--columns", "nam"], ["list", "--sort", "zzzzzzzz"],
        ["list", "--fail-on", "dwn"], ["list", "-o", "json", "--columns", "port"],
        ["list", "--offline", "x", "--demo"], ["list", "--offline", ""], ["show", ""], ["show", "link-1"],
        ["snapshot", ""], ["snapshot", "/nowhere/x"], ["snapshot", "/"], ["--demo"], ["--offline", "-"],
        ["diff", "/nonexistent/a", "b"], ["diff", "-", "-"], ["diff", "a", "b", "-o", "tabel"],
        ["lst"], ["nonsense"], ["manual", "2"], ["emulator", "--port", "70000"], ["emulator", "--fault", "x"],
        ["emulator", "--fault", "slow=x"], ["emulator", "--deny", "x"],
    ]

    @Test(arguments: mistakes)
    func `Errors are in the selected language`(arguments: [String]) throws {
        let hasFlag = !["diff", "manual", "emulator"].contains(arguments[0])
        for way in Self.ways where hasFlag || way.flags.isEmpty {
            let result = try ChildProcess.run(
                arguments + way.flags, environment: PseudoTerminal.environment.merging(way.variables) { $1 })
            #expect(result.status == 2 || result.status == 4, "\(result.status)")
            expectChinese(result.errors, "\(arguments + way.flags) \(way.variables)")
        }
        for locale in ["C", "", "POSIX", "en_US.ISO-8859-1"] {
            let environment = PseudoTerminal.environment.merging(["LANG": locale, "GAAPSCOPE_LANG": "zh"]) { $1 }
            let result = try ChildProcess.run(arguments, environment: environment)
            #expect(!result.errors.isEmpty && !Self.hasHan(result.errors), "\(locale): \(result.errors)")
        }
    }

    @Test(arguments: [
        #"{"rate": 5,"#, #"{"rat": 5}"#, #"{"rate": "5"}"#, #"{"rate": 5.5}"#, #"{"site": "mars"}"#, "[1]", "",
        #"{"rate": 5, "rate": 6}"#, #"{"profiles": []}"#, #"{"profiles": {"a/b": {}}}"#, #"{"$schema": 1}"#,
        #"{"keys": {"filter": "/"}}"#, #"{"keys": {"filter": [1]}}"#, #"{"keys": {"fliter": ["/"]}}"#,
        #"{"keys": {"filter": ["zz"]}}"#, #"{"keys": {"filter": ["1"]}}"#, #"{"keys": {"filter": []}}"#,
        #"{"keys": {"filter": ["Ctrl-C"]}}"#, #"{"keys": {"filter": ["ctrl-h"]}}"#, #"{"keys": {"filter": ["!"]}}"#,
    ])
    func `Errors of a settings file are in Chinese`(content: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/config.json"
            try Data(content.utf8).write(to: URL(filePath: path))
            let result = try ChildProcess.run(["list", "--config", path, "--lang", "zh"])
            #expect(result.status == 2 && result.errors.hasPrefix("gaapscope: \(path):"), "\(result.errors)")
            expectChinese(result.errors.replacing(path, with: ""), content)
        }
    }

    @Test func `The language in the settings file applies to errors in flags`() throws {
        try withTemporaryFolder { folder in
            let path = folder + "/config.json"
            try Data(#"{"lang": "zh"}"#.utf8).write(to: URL(filePath: path))
            let result = try ChildProcess.run(["list", "--config", path, "--rate", "x"])
            expectChinese(result.errors, "file")
            let english = try ChildProcess.run(["list", "--config", path, "--rate", "x", "--lang", "en"])
            #expect(english.errors.contains("must be a whole number"))
        }
    }

    @Test(arguments: [
        "", "{", "[", "x", #"{"a": 1}"#, #"{"schemaVersion": 99}"#, #"{"schemaVersion": 0}"#,
        #"{"schemaVersion": "1"}"#,
        #"{"schemaVersion": 1, "fetchedAt": "now", "complete": true, "listeners": []}"#,
        #"{"schemaVersion": 1, "fetchedAt": "2026-11-23T06:41:37Z", "complete": true, "listeners": [{}]}"#, "{} {}",
        "\u{0}\u{0}\u{0}a",
    ])
    func `Errors of an invalid snapshot are in Chinese`(content: String) throws {
        try withTemporaryFolder { folder in
            let path = folder + "/s.json"
            try Data(content.utf8).write(to: URL(filePath: path))
            let result = try ChildProcess.run(["list", "--offline", path, "--lang", "zh"])
            #expect(result.status == 2 && result.errors.hasPrefix("gaapscope: \(path): "), "\(result.errors)")
            let known = ["fetchedAt", "listeners[0]", "schemaVersion", "-o jsonl", "-o json"]
            expectChinese(known.reduce(result.errors.replacing(path, with: "")) { $0.replacing($1, with: "") }, content)
        }
    }

    // MARK: Keys and network

    @Test func `If no key is found the sources are listed in Chinese`() throws {
        try withTemporaryFolder { home in
            for (variables, word) in [
                (["TCCLI_PROFILE": "work"], "指定"), (["TENCENTCLOUD_SECRET_ID": "AKIDx"], "没有设置"),
                (["TENCENTCLOUD_SECRET_ID": "\"x\"", "TENCENTCLOUD_SECRET_KEY": "k"], "引号"),
            ] {
                let environment = PseudoTerminal.environment.merging(["HOME": home, "GAAPSCOPE_LANG": "zh"]) { $1 }
                let result = try ChildProcess.run(["list"], environment: environment.merging(variables) { $1 })
                #expect(result.status == 3 && result.errors.contains(word), "\(result.errors)")
                expectChinese(result.errors, "\(variables)")
            }
        }
    }

    @Test func `Every command reports in Chinese that the service does not answer`() throws {
        let emulator = try EmulatorProcess()
        let refusing: [String: String?] = ["GAAPSCOPE_ENDPOINT": EmulatorProcess.refusingEndpoint]
        let list = try emulator.run(["list", "--proxy", "link-12345678", "--lang", "zh"], changes: refusing)
        #expect(list.status == 4 && list.errors.contains("拒绝"), "\(list.errors)")
        expectChinese(list.errors, "list")
        let doctor = try emulator.run(["doctor", "--lang", "zh"], changes: refusing)
        #expect(doctor.status == 4)
        expectChinese(doctor.output, "doctor")
        let english = try emulator.run(["doctor", "--lang", "zh"], changes: refusing.merging(["LANG": "C"]) { $1 })
        #expect(!Self.hasHan(english.output) && english.output.contains("connection refused"))
    }

    // MARK: Commands

    @Test func `Every step of doctor is in Chinese, and its JSON is in English`() throws {
        let emulator = try EmulatorProcess(["--limit", "1000", "--deny", "DescribeProxyDetail"])
        let changes: [String: String?] = ["GAAPSCOPE_LANG": "zh", "GAAPSCOPE_RATE": "30"]
        let result = try emulator.run(["doctor"], changes: changes)
        #expect(result.status == 0)
        // The advice for the denied action contains a policy, which is in English.
        expectChinese(
            result.output.split(separator: "\n").filter {
                !$0.contains("effect") && !$0.contains("DescribeProxyDetail")
            }.joined(separator: "\n")
                .replacing("_cam", with: ""), "doctor")
        // All columns have the same display width.
        let starts = Set(
            result.output.split(separator: "\n").filter { !$0.hasPrefix(" ") }.map { line in
                let words = line.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: true)
                return DisplayText.width(of: String(words[0])) + 1
            })
        #expect(starts == [5])
        let json = try emulator.run(["doctor", "-o", "json"], changes: changes)
        #expect(
            !Self.hasHan(json.output.replacing(/AuthFailure.*/, with: "")) && json.output.contains(#""level": "pass""#),
            "\(json.output)")
    }

    @Test func `The messages and the column titles of list are in Chinese`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "4", "--groups", "1", "--listeners", "20", "--limit", "1000", "--fault", "total=5",
        ])
        let result = try emulator.run(["list", "--lang", "zh", "--rate", "30"])
        #expect(result.status == 6)
        expectChinese(result.errors, "list")
        #expect(result.errors.contains("可能会被限频"))
        let titles = result.output.split(separator: "\n").first.map(String.init) ?? ""
        #expect(titles.hasPrefix("状态") && Self.english(titles).isEmpty, "\(titles)")
        let csv = try emulator.run(["list", "--lang", "zh", "-o", "csv"])
        #expect(csv.output.hasPrefix("state,port,name"), "\(csv.output.prefix(80))")
    }

    @Test func `Messages about missing resources and written files are in Chinese`() throws {
        let emulator = try EmulatorProcess()
        let changes: [String: String?] = ["GAAPSCOPE_LANG": "zh"]
        expectChinese(try emulator.run(["list", "--proxy", "link-nobody00"], changes: changes).errors, "list")
        expectChinese(try emulator.run(["show", "listener-nobody0"], changes: changes).errors, "show")
        try withTemporaryFolder { folder in
            let path = folder + "/s.json"
            for command in [
                ["snapshot", path], ["snapshot", path], ["list", "--offline", path, "--proxy", "link-x"],
            ] {
                let result = try emulator.run(
                    command, changes: changes.merging(["GAAPSCOPE_ENDPOINT": emulator.endpoint]) { $1 })
                if command[0] == "snapshot" { expectChinese(result.errors.replacing(path, with: ""), "\(command)") }
            }
            #expect(try !Self.hasHan(String(contentsOf: URL(filePath: path), encoding: .utf8).prefix(200).description))
        }
        expectChinese(try emulator.run(["snapshot", "/dev/full"], changes: changes).errors, "full")
    }

    @Test func `A full disk and an interruption are reported in Chinese`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "200", "--limit", "1000", "--latency", "300",
        ])
        let program = try ChildProcess.gaapscope.get()
        let full = try ChildProcess.run(
            ["-c", "exec \"$0\" info --lang zh > /dev/full", program], program: "/bin/bash",
            environment: emulator.environment)
        #expect(full.status == 4 && full.errors == "gaapscope: 无法写入标准输出: 磁盘已满\n", "\(full.errors)")
        let child = try ChildProcess(
            ["list", "-o", "jsonl", "--page-size", "10", "--lang", "zh"], environment: emulator.environment)
        _ = try child.firstLine()
        child.signal(SIGINT)
        let result = try child.wait()
        #expect(result.status == 130 && result.errors.contains("已中断；已读取："), "\(result.errors)")
        expectChinese(result.errors, "interrupted")
    }

    @Test func `A port in use is reported in Chinese`() throws {
        let emulator = try EmulatorProcess()
        let port = emulator.endpoint.split(separator: ":").last.map(String.init) ?? ""
        let result = try ChildProcess.run(
            ["emulator", "--port", port],
            environment: PseudoTerminal.environment.merging(["LANG": "zh_CN.UTF-8"]) { $1 })
        #expect(result.status == 4 && result.errors.contains("已被占用"), "\(result.errors)")
        expectChinese(result.errors, "emulator")
    }

    @Test func `The settings are listed in aligned columns with their origins`() throws {
        let result = try ChildProcess.run(["info", "--lang", "zh"])
        let lines = result.output.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("服务地址  https://") } && lines.contains { $0.hasSuffix(" 默认") })
        let origins = lines.dropFirst(3).prefix(Setting.all.count).compactMap { line in
            line.lastIndex(of: " ").map { DisplayText.width(of: String(line[...$0])) }
        }
        #expect(Set(origins).count == 1 && origins.count == Setting.all.count, "\(result.output)")
    }

    @Test(arguments: [
        ["check"], ["check", "--rate", "x"], ["check", "-c", "dwn"], ["check", "--proxy", "link-nobody00"],
    ])
    func `The line of check is the same in every language`(arguments: [String]) throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(arguments, changes: ["LANG": "zh_CN.UTF-8", "GAAPSCOPE_LANG": "zh"])
        // Names come from the account.
        let words = result.output.split(separator: "listeners:").first.map(String.init) ?? ""
        #expect(words.hasPrefix("GAAP ") && !Self.hasHan(words), "\(result.output)")
    }
}
