// The picker: proxies, groups, regions and origins to choose from.

import GAAP
import Inventory

extension BrowserState {
    func drawPicker(_ picker: Picker, in frame: inout Frame, _ layout: Layout) {
        let top = layout.body.lowerBound
        var at = 0
        for tab in Picker.Tab.allCases {
            let isHere = tab == picker.tab
            // A narrow window keeps room for what is typed: it shows the tab at hand alone.
            guard isHere || size.columns >= 72 else { continue }
            let text = " \(tab.title) \(Count.text(picker.counts[tab.rawValue])) "
            at = frame.put(text, row: top, column: at, style: Style(isHere ? .accent : .faint, selected: isHere)) + 1
        }
        at = frame.put("narrow: ", row: top, column: at + 1, style: Style(.prompt))
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
                ? "reading…" : (picker.prompt.text.isEmpty ? "there are none" : "none matches; Backspace widens")
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
            title.addCell("NAME", columns: nameWidth, style: Style(.title))
        case .regions: title.addCell("REGION OF ORIGINS", columns: groupWidth, style: Style(.title))
        case .origins: title.addCell("ORIGIN, worst first", columns: groupWidth, style: Style(.title))
        }
        title.addCell("BAD/ALL", columns: 9, alignsRight: true, style: Style(.title))
        if picker.tab == .proxies || picker.tab == .groups {
            title.addCell("STATUS", columns: 10, style: Style(.title))
            title.add("REGIONS", Style(.title))
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
            line.addCell(grouping.title, columns: groupWidth)
        }
        line.addCell(grouping.countText, columns: 9, alignsRight: true, style: Style(grouping.role))
        if let owner = choice.owner {
            let isRunning = owner.status == .running
            line.addCell(owner.status?.words ?? "", columns: 10, style: Style(isRunning ? .faint : .warning))
            let regions = [owner.accessRegion, owner.originRegion].compactMap { $0 }
            line.add(regions.joined(separator: " > "), Style(.faint))
        }
        return line
    }
}
