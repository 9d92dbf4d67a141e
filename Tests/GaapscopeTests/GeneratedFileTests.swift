// The files of the repository that are generated from tables of the code are up to date. scripts/regenerate rewrites
// them.

import ArgumentParser
import FoundationEssentials
import Testing

@testable import gaapscope

@Suite struct GeneratedFileTests {
    private static let top = "\(#filePath)".replacing("/Tests/GaapscopeTests/GeneratedFileTests.swift", with: "")

    enum File: String, CaseIterable {
        case manual = "docs/man/gaapscope.1"
        case settingsManual = "docs/man/gaapscope-config.5"
        case schema = "docs/config.schema.json"
        case example = "config.example.json"
        case keys = "docs/keys.md"
        case settings = "docs/settings.md"
        case scripts = "docs/scripts.md"

        /// Returns the required contents of the file, or nil if a document has no marks for its table.
        /// - Parameter old: the present contents of the file.
        func text(_ old: String) throws -> String? {
            let version = ProgramVersion.current.number
            return switch self {
            case .manual: ProgramManual.page(try CommandTree(dump: Gaapscope._dumpHelp()), version: version)
            case .settingsManual: SettingsManual.page(version: version)
            case .schema: SettingsSchema.text
            case .example: SettingsExample.text
            case .keys: DocumentTables.keys.updated(old)
            case .settings: DocumentTables.settings.updated(old)
            case .scripts: DocumentTables.exitStatuses.updated(old)
            }
        }
    }

    @Test(arguments: File.allCases)
    func `A generated file is up to date`(file: File) throws {
        let path = "\(Self.top)/\(file.rawValue)"
        let old = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
        let new = try #require(try file.text(old), "\(file.rawValue) has no marks for one of its tables")
        if ProcessInfo.processInfo.environment["GAAPSCOPE_UPDATE_GOLDENS"] == "1" {
            if old != new { try Data(new.utf8).write(to: URL(filePath: path)) }
        } else {
            #expect(old == new, "\(file.rawValue) is out of date: run scripts/regenerate")
        }
    }

    @Test(arguments: [(1, File.manual), (5, .settingsManual)])
    func `The program prints the packaged manual`(section: Int, file: File) throws {
        let printed = try ChildProcess.run(["manual", "\(section)"])
        #expect(printed.status == 0)
        #expect(try printed.output == file.text(""))
    }

    @Test(arguments: DocumentTables.allCases)
    func `A document without the marks of its table is not rewritten`(table: DocumentTables) {
        #expect(table.updated("# gaapscope\n") == nil)
        let start = "<!-- \(table.rawValue): scripts/regenerate -->\n"
        let new = table.updated("a\n\(start)(before)\n<!-- end -->\nz\n")
        #expect(new?.contains("(before)") == false)
        #expect(new?.hasPrefix("a\n\(start)|") == true && new?.hasSuffix("|\n<!-- end -->\nz\n") == true)
    }

    @Test func `The table of settings has a row with flag, values and default`() {
        let document = DocumentTables.settings.updated("<!-- settings: scripts/regenerate -->\n<!-- end -->\n")
        #expect(document?.contains("| `rate` | `--rate` | a whole number from 1 to 1000 | `10` | ") == true)
    }
}
