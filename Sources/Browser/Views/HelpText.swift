// Help, made from the tables that the program runs by: commands, health words, columns, the filter's fields, typed
// commands.

import Inventory
import Reports
import Essentials

struct HelpText {
    private let bindings: KeyBindings
    private let language: Language

    static func lines(
        for context: Context, keys bindings: KeyBindings = .standard, in language: Language = .english
    ) -> [StyledLine] {
        let text = HelpText(bindings: bindings, language: language)
        return text.keys(context) + text.states + text.filter + text.columns + text.prompts + text.commands
    }

    private func title(_ english: String, zh chinese: String) -> [StyledLine] {
        [StyledLine(Wording(english, zh: chinese)[language], Style(.title))]
    }

    private func row(_ left: String, _ right: Wording, columns: Int, _ style: Style = Style(.accent)) -> StyledLine {
        var line = StyledLine("  ")
        line.addCell(left, columns: columns, style: style)
        line.add(right[language])
        return line
    }

    /// The keys that hold here, in sections, then those that hold elsewhere only.
    private func keys(_ context: Context) -> [StyledLine] {
        func line(_ line: KeyLine) -> StyledLine { row(line.keys.joined(separator: " "), line.help, columns: 18) }
        let sections = bindings.sections
        let here = sections.flatMap { section -> [StyledLine] in
            let lines = section.lines.filter { $0.contexts.contains(context) }.map(line)
            return lines.isEmpty ? [] : [StyledLine(section.title[language], Style(.title))] + lines + [StyledLine()]
        }
        let elsewhere = sections.flatMap(\.lines).filter { !$0.contexts.contains(context) }.map(line)
        return elsewhere.isEmpty ? here : here + title("Elsewhere", zh: "其他界面") + elsewhere + [StyledLine()]
    }

    private var states: [StyledLine] {
        let legend = Strip.legend
        let marks = [
            ("*", Wording("behind a state: it has changed and nobody has looked", zh: "状态之后：有变化且尚未查看")),
            ("↓ ↑", Wording("beside a column's title: the list is sorted by it; ↑ reversed", zh: "列标题旁：按该列排序，↑ 为倒序")),
            ("~", Wording("behind a state: it was read longer ago than two intervals", zh: "状态之后：上次读取距今已超过两个刷新间隔")),
            (
                Wording("LAST", zh: "近")[language],
                Wording("how an origin has been: \(legend[.english])", zh: "源站近况：\(legend[.chinese])")
            ),
        ]
        return title("States, worst first", zh: "状态（从重到轻）")
            + State.allCases.map { row($0.word, $0.meaning, columns: 6, Style($0.role)) }
            + marks.map { row($0.0, $0.1, columns: 6) } + [StyledLine()]
    }

    private var filter: [StyledLine] {
        title("Filter: all words must hold", zh: "过滤：须满足全部条件")
            + FilterGrammar.forms.map { row($0.form, $0.meaning, columns: 18) } + [StyledLine()]
    }

    private var columns: [StyledLine] {
        title("Columns", zh: "列")
            + Column.all.map { column in
                let about = Wording(
                    "\(column.about[.english]) (:sort \(column.id.rawValue))",
                    zh: "\(column.about[.chinese])（:sort \(column.id.rawValue)）")
                return row(column.title[language], about, columns: 14)
            } + [StyledLine()]
    }

    private var prompts: [StyledLine] {
        title("While a line is typed", zh: "输入行") + PromptKeys.rows.map { row($0.keys, $0.help, columns: 18) }
            + [StyledLine()]
    }

    private var commands: [StyledLine] {
        title("Commands", zh: "命令") + TypedCommand.rows.map { row(":\($0.word) \($0.argument)", $0.help, columns: 18) }
    }
}
