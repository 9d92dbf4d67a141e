import ArgumentParser
import Essentials

/// Prints the manual pages, for packagers and tests.
struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual", abstract: "Print a manual page as roff: gaapscope manual | man -l -",
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("Section: 1 for the program, 5 for its settings.", valueName: "section"))
    var section = 1

    func validate() throws {
        if section != 1, section != 5 {
            throw ValidationError(
                Wording("the section must be 1 or 5, not \(section)", zh: "只有第 1 节与第 5 节，没有第 \(section) 节"))
        }
    }

    func run() throws {
        let version = ProgramVersion.current.number
        let page =
            section == 1
            ? ProgramManual.page(try CommandTree(dump: Gaapscope._dumpHelp()), version: version)
            : SettingsManual.page(version: version)
        StandardStream.output.print(String(page.dropLast()))
    }
}
