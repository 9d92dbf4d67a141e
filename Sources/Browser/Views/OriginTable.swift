// The origins of a listener: how each is, since when, and how it has been. In the opened detail, what has no room
// beside an origin stands below it.

import GAAP
import Inventory
import TencentCloud

/// The columns of the table, for a width.
private struct OriginColumns {
    static let since = 9
    /// PORT, WT, ROLE and STATE, each with a blank before.
    private static let fixed = 6 + 4 + 7 + 6
    let address: Int
    let hasSince: Bool
    /// Cells of the strip of an hour; 0 where it has no room.
    let strip: Int

    init(longestAddress: Int, width: Int, isOpen: Bool) {
        // Below the list the strip matters more than the end of a long name.
        let most = width - Self.fixed - (isOpen ? 21 : 2 + Self.since + 20)
        address = max(16, min(longestAddress, most))
        let room = width - address - Self.fixed - 1
        hasSince = room >= Self.since
        strip = hasSince ? Strip.cellsOfHour(room: room - Self.since - 1) : 0
    }
}

extension BrowserState {
    private static let (hour, day) = (3_600.0, 86_400.0)
    private static let since = Wording("SINCE", zh: "始于")
    private static let lastHour = Wording("LAST 60 MIN", zh: "近 60 分钟")

    /// The table of origins.
    /// - Parameter isOpen: whether it stands in the opened detail, which has room for everything.
    func originLines(_ row: Row, width: Int, isOpen: Bool) -> [StyledLine] {
        guard !row.origins.isEmpty else {
            let meaning = State.meaningOfNoOrigins(areRead: row.health.areOriginsRead)
            return [StyledLine(words(meaning), Style(.warning))]
        }
        let longest = row.origins.map { DisplayText.width(of: $0.server.realServerIP ?? "?") }.max() ?? 0
        let columns = OriginColumns(longestAddress: longest, width: width, isOpen: isOpen)
        var lines = [titleLine(columns)]
        for (server, state) in row.origins {
            let history = OriginKey(server, of: row.listener).flatMap { account.history(of: $0) }
            lines.append(originLine(server, state, history, columns))
            lines += downLines(server, width: width)
            if isOpen { lines += pastLines(server, state, history, columns, width: width) }
        }
        return lines
    }

    private func titleLine(_ columns: OriginColumns) -> StyledLine {
        var title = StyledLine()
        func add(_ name: OriginTitle, _ columns: Int, alignsRight: Bool = false) {
            title.addCell(words(name.wording), columns: columns, alignsRight: alignsRight, style: Style(.title))
        }
        add(.server, columns.address)
        add(.port, 5, alignsRight: true)
        add(.weight, 3, alignsRight: true)
        add(.role, 6)
        add(.state, 5)
        if columns.hasSince { title.addCell(words(Self.since), columns: OriginColumns.since, style: Style(.title)) }
        if columns.strip > 0 { title.add(words(Self.lastHour), Style(.title)) }
        return title
    }

    private func originLine(
        _ server: BindRealServer, _ state: State, _ history: OriginHistory?, _ columns: OriginColumns
    ) -> StyledLine {
        var line = StyledLine()
        line.addCell(server.realServerIP ?? "?", columns: columns.address)
        line.addCell(server.realServerPort.map(String.init) ?? "", columns: 5, alignsRight: true)
        line.addCell(server.realServerWeight.map(String.init) ?? "", columns: 3, alignsRight: true)
        line.addCell(server.realServerFailoverRole?.shown(in: options.language) ?? "", columns: 6)
        line.addCell(state.word, columns: 5, style: Style(state.role))
        if columns.hasSince {
            line.addCell(sinceText(state, history), columns: OriginColumns.since, style: Style(state.role))
        }
        if columns.strip > 0 {
            line.parts += Strip.line(history, cells: columns.strip, span: Self.hour).parts
        }
        if let status = server.realServerStatus, !status.isKnown {
            line.add(words("  status \(status.raw)", zh: "  状态码 \(status.raw)"), Style(.unknown))
        }
        return line
    }

    /// `13:50 12m`, `11-22 2d` for what began on another day than a clock tells, `>12m` where it was down before
    /// anything is known.
    private func sinceText(_ state: State, _ history: OriginHistory?) -> String {
        guard state == .down || state == .dns, let since = history?.downSince else { return "" }
        let seconds = now - since.time
        let age = Age.text(seconds)
        if since.isAtLeast { return ">\(age)" }
        let local = CivilDate(unixSeconds: since.time.wholeSeconds + options.utcOffset)
        return "\(seconds < Self.day ? String(local.clock.prefix(5)) : String(local.description.suffix(5))) \(age)"
    }

    /// The addresses of DownIPList, below their origin.
    private func downLines(_ server: BindRealServer, width: Int) -> [StyledLine] {
        let down = server.downIPList ?? []
        guard !down.isEmpty else { return [] }
        return StyledLine.wrap("DownIPList " + down.joined(separator: " "), columns: max(20, width - 2))
            .map { StyledLine("  " + $0, Style(.bad)) }
    }

    /// The day before, and what had no room beside the origin.
    private func pastLines(
        _ server: BindRealServer, _ state: State, _ history: OriginHistory?, _ columns: OriginColumns, width: Int
    ) -> [StyledLine] {
        var lines: [StyledLine] = []
        func add(_ label: String, _ text: StyledLine) {
            var line = StyledLine("  ")
            line.addCell(label, columns: 11, style: Style(.faint))
            line.parts += text.parts
            lines.append(line)
        }
        let since = sinceText(state, history)
        if !columns.hasSince, !since.isEmpty { add(words(Self.since), StyledLine(since, Style(state.role))) }
        let room = width - 14
        if columns.strip == 0 {
            add(words(Self.lastHour), Strip.line(history, cells: Strip.cellsOfHour(room: room), span: Self.hour))
        }
        var day = Strip.line(history, cells: Strip.cellsOfDay(room: room), span: Self.day)
        if let id = server.realServerID, !id.isEmpty, DisplayText.width(of: day.text) + 2 + id.utf8.count <= room {
            day.add("  \(id)", Style(.faint))
        }
        add(words("LAST 24 H", zh: "近 24 小时"), day)
        return lines
    }

    /// Why SINCE and the strips are no more than what this run has seen, or what was read before: one line, for `L` has
    /// the rest.
    func historyFaultLines(_ row: Row) -> [StyledLine] {
        let keys = row.origins.compactMap { OriginKey($0.server, of: row.listener) }
        let faults = keys.compactMap { account.historyFaults[$0]?.error }.filter { $0 != .cancelled }
        let isSeen = keys.contains { account.histories[$0] == nil }
        guard row.listener.healthCheck != .off, let error = faults.first ?? (isSeen ? historyDesk.refusal : nil) else {
            return []
        }
        let (cause, key) = (Notice.cause(of: error), keyName(.errors))
        let text =
            isSeen
            ? words(
                "history  what this run has seen is shown: \(cause[.english]) (\(key))",
                zh: "历史  显示本次运行所见：\(cause[.chinese])（\(key)）")
            : words(
                "history  the last one read is shown: \(cause[.english]) (\(key))",
                zh: "历史  显示上次读到的历史：\(cause[.chinese])（\(key)）")
        return [StyledLine(text, Style(.warning))]
    }
}
