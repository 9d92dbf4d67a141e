// gaapscope(1), generated from the tables that the program uses: flags, keys, typed commands, filter, states, exit
// statuses and settings.

import Essentials
import Browser
import Inventory
import Reports

enum ProgramManual {
    static func page(_ program: CommandTree, version: String) -> String {
        var page = Roff("gaapscope", section: 1, date: ProgramVersion.releaseDate, version: version)
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
        examples(of: program, in: &page)
        page.section("SEE ALSO")
        page.paragraph("gaapscope-config(5)")
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
            """
            gaapscope shows the TCP listeners of all proxies and proxy groups of an account: what is down, where, \
            which origin, since when, who else uses it, and what changed. It only reads the account and never changes \
            it. With --demo it uses an embedded emulator of the service and needs no account.
            """)
        page.paragraph(
            """
            By default it sends at most 10 requests per second for each action (--rate). The service allows 20, which \
            the console and other tools share.
            """)
    }

    private static func commands(of program: CommandTree, in page: inout Roff) {
        page.section("COMMANDS")
        for command in program.shownCommands {
            page.subsection("gaapscope \(command.commandName)")
            page.paragraph(command.abstract ?? "")
            for text in command.text.split(separator: "\n\n") { page.paragraph(String(text)) }
            for argument in command.shown where argument.sectionTitle == nil {
                page.item(argument.usage, argument.about)
            }
            let shared = OptionSection.all.filter { title in command.shown.contains { $0.sectionTitle == title } }
            if !shared.isEmpty {
                page.paragraph("Also \(shared.joined(separator: ", ").lowercased()): see below.")
            }
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
        page.paragraph("Keys can be rebound: see keys in gaapscope-config(5).")
        page.section("KEYS IN PROMPTS")
        for row in PromptKeys.rows { page.item(row.keys, row.help[.english]) }
        page.section("TYPED COMMANDS")
        for row in TypedCommand.rows {
            page.item(":\(row.word)\(row.argument.isEmpty ? "" : " \(row.argument)")", row.help[.english])
        }
    }

    private static func words(in page: inout Roff) {
        page.section("FILTER")
        page.paragraph("A filter consists of words. A listener must match all of them:")
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
        page.paragraph("check always exits with a status of monitoring plugins instead: see COMMANDS.")
    }

    private static func credentials(in page: inout Roff) {
        page.section("CREDENTIALS")
        page.paragraph(
            """
            The first source that has a key is used: the environment, the profile of tccli, the files of the SDKs in \
            the order above, the role of this machine if it is one of Tencent Cloud, the role of this pod. With \
            --profile, only that profile is used. An incomplete key ends the search. Files are only read. If a \
            temporary key is about to expire, its source is read again.
            """)
    }

    private static func examples(of program: CommandTree, in page: inout Roff) {
        page.section("EXAMPLES")
        for command in program.shownCommands where !command.exampleLines.isEmpty {
            page.subsection("gaapscope \(command.commandName)")
            page.example(command.exampleLines.joined(separator: "\n"))
        }
    }
}
