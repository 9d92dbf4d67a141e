// The picker: proxies, groups, origins and regions to choose from, worst first.

import GAAP
import Inventory
import Essentials

extension BrowserState {
    func drawPicker(_ picker: Picker, in frame: inout Frame, _ layout: Layout) {
        let top = layout.body.lowerBound
        var at = 0
        let tabs = Picker.Tab.allCases.map { tab in
            (tab: tab, text: " \(words(tab.title)) \(Count.text(picker.counts[tab.rawValue])) ")
        }
        // A narrow window shows only the open tab, so that the typed text fits.
        let hasAllTabs = tabs.reduce(20) { $0 + DisplayText.width(of: $1.text) } <= size.columns
        for (tab, text) in tabs where hasAllTabs || tab == picker.tab {
            let isHere = tab == picker.tab
            at = frame.put(text, row: top, column: at, style: Style(isHere ? .accent : .faint, selected: isHere))
        }
        at = frame.put(words("filter: ", zh: "筛选："), row: top, column: at + 1, style: Style(.prompt))
        frame.cursor = Position(
            row: top, column: drawPrompt(picker.prompt, in: &frame, row: top, column: at, limit: size.columns - at))
        drawTitles(picker, in: &frame, row: top + 1)
        for (offset, row) in layout.body.dropFirst(2).enumerated() {
            let index = picker.top + offset
            guard picker.choices.indices.contains(index) else { break }
            line(picker.choices[index]).draw(in: &frame, row: row)
            if index == picker.cursor { frame.restyle(row: row) { $0.selected = true } }
        }
        if picker.choices.isEmpty {
            let isReading = (ownersRun.flatMap { runs[$0] } ?? sweepRun).map { !$0.isOver } ?? false
            let text =
                isReading
                ? words(.reading)
                : picker.prompt.text.isEmpty
                    ? words("nothing to choose", zh: "没有可选项")
                    : noMatch(picker)
            frame.put(text, row: top + 2, column: 2, style: Style(.faint))
        }
    }

    /// Returns the message if nothing in this tab matches, which names the tabs with matches.
    private func noMatch(_ picker: Picker) -> String {
        let others = Picker.Tab.allCases.filter { picker.counts[$0.rawValue] > 0 }
            .map { "\(words($0.title)) \(Count.text(picker.counts[$0.rawValue]))" }
        return others.isEmpty
            ? words("no match; Backspace shortens the text", zh: "没有匹配项，按 Backspace 放宽条件")
            : words(
                "no match in this tab; Tab goes to \(others.joined(separator: ", "))",
                zh: "此标签页没有匹配项，按 Tab 切换到\(others.joined(separator: "、"))")
    }

    /// The width of the status, for example `STOP create failed` or `PART 1 of 3 stopped`.
    private static let statusWidth = 20
    /// The width of an owner's name.
    private var nameWidth: Int { min(size.columns >= 100 ? 30 : 20, size.columns - 26) }
    /// The width of a region or an address.
    private var groupWidth: Int { min(60, size.columns - 12) }

    private func drawTitles(_ picker: Picker, in frame: inout Frame, row: Int) {
        var title = StyledLine()
        switch picker.tab {
        case .proxies, .groups:
            title.addCell("ID", columns: 14, style: Style(.title))
            title.addCell(words("NAME", zh: "名称"), columns: nameWidth, style: Style(.title))
        case .regions:
            title.addCell(words("ORIGIN REGION", zh: "源站区域"), columns: groupWidth, style: Style(.title))
        case .accessRegions:
            title.addCell(words("ACCESS REGION", zh: "加速区域"), columns: groupWidth, style: Style(.title))
        case .origins:
            title.addCell(words("ORIGIN", zh: "源站"), columns: groupWidth, style: Style(.title))
        }
        title.addCell(words("BAD/ALL", zh: "问题/总数"), columns: 9, alignsRight: true, style: Style(.title))
        if picker.tab == .proxies || picker.tab == .groups {
            title.addCell(words("STATUS", zh: "状态"), columns: Self.statusWidth, style: Style(.title))
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
        if let owner = choice.owner, let state = choice.state {
            let word = state.kind.bestWord
            line.addCell(
                word == .ok ? words(state.brief) : "\(word.word) \(words(state.brief))", columns: Self.statusWidth,
                style: Style(word == .ok ? .faint : word.role))
            if let member = choice.member {
                line.add(words("member", zh: "成员") + " \(member.id.text) \(member.accessRegion ?? "")", Style(.accent))
            } else {
                line.add(owner.regions, Style(.faint))
            }
        }
        return line
    }
}
