// The first line: account and scope, the restrictions and the hidden sort order of the list, the number of rows, and
// when they were read. Restrictions are always shown, because users would take a list that hides rows for the complete
// list.

import Inventory
import Essentials
import Reports

extension BrowserState {
    /// A restriction or property of the list that is not visible in its rows.
    private struct Mark {
        let text: String
        var role = Style.Role.accent
        /// The minimum width to which the mark may be cut.
        var minimumWidth = Int.max
    }

    /// A selection of parts that may fit the window: program name, account, width of the scope, and the right part.
    private struct Plan {
        var program = "GAAP"
        let account: String
        let scope: Int
        let right: String

        /// The column at which the scope begins.
        var start: Int {
            let name = program.isEmpty ? 0 : program.count + 2
            return name + (account.isEmpty ? 0 : DisplayText.width(of: account) + 2)
        }
    }

    func drawScope(in frame: inout Frame) {
        let (scope, marks) = (scopeText, marks)
        let marksWidth = marks.reduce(0) { $0 + DisplayText.width(of: $1.text) + 2 }
        let plans = plans(scopeWidth: DisplayText.width(of: scope))
        let fitting = plans.first { plan in
            plan.start + plan.scope + marksWidth + 2 + DisplayText.width(of: plan.right) <= size.columns
        }
        guard let plan = fitting ?? plans.last else { return }
        let rightColumn = max(0, size.columns - DisplayText.width(of: plan.right))
        frame.put(plan.program, row: 0, column: 0, style: Style(.accent))
        frame.put(plan.account, row: 0, column: plan.program.count + 2, style: Style(.title))
        var room = rightColumn - 2
        var widths = marks.map { DisplayText.width(of: $0.text) }
        // Marks are cut only if everything else has been dropped. The longest marks, such as the filter and the name,
        // are cut first.
        var excess = plan.start + marks.count * 2 + widths.reduce(0, +) - room
        for index in marks.indices.sorted(by: { widths[$0] > widths[$1] }) where excess > 0 {
            let cut = min(excess, max(0, widths[index] - marks[index].minimumWidth))
            widths[index] -= cut
            excess -= cut
        }
        room -= widths.reduce(0) { $0 + $1 + 2 }
        var at = frame.put(scope, row: 0, column: plan.start, limit: room - plan.start)
        if at > plan.start { at += 2 }
        for (mark, width) in zip(marks, widths) {
            at =
                frame.put(
                    mark.text, row: 0, column: at, limit: min(width, rightColumn - 1 - at), style: Style(mark.role)) + 2
        }
        frame.put(plan.right, row: 0, column: rightColumn)
    }

    /// Returns the possible plans, best first. They drop the site first, then the account, the end of the scope, the
    /// time, and the program's name.
    private func plans(scopeWidth: Int) -> [Plan] {
        let label = DisplayText.text(of: DisplayText.fitted(options.accountLabel, columns: 16))
        let whole = options.siteLabel.isEmpty ? label : "\(label) \(options.siteLabel)"
        let (needed, short) = (min(scopeWidth, 26), min(scopeWidth, 17))
        let all = "\(sizeText)  \(clockText)"
        return [
            Plan(account: whole, scope: needed, right: all), Plan(account: label, scope: needed, right: all),
            Plan(account: "", scope: needed, right: all), Plan(account: "", scope: short, right: all),
            Plan(account: "", scope: short, right: sizeText),
            Plan(program: "", account: "", scope: short, right: sizeText),
            Plan(program: "", account: "", scope: 0, right: sizeText),
        ]
    }

    /// The restrictions of the list, and its sort column if that is not on the screen.
    private var marks: [Mark] {
        var marks: [Mark] = []
        if listing.filter != nil { marks.append(Mark(text: "</\(listing.filterText)>", minimumWidth: 9)) }
        if listing.problemsOnly { marks.append(Mark(text: words("! problems", zh: "! 仅问题"), minimumWidth: 1)) }
        if narrowing == nil {
            if let port = question.port { marks.append(Mark(text: ":port \(port)")) }
            if let name = question.listenerName { marks.append(Mark(text: ":name \(name)", minimumWidth: 12)) }
            if let text = question.searchValue { marks.append(Mark(text: ":find \(text)", minimumWidth: 12)) }
        }
        if let text = hiddenOrder { marks.append(Mark(text: text)) }
        if isPaused, !isOffline { marks.append(Mark(text: words("PAUSED", zh: "已暂停"), role: .warning)) }
        if listing.oldest.map(isStale) == true { marks.append(Mark(text: words("STALE", zh: "已过时"), role: .warning)) }
        return marks
    }

    /// The sort column with its arrow, if its title is not on the screen.
    private var hiddenOrder: String? {
        let columns = PlacedColumn.place(in: Layout(self).main.count, skipping: listing.firstColumn)
        guard !columns.contains(where: { $0.column.id == listing.sort.column }) else { return nil }
        let column = Column[listing.sort.column]
        return words("by \(column.title[.english])", zh: "按\(column.title[.chinese])") + listing.sort.arrow
    }
}

extension SortOrder {
    /// The arrow next to the title of the sort column: down for the column's own order, up for the reverse order.
    var arrow: String { isReversed ? "↑" : "↓" }
}
