// The help, generated from the tables of the program: commands, states, columns, filter fields, typed commands.

import Inventory
import Reports
import Essentials

struct HelpText {
    /// The minimum widths of the screen for two and for three columns of sections.
    private static let (widthForTwo, widthForThree) = (100, 180)
    private static let gap = 2

    private let bindings: KeyBindings
    private let language: Language
    /// The maximum width of a line.
    private let width: Int

    /// Returns the lines of the help.
    /// - Parameter width: the width of the screen in columns.
    static func lines(
        for context: Context, keys bindings: KeyBindings = .standard, in language: Language = .english, width: Int = 80
    ) -> [StyledLine] {
        let count = width < widthForTwo ? 1 : width < widthForThree ? 2 : 3
        let columnWidth = (width - gap * (count - 1)) / count
        // A single column is cut at the edge of the screen, like every text.
        let text = HelpText(bindings: bindings, language: language, width: count == 1 ? .max : columnWidth)
        let sections =
            text.keys(context) + [text.states, text.filter, text.columns, text.prompts, text.commands]
        return text.set(sections, in: count)
    }

    /// Arranges the sections in columns of similar height, in order from the top of the first column to the end of the
    /// last one.
    private func set(_ sections: [[StyledLine]], in count: Int) -> [StyledLine] {
        let total = sections.reduce(-1) { $0 + $1.count + 1 }
        for height in (total + count - 1) / count...max(total, 1) {
            let columns = Self.fill(sections, height: height)
            if columns.count <= count { return join(columns) }
        }
        return join([Self.column(sections)])
    }

    /// Arranges sections in columns of at most `height` lines. A longer section is a column of its own.
    private static func fill(_ sections: [[StyledLine]], height: Int) -> [[StyledLine]] {
        var columns: [[StyledLine]] = []
        for section in sections {
            if let last = columns.last, last.count + 1 + section.count <= height {
                columns[columns.count - 1] = last + [StyledLine()] + section
            } else {
                columns.append(section)
            }
        }
        return columns
    }

    private static func column(_ sections: [[StyledLine]]) -> [StyledLine] {
        Array(sections.joined(separator: [StyledLine()]))
    }

    private func join(_ columns: [[StyledLine]]) -> [StyledLine] {
        guard columns.count > 1 else { return columns.first ?? [] }
        return (0..<(columns.map(\.count).max() ?? 0)).map { row in
            var line = StyledLine()
            for (number, column) in columns.enumerated() where row < column.count {
                let start = number * (width + Self.gap)
                line.add(String(repeating: " ", count: max(0, start - DisplayText.width(of: line.text))))
                line.parts += column[row].parts
            }
            return line
        }
    }

    private func title(_ english: String, zh chinese: String) -> StyledLine {
        StyledLine(Wording(english, zh: chinese)[language], Style(.title))
    }

    /// Returns a word with its meaning, which is wrapped if it is too long.
    private func row(_ left: String, _ right: Wording, columns: Int, _ style: Style = Style(.accent)) -> [StyledLine] {
        let indent = 2 + columns + 1
        let texts = width == .max ? [right[language]] : StyledLine.wrap(right[language], columns: width - indent)
        return texts.enumerated().map { number, text in
            var line = StyledLine("  ")
            if number == 0 {
                line.addCell(left, columns: columns, style: style)
            } else {
                line.add(String(repeating: " ", count: columns + 1))
            }
            line.add(text)
            return line
        }
    }

    /// Returns the keys of a context, by section, and then all other keys.
    private func keys(_ context: Context) -> [[StyledLine]] {
        func lines(_ lines: [KeyLine]) -> [StyledLine] {
            lines.flatMap { row($0.keys.joined(separator: " "), $0.help, columns: 18) }
        }
        let sections = bindings.sections
        let here = sections.compactMap { section -> [StyledLine]? in
            let keys = lines(section.lines.filter { $0.contexts.contains(context) })
            return keys.isEmpty ? nil : [StyledLine(section.title[language], Style(.title))] + keys
        }
        let elsewhere = lines(sections.flatMap(\.lines).filter { !$0.contexts.contains(context) })
        return elsewhere.isEmpty ? here : here + [[title("In other views", zh: "其他界面")] + elsewhere]
    }

    private var states: [StyledLine] {
        let legend = Strip.legend
        let marks = [
            ("*", Wording("after a state: it has changed since you looked at it", zh: "状态之后：有变化且尚未查看")),
            ("↓ ↑", Wording("next to a column title: the sort column; ↑ reversed", zh: "列标题旁：按该列排序，↑ 为倒序")),
            ("~", Wording("after a state: read more than two intervals ago", zh: "状态之后：上次读取距今已超过两个刷新间隔")),
            (
                Wording("LAST", zh: "近")[language],
                Wording("recent health of an origin: \(legend[.english])", zh: "源站近况：\(legend[.chinese])")
            ),
        ]
        return [title("States, worst first", zh: "状态（从重到轻）")]
            + State.allCases.flatMap { row($0.word, $0.meaning, columns: 6, Style($0.role)) }
            + marks.flatMap { row($0.0, $0.1, columns: 6) }
    }

    private var filter: [StyledLine] {
        [title("Filter (all words must match)", zh: "过滤（须满足全部条件）")]
            + FilterGrammar.forms.flatMap { row($0.form, $0.meaning, columns: 18) }
    }

    private var columns: [StyledLine] {
        [title("Columns", zh: "列")]
            + Column.all.flatMap { column in
                let about = Wording(
                    "\(column.about[.english]) (:sort \(column.id.rawValue))",
                    zh: "\(column.about[.chinese])（:sort \(column.id.rawValue)）")
                return row(column.title[language], about, columns: 14)
            }
    }

    private var prompts: [StyledLine] {
        [title("In a prompt", zh: "输入行")]
            + PromptKeys.rows.flatMap { row($0.keys, $0.help, columns: 18) }
    }

    private var commands: [StyledLine] {
        [title("Commands", zh: "命令")]
            + TypedCommand.rows.flatMap { row(":\($0.word) \($0.argument)", $0.help, columns: 18) }
    }
}
