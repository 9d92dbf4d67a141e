// The picker and the sort menu: lists to choose from.

import GAAP
import Inventory

extension BrowserState {
    func drawPicker(_ picker: Picker, in frame: inout Frame, _ layout: Layout) {
        let top = layout.body.lowerBound
        var at = 0
        for tab in Picker.Tab.allCases {
            let count = picker.choices(in: account, tab: tab).count
            let isHere = tab == picker.tab
            let style = Style(isHere ? .accent : .faint, selected: isHere)
            at = frame.put(" \(tab.title) \(Count.text(count)) ", row: top, column: at, style: style) + 1
        }
        at = frame.put("narrow: ", row: top, column: at + 1, style: Style(.prompt))
        frame.cursor = Position(
            row: top, column: drawPrompt(picker.prompt, in: &frame, row: top, column: at, limit: size.columns - at))
        let choices = picker.choices(in: account, tab: picker.tab)
        drawOwners(choices, picker, in: &frame, layout)
        if choices.isEmpty {
            let isReading = (ownersRun.flatMap { runs[$0] } ?? sweepRun).map { !$0.isOver } ?? false
            let text =
                isReading
                ? "reading…" : (picker.prompt.text.isEmpty ? "there are none" : "none matches; Backspace widens")
            frame.put(text, row: top + 2, column: 2, style: Style(.faint))
        }
    }

    private func drawOwners(_ choices: [OwnerEntry], _ picker: Picker, in frame: inout Frame, _ layout: Layout) {
        let nameWidth = min(size.columns >= 100 ? 30 : 20, size.columns - 26)
        var title = StyledLine()
        title.addCell("ID", columns: 14, style: Style(.title))
        title.addCell("NAME", columns: nameWidth, style: Style(.title))
        title.addCell("BAD/ALL", columns: 9, alignsRight: true, style: Style(.title))
        title.addCell("STATUS", columns: 10, style: Style(.title))
        title.add("REGIONS", Style(.title))
        title.draw(in: &frame, row: layout.body.lowerBound + 1)
        for (offset, row) in layout.body.dropFirst(2).enumerated() {
            let place = picker.top + offset
            guard choices.indices.contains(place) else { break }
            let entry = choices[place]
            var line = StyledLine()
            line.addCell(entry.owner.id.text, columns: 14)
            line.addCell(entry.owner.name, columns: nameWidth)
            let (text, role) = badOfAll(entry)
            line.addCell(text, columns: 9, alignsRight: true, style: Style(role))
            let isRunning = entry.owner.status == .running
            line.addCell(
                entry.owner.status?.words ?? "", columns: 10, style: Style(isRunning ? .faint : .warning))
            let regions = [entry.owner.accessRegion, entry.owner.originRegion].compactMap { $0 }
            line.add(regions.joined(separator: " > "), Style(.faint))
            line.draw(in: &frame, row: row)
            if place == picker.cursor { frame.restyle(row: row) { $0.selected = true } }
        }
    }

    /// `2/24`, with `>=` where the owner has not been read whole, `-` where not at all.
    private func badOfAll(_ entry: OwnerEntry) -> (String, Style.Role) {
        if case .failed = entry.reading { return ("failed", .error) }
        let rows = entry.rows.map { account.rows[$0] }.filter { !$0.isRemoved }
        if rows.isEmpty, !entry.reading.isOver { return ("-", .faint) }
        let bad = rows.count { $0.state.isProblem }
        let isWhole = if case .complete = entry.reading { true } else { false }
        return ("\(isWhole ? "" : ">=")\(bad)/\(rows.count)", bad > 0 ? .bad : .faint)
    }

    func drawSortMenu(_ cursor: Int, in frame: inout Frame, _ layout: Layout) {
        frame.put("Sort by", row: layout.body.lowerBound, column: 0, style: Style(.title))
        let height = layout.body.count - 1
        let top = max(0, min(cursor - height + 1, Column.all.count - height))
        for (row, column) in zip(layout.body.dropFirst(), Column.all.dropFirst(top)) {
            var line = StyledLine("  ")
            line.addCell(column.title, columns: 14, style: Style(column.id == listing.sort.column ? .accent : .plain))
            line.add(column.about, Style(.faint))
            line.draw(in: &frame, row: row)
            if Column.all[cursor].id == column.id { frame.restyle(row: row) { $0.selected = true } }
        }
    }
}
