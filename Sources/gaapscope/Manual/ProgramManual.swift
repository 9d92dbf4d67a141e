// gaapscope(1), generated from the tables that the program uses: flags, keys, typed commands, filter, states, exit
// statuses and settings.

import Essentials
import Browser
import Inventory
import Reports

enum ProgramManual {
    static func page(_ program: CommandTree, version: String) -> String {
        var page = Roff("gaapscope", section: 1, version: version)
        page.section("NAME")
        page.paragraph("gaapscope - browse the TCP listeners of Tencent Cloud GAAP in a terminal")
        synopsis(of: program, in: &page)
        description(in: &page)
        commands(of: program, in: &page)
        sharedOptions(of: program, in: &page)
        keys(in: &page)
        words(in: &page)
        statuses(in: &page)
        surroundings(in: &page)
        credentials(in: &page)
        return page.text
    }

    private static func synopsis(of program: CommandTree, in page: inout Roff) {
        page.section("SYNOPSIS")
        let lines = program.shownCommands.map { command in
            let values = command.shown.filter(\.isPositional).map { $0.isOptional ? "[\($0.usage)]" : $0.usage }
            let name = command.commandName == "browse" ? "[browse]" : command.commandName
            return (["gaapscope", name] + values + ["[<options>]"]).joined(separator: " ")
        }
        page.example(lines.joined(separator: "\n"))
    }

    private static func description(in page: inout Roff) {
        page.section("DESCRIPTION")
        page.paragraph(
            "What is down, where, which origin, since when, who else uses it, what changed: for the TCP "
                + "listeners of all proxies and proxy groups of an account. It reads and never writes. With --demo it "
                + "browses an embedded emulator of the service, for which no account is needed.")
        page.paragraph(
            "It asks for no more than 10 requests a second per action unless --rate says otherwise: the service "
                + "allows 20, and the console and other tools draw on the same.")
    }

    private static func commands(of program: CommandTree, in page: inout Roff) {
        page.section("COMMANDS")
        for command in program.shownCommands {
            page.subsection("gaapscope \(command.commandName)")
            page.paragraph(command.abstract ?? "")
            for text in (command.discussion ?? "").split(separator: "\n\n") { page.paragraph(String(text)) }
            for argument in command.shown where argument.sectionTitle == nil {
                page.item(argument.usage, argument.about)
            }
            let shared = OptionSection.all.filter { title in command.shown.contains { $0.sectionTitle == title } }
            if !shared.isEmpty { page.paragraph("And, below: \(shared.joined(separator: ", ").lowercased()).") }
        }
    }

    private static func sharedOptions(of program: CommandTree, in page: inout Roff) {
        page.section("OPTIONS OF SEVERAL COMMANDS")
        for title in OptionSection.all {
            page.subsection(title)
            let options = program.shownCommands.lazy.map { $0.shown.filter { $0.sectionTitle == title } }
            for option in options.first(where: { !$0.isEmpty }) ?? [] { page.item(option.usage, option.about) }
        }
    }

    private static func keys(in page: inout Roff) {
        page.section("KEYS")
        for section in KeyBindings.standard.sections {
            page.subsection(section.title[.english])
            for line in section.lines { page.item(line.keys.joined(separator: " "), line.help[.english]) }
        }
        page.paragraph("Other keys can be given to these commands: see keys in gaapscope-config(5).")
        page.section("WHILE A LINE IS TYPED")
        for row in PromptKeys.rows { page.item(row.keys, row.help[.english]) }
        page.section("TYPED COMMANDS")
        for row in TypedCommand.rows {
            page.item(":\(row.word)\(row.argument.isEmpty ? "" : " \(row.argument)")", row.help[.english])
        }
    }

    private static func words(in page: inout Roff) {
        page.section("FILTER")
        page.paragraph("Words that must all hold:")
        for (form, meaning) in FilterGrammar.forms { page.item(form, meaning[.english]) }
        page.section("STATES")
        page.paragraph("Worst first:")
        for state in State.allCases { page.item(state.word, state.meaning[.english]) }
        page.section("COLUMNS")
        for column in Column.all {
            page.item(
                column.id.rawValue,
                "\(column.title[.english]): \(column.about[.english]), for example \(column.sample)")
        }
    }

    private static func statuses(in page: inout Roff) {
        page.section("EXIT STATUS")
        for status in ExitStatus.allCases { page.item(String(status.rawValue), status.about) }
        page.item(ExitStatus.ofSignals.statuses, ExitStatus.ofSignals.about)
        page.paragraph("check has the statuses of monitoring plugins instead, whatever happens: see above.")
    }

    private static func credentials(in page: inout Roff) {
        page.section("CREDENTIALS")
        page.paragraph(
            "The first that has a key is used: the environment, the profile of tccli, the files of the SDKs in "
                + "the order above, the role of this machine if it is one of Tencent Cloud, the role of this pod. "
                + "With a profile chosen by --profile nothing else is looked at. Half of a key ends the search. Files "
                + "are only read; a key that is about to end is read again.")
        page.section("SEE ALSO")
        page.paragraph("gaapscope-config(5)")
    }
}
