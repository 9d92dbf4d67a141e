// The sidebar: owners, access regions, regions of origins and addresses of origins, each with its bad and total counts.
// The word STOP precedes the counts of a stopped owner.

import Essentials
import Inventory

extension BrowserState {
    func drawSidebar(in frame: inout Frame, _ layout: Layout) {
        guard layout.sidebar > 0 else { return }
        for row in layout.body { frame.put("|", row: row, column: layout.sidebar, style: Style(.faint)) }
        let heights = sidebar.heights(rows: layout.body.count)
        var row = layout.body.lowerBound
        for section in Sidebar.Section.allCases {
            let hasFocus = focus == .sidebar && sidebar.section == section
            frame.put(
                title(section), row: row, column: 0, limit: layout.sidebar - 1,
                style: Style(hasFocus ? .accent : .title))
            row += 1
            let top = sidebar.top(of: section)
            for (offset, grouping) in sidebar[section].dropFirst(top).prefix(heights[section.rawValue]).enumerated() {
                draw(grouping, in: &frame, row: row, width: layout.sidebar - 1)
                if hasFocus, top + offset == sidebar.cursor {
                    frame.restyle(row: row, to: layout.sidebar - 1) { $0.selected = true }
                }
                row += 1
            }
        }
    }

    private func title(_ section: Sidebar.Section) -> String {
        let count = Count.text(sidebar[section].count)
        switch section {
        case .owners: return words("Owners \(count)", zh: "通道与通道组 \(count)")
        case .accessRegions: return words("Access regions \(count)", zh: "加速区域 \(count)")
        case .regions: return words("Origin regions \(count)", zh: "源站区域 \(count)")
        case .origins:
            let all = Count.text(sidebar.originCount)
            return sidebar.originCount > sidebar[section].count
                ? words("Origins, \(count) of \(all)", zh: "源站 \(count)/\(all)")
                : words("Origins \(count)", zh: "源站 \(count)")
        }
    }

    /// The minimum width of the sidebar for ids after the names of owners.
    private static let widthForIDs = 44

    private func draw(_ grouping: Grouping, in frame: inout Frame, row: Int, width: Int) {
        let (text, role) = (grouping.countText(in: options.language), grouping.role)
        var column = width - DisplayText.width(of: text)
        frame.put(text, row: row, column: column, style: Style(role))
        if grouping.isStopped {
            column -= State.stop.word.count + 1
            frame.put(State.stop.word, row: row, column: column, style: Style(State.stop.role))
        }
        if width >= Self.widthForIDs, case .owner(let owner) = grouping.part {
            let idColumn = width - Self.roomForCounts - 1 - Self.roomForID
            frame.put(owner.text, row: row, column: idColumn, limit: column - idColumn - 1, style: Style(.faint))
            column = min(column, idColumn)
        }
        let isHere = narrowed.contains { $0.part == grouping.part }
        frame.put(isHere ? ">" : " ", row: row, column: 0, style: Style(.accent))
        frame.put(
            grouping.title(in: options.language), row: row, column: 1, limit: column - 2,
            style: Style(isHere ? .accent : .plain))
    }

    /// The widths of an id and of the counts, for example `STOP >=10/24`. Ids are aligned before the counts.
    private static let (roomForID, roomForCounts) = (13, 12)
}

extension Grouping {
    var isStopped: Bool { ownerState == .stopped }

    /// The role of the counts.
    var role: Style.Role {
        switch standing {
        case .failed: .error
        case .unread: .faint
        case .whole, .partly: bad > 0 ? .bad : .faint
        }
    }
}
