// The picker: proxies, groups, regions and origins to choose from.

import GAAP
import Inventory
import Essentials

extension BrowserState {
    func drawPicker(_ picker: Picker, in frame: inout Frame, _ layout: Layout) {
        let top = layout.body.lowerBound
        var at = 0
        for tab in Picker.Tab.allCases {
            let isHere = tab == picker.tab
            // A narrow window keeps room for what is typed: it shows the tab at hand alone.
            guard isHere || size.columns >= 72 else { continue }
            let text = " \(words(tab.title)) \(Count.text(picker.counts[tab.rawValue])) "
            at = frame.put(text, row: top, column: at, style: Style(isHere ? .accent : .faint, selected: isHere)) + 1
        }
        at = frame.put(words("narrow: ", zh: "筛选："), row: top, column: at + 1, style: Style(.prompt))
        frame.cursor = Position(
            row: top, column: drawPrompt(picker.prompt, in: &frame, row: top, column: at, limit: size.columns - at))
        drawTitles(picker, in: &frame, row: top + 1)
        for (offset, row) in layout.body.dropFirst(2).enumerated() {
            let place = picker.top + offset
            guard picker.choices.indices.contains(place) else { break }
            line(picker.choices[place]).draw(in: &frame, row: row)
            if place == picker.cursor { frame.restyle(row: row) { $0.selected = true } }
        }
        if picker.choices.isEmpty {
            let isReading = (ownersRun.flatMap { runs[$0] } ?? sweepRun).map { !$0.isOver } ?? false
            let text =
                isReading
                ? words(.reading)
                : picker.prompt.text.isEmpty
                    ? words("there are none", zh: "没有可选项")
                    : words("none matches; Backspace widens", zh: "没有匹配项；Backspace 放宽条件")
            frame.put(text, row: top + 2, column: 2, style: Style(.faint))
        }
    }

    /// Columns of an owner's name.
    private var nameWidth: Int { min(size.columns >= 100 ? 30 : 20, size.columns - 26) }
    /// Columns of a region or an address.
    private var groupWidth: Int { min(60, size.columns - 12) }

    private func drawTitles(_ picker: Picker, in frame: inout Frame, row: Int) {
        var title = StyledLine()
        switch picker.tab {
        case .proxies, .groups:
            title.addCell("ID", columns: 14, style: Style(.title))
            title.addCell(words("NAME", zh: "名称"), columns: nameWidth, style: Style(.title))
        case .regions:
            title.addCell(words("REGION OF ORIGINS", zh: "源站区域"), columns: groupWidth, style: Style(.title))
        case .origins:
            title.addCell(words("ORIGIN, worst first", zh: "源站（异常优先）"), columns: groupWidth, style: Style(.title))
        }
        title.addCell(words("BAD/ALL", zh: "问题/总数"), columns: 9, alignsRight: true, style: Style(.title))
        if picker.tab == .proxies || picker.tab == .groups {
            title.addCell(words("STATUS", zh: "状态"), columns: 10, style: Style(.title))
            title.add(words("REGIONS", zh: "区域"), Style(.title))
        }
        title.draw(in: &frame, row: row)
    }

    private func line(_ choice: Picker.Choice) -> StyledLine {
        var line = StyledLine()
        let grouping = choice.grouping
        if let owner = choice.owner {
            line.addCell(owner.id.text, columns: 14)
            line.addCell(owner.name, columns: nameWidth)
        } else {
            line.addCell(grouping.title(in: options.language), columns: groupWidth)
        }
        line.addCell(
            grouping.countText(in: options.language), columns: 9, alignsRight: true, style: Style(grouping.role))
        if let owner = choice.owner {
            let isRunning = owner.status == .value(.running)
            line.addCell(
                owner.status.value.map { words($0.meaning) } ?? "", columns: 10,
                style: Style(isRunning ? .faint : .warning))
            let regions = [owner.accessRegion, owner.originRegion].compactMap { $0 }
            line.add(regions.joined(separator: " > "), Style(.faint))
        }
        return line
    }
}
