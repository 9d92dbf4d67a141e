// Only the parser reads the command line.

import Essentials
import FoundationEssentials
import PseudoTerminal
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(5))) struct CommandLineTests {
    @Test func `Only the root command reads the arguments`() throws {
        let top = "\(#filePath)".replacing("/Tests/GaapscopeTests/CommandLineTests.swift", with: "/Sources/gaapscope")
        var readers: [String] = []
        for file in try FileManager.default.subpathsOfDirectory(atPath: top) where file.hasSuffix(".swift") {
            let data = try #require(FileManager.default.contents(atPath: "\(top)/\(file)"))
            if String(decoding: data, as: UTF8.self).contains("ProgramArguments.all") { readers.append(file) }
        }
        #expect(readers == ["Commands/Gaapscope.swift"])
    }

    private static let chinese = PseudoTerminal.environment.merging(["LANG": "zh_CN.UTF-8"]) { $1 }

    @Test func `A flag value with the name of a command is a value`() throws {
        let result = try ChildProcess.run(["--proxy", "check", "--rate", "x"], environment: Self.chinese)
        #expect(result.status == 2 && result.output.isEmpty)
        #expect(result.errors == "gaapscope: --rate: rate 须为 1 到 1000 的整数，而不是“x”\n")
    }

    @Test(arguments: [
        ["--demo", "list"], ["list", "--demo"], ["--demo", "--rate=20", "--lang", "en", "list"],
        ["--lang", "en", "list", "--demo"],
    ])
    func `Client flags may precede the command`(arguments: [String]) throws {
        let result = try ChildProcess.run(arguments + ["--filter", "port:8443", "--columns", "port", "--no-header"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(Set(result.output.split(separator: "\n").map { $0.drop { $0 == " " } }) == ["8443"])
    }

    @Test func `A flag value before the command is not taken for the command`() throws {
        #expect(LeadingFlags.rest(of: ["--profile", "list", "list", "-o", "json"]) == ["list", "-o", "json"])
        #expect(LeadingFlags.rest(of: ["--proxy", "check"]) == ["--proxy", "check"])
        let result = try ChildProcess.run(["--profile", "check", "--rate", "x", "list"])
        #expect(
            result.status == 2
                && result.errors == "gaapscope: --rate: rate must be a whole number from 1 to 1000, not “x”\n",
            "\(result.errors)")
    }

    @Test func `A check after flags reports errors as a check does`() throws {
        let result = try ChildProcess.run(["--rate", "x", "check"], environment: Self.chinese)
        #expect(result.status == 3 && result.output.hasPrefix("GAAP UNKNOWN - "), "\(result.output)")
    }

    @Test func `The help of the program mentions the completion script and has examples`() throws {
        let result = try ChildProcess.run(["--help"])
        #expect(result.status == 0 && result.output.contains("--generate-completion-script"))
        #expect(result.output.contains("EXAMPLES"))
    }

    @Test(arguments: [
        ["list", "-o", "jsn", "--lang", "zh"], ["list", "--lang", "zh", "-o", "jsn"],
        ["list", "-o", "jsn", "--lang=zh"],
        ["list", "--lang", "en", "-o", "jsn", "--lang", "zh"],
    ])
    func `A language flag after a mistake determines the language of the error`(arguments: [String]) throws {
        let result = try ChildProcess.run(arguments)
        #expect(result.status == 2 && result.errors.contains("不支持“jsn”"), "\(result.errors)")
    }

    @Test func `A missing value of --lang is reported for the subcommand`() throws {
        let result = try ChildProcess.run(["list", "--lang"])
        #expect(result.status == 2 && result.errors.contains("Missing value for '--lang <lang>'"))
        #expect(result.errors.contains("gaapscope list --help"))
    }

    @Test(arguments: [
        (["list", "--proxy", "link-1", "--proxy=link-2"], "--proxy"),
        (["list", "--port", "1", "--port", "2"], "--port"),
        (["check", "--filter", "a", "--filter", "a"], "--filter"),
    ])
    func `A flag that may be given once is refused if it is given twice`(arguments: [String], flag: String) throws {
        let result = try ChildProcess.run(arguments)
        #expect((result.output + result.errors).contains("\(flag) was given more than once"))
    }

    @Test func `After two hyphens nothing is a flag`() throws {
        let result = try ChildProcess.run(["show", "listener-1", "--demo", "--", "--lang", "zh"])
        #expect(result.status == 2 && result.errors.contains("unexpected arguments"))
        #expect(!result.errors.contains("参数"))
    }

    @Test func `A text carries both languages, even if what was typed contains marks`() {
        let words = Wording("“\u{F0001}x” is not known", zh: "不支持“\u{F0002}x”")
        let text = "Error: \(BilingualText.joined(words)).\nUsage"
        #expect(BilingualText.text(text, in: .english) == "Error: “x” is not known.\nUsage")
        #expect(BilingualText.text(text, in: .chinese) == "Error: 不支持“x”.\nUsage")
        #expect(BilingualText.text("\u{F0000} plain \u{F0002}", in: .english) == "\u{F0000} plain \u{F0002}")
    }
}
