// The manual pages contain all flags, settings and variables of the program.

import ArgumentParser
import FoundationEssentials
import Testing

@testable import gaapscope

@Suite struct ManualTests {
    private static let folder = "\(#filePath)".replacing("/Tests/GaapscopeTests/ManualTests.swift", with: "/docs/man")

    @Test func `Both pages contain every setting with its flag, its variable and its key`() throws {
        let program = ProgramManual.page(try CommandTree(dump: Gaapscope._dumpHelp()), version: "0")
        let settings = SettingsManual.page(version: "0")
        for setting in Setting.all {
            #expect(program.contains(Roff.escape(setting.flag)) && program.contains(setting.variable), "\(setting.key)")
            #expect(settings.contains(".B \(setting.key)\n") && settings.contains(setting.variable), "\(setting.key)")
        }
    }

    @Test func `The page contains every flag of every command`() throws {
        let program = try CommandTree(dump: Gaapscope._dumpHelp())
        let page = ProgramManual.page(program, version: "0")
        let flags = program.shownCommands.flatMap(\.shown)
        #expect(flags.count > 40)
        for flag in flags { #expect(page.contains(".B \(Roff.escape(flag.usage))\n"), "\(flag.usage)") }
    }

    @Test func `The page contains every variable that is read, and the state directory`() throws {
        let page = ProgramManual.page(try CommandTree(dump: Gaapscope._dumpHelp()), version: "0")
        let root = Self.folder.replacing("/docs/man", with: "/Sources")
        var names: Set = ["LC_ALL", "LC_MESSAGES", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"]
        for file in try FileManager.default.subpathsOfDirectory(atPath: root) where file.hasSuffix(".swift") {
            let text = FileManager.default.contents(atPath: "\(root)/\(file)").map {
                String(decoding: $0, as: UTF8.self)
            }
            // Some files read variables through a function.
            for match in (text ?? "").matches(of: /(?:environment\[|isSet\(|value\(|part\()"([A-Z_]+)"/) {
                names.insert(String(match.1))
            }
        }
        #expect(names.isSuperset(of: ["XDG_STATE_HOME", "HOME", "TERM", "TMUX", "STY", "TCCLI_PROFILE", "TKE_REGION"]))
        for name in names { #expect(page.contains(name), "\(name)") }
        #expect(page.contains("$XDG_STATE_HOME/gaapscope/") && page.contains("~/.local/state/gaapscope/"))
    }

    @Test func `Both pages have a date, and the sections that a reader looks for`() throws {
        let program = ProgramManual.page(try CommandTree(dump: Gaapscope._dumpHelp()), version: "0")
        let settings = SettingsManual.page(version: "0")
        for page in [program, settings] {
            #expect(page.contains("\" \"\(ProgramVersion.releaseDate)\" \"gaapscope 0\"\n"))
        }
        for title in ["EXAMPLES", "FILES", "ENVIRONMENT", "EXIT STATUS", "SEE ALSO"] {
            #expect(program.contains(".SH \"\(title)\"\n") && settings.contains(".SH \"\(title)\"\n"), "\(title)")
        }
    }

    @Test func `The example of the settings page is a valid settings file`() throws {
        let file = try SettingsFile(parsing: Array(SettingsManual.example.utf8), path: "x")
        #expect(file.profiles.keys.sorted() == ["china", "prod"] && file.settings == [.interval: "60"])
    }

    @Test func `A word at the start of a filled line is not a request of roff`() {
        var page = Roff("x", section: 1, date: "2026-01-01", version: "0")
        page.section("X")
        page.paragraph(Array(repeating: ".br", count: 60).joined(separator: " "))
        let lines = page.text.split(separator: "\n").dropFirst(4)
        #expect(lines.count == 4 && lines.allSatisfy { $0.hasPrefix("\\&.br .br") && $0.utf8.count <= 80 }, "\(lines)")
    }

    @Test(arguments: [("a-b", "a\\-b"), (".TH", "\\&.TH"), ("'x", "\\&'x"), ("\\n", "\\en"), ("x\n.y", "x\n\\&.y")])
    func `Text is escaped so that it is not a roff request`(text: String, escaped: String) {
        #expect(Roff.escape(text) == escaped)
    }

    @Test func `docs/scripts.md contains every exit status`() throws {
        let page = String(decoding: try SettingsFileTests.read("docs/scripts.md"), as: UTF8.self)
        for status in ExitStatus.allCases {
            #expect(page.contains("| \(status.rawValue) | \(status.about.prefix(8))"), "\(status)")
        }
    }
}
