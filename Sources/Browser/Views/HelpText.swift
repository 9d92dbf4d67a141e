// Help, made from the tables that the program runs by: commands, health words, columns, the filter's fields, typed commands.

import Inventory

enum HelpText {
    static func lines(for context: Context, keys bindings: KeyBindings = .standard) -> [StyledLine] {
        keys(context, bindings) + states + filter + columns + prompts + commands
    }

    private static func title(_ text: String) -> [StyledLine] { [StyledLine(text, Style(.title))] }

    private static func row(_ left: String, _ right: String, columns: Int, _ style: Style = Style(.accent))
        -> StyledLine
    {
        var line = StyledLine("  ")
        line.addCell(left, columns: columns, style: style)
        line.add(right)
        return line
    }

    private static func keys(_ context: Context, _ bindings: KeyBindings) -> [StyledLine] {
        let here = bindings.rows.filter { $0.contexts.contains(context) }
        let elsewhere = bindings.rows.filter { !$0.contexts.contains(context) }
        func lines(_ rows: [CommandRow]) -> [StyledLine] {
            rows.map { row($0.keys.map(\.name).joined(separator: " "), $0.help, columns: 18) }
        }
        var all = title("Keys") + lines(here)
        if context == .list {
            all.append(
                row("0-9", "go to that port, as you type; \(bindings.name(of: .nextMatch)) the next one", columns: 18))
        }
        if !elsewhere.isEmpty { all += [StyledLine()] + title("Elsewhere") + lines(elsewhere) }
        return all + [StyledLine()]
    }

    private static var states: [StyledLine] {
        title("States, worst first")
            + State.allCases.map { row($0.word, $0.meaning, columns: 6, Style($0.role)) }
            + [
                row("*", "behind a state: it has changed and nobody has looked", columns: 6),
                row("~", "behind a state: it was read longer ago than two intervals", columns: 6),
                row("LAST", "how an origin has been: \(Strip.legend)", columns: 6), StyledLine(),
            ]
    }

    private static var filter: [StyledLine] {
        title("Filter: all words must hold") + FilterGrammar.forms.map { row($0.form, $0.meaning, columns: 18) }
            + [StyledLine()]
    }

    private static var columns: [StyledLine] {
        title("Columns") + Column.all.map { row("\($0.title)", "\($0.about) (:sort \($0.id))", columns: 14) }
            + [StyledLine()]
    }

    private static var prompts: [StyledLine] {
        title("While a line is typed") + PromptKeys.rows.map { row($0.keys, $0.help, columns: 18) } + [StyledLine()]
    }

    private static var commands: [StyledLine] {
        title("Commands") + TypedCommand.rows.map { row(":\($0.word) \($0.argument)", $0.help, columns: 18) }
    }
}
