// The table of a listener's origins: state, since when, and recent history. In the detail, what does not fit the line
// of an origin is shown below it.

import GAAP
import Inventory
import Reports
import Essentials

/// The column widths of the table for a given width.
private struct OriginColumns {
    static let since = 9
    /// The width of WT, whose Chinese title is wider than any weight.
    let weight: Int
    let address: Int
    let hasSince: Bool
    /// The number of cells of the strip of the last hour; 0 if it does not fit.
    let strip: Int

    init(longestAddress: Int, width: Int, isOpen: Bool, _ language: Language) {
        weight = language == .chinese ? 4 : 3
        // PORT, WT, ROLE and STATE, each with a preceding blank.
        let fixed = 6 + (1 + weight) + 7 + 6
        // In the pane, the strip takes precedence over the end of a long name.
        let maximum = width - fixed - (isOpen ? 21 : 2 + Self.since + 20)
        // An IPv4 address has at most 15 characters. The strip has the same length in both languages.
        address = max(19 - weight, min(longestAddress, maximum))
        let room = width - address - fixed - 1
        hasSince = room >= Self.since
        strip = hasSince ? Strip.cellsOfHour(room: room - Self.since - 1) : 0
    }
}

/// The history of an origin, and since when the origin has been down.
private struct OriginPast {
    let history: OriginHistory?
    let since: String
}

extension BrowserState {
    private static let (hour, day) = (3_600.0, 86_400.0)
    private static let since = Wording("SINCE", zh: "始于")
    private static let lastHour = Wording("LAST 60 MIN", zh: "近 60 分钟")

    /// Returns the table of origins.
    /// - Parameter isOpen: whether the table is in the full detail, which shows everything.
    func originLines(_ row: Row, width: Int, isOpen: Bool) -> [StyledLine] {
        guard !row.origins.isEmpty else {
            let meaning = State.meaningOfNoOrigins(areRead: row.health.areOriginsRead)
            return [StyledLine(words(meaning), Style(.warning))]
        }
        let longest = row.origins.map { DisplayText.width(of: $0.server.realServerIP ?? "?") }.max() ?? 0
        let columns = OriginColumns(longestAddress: longest, width: width, isOpen: isOpen, options.language)
        var lines = [titleLine(columns)]
        for (index, (server, state)) in row.origins.enumerated() {
            let past = OriginPast(
                history: account.originHistory(of: server, in: row),
                since: sinceText(account.downSince(index, in: row), row))
            lines.append(originLine(server, port: row.listener.port(of: server), state, past, columns))
            lines += downLines(server, width: width)
            if isOpen { lines += pastLines(server, state, past, columns, width: width) }
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
        add(.weight, columns.weight, alignsRight: true)
        add(.role, 6)
        add(.state, 5)
        if columns.hasSince { title.addCell(words(Self.since), columns: OriginColumns.since, style: Style(.title)) }
        if columns.strip > 0 { title.add(words(Self.lastHour), Style(.title)) }
        return title
    }

    private func originLine(
        _ server: BindRealServer, port: Int?, _ state: State, _ past: OriginPast, _ columns: OriginColumns
    ) -> StyledLine {
        var line = StyledLine()
        line.addCell(server.realServerIP ?? "?", columns: columns.address)
        line.addCell(port.map(String.init) ?? "", columns: 5, alignsRight: true)
        line.addCell(server.realServerWeight.map(String.init) ?? "", columns: columns.weight, alignsRight: true)
        line.addCell(server.realServerFailoverRole?.shown(in: options.language) ?? "", columns: 6)
        line.addCell(state.word, columns: 5, style: Style(state.role))
        if columns.hasSince {
            line.addCell(past.since, columns: OriginColumns.since, style: Style(state.role))
        }
        if columns.strip > 0 {
            line.parts += strip(past, cells: columns.strip, span: Self.hour).parts
        }
        if let status = server.realServerStatus, !status.isKnown {
            line.add(words("  status \(status.raw)", zh: "  状态码 \(status.raw)"), Style(.unknown))
        }
        return line
    }

    /// Returns since when an origin has been down: `13:50 12m`, `11-22 2d` if that was on another day, or `>=12m` if
    /// the origin may have been down longer.
    private func sinceText(_ since: Since?, _ row: Row) -> String {
        guard let since, let age = since.lasting(now: now, readAt: row.readAt, freshFor: staleAfter) else { return "" }
        return age.hasPrefix(">") ? age : "\(shortTime(since.time)) \(age)"
    }

    /// Returns the time if it is today (`13:50`), otherwise the date (`11-22`).
    private func shortTime(_ time: Moment) -> String {
        let date = options.zone.date(time.wall)
        let isToday = date.isSameDay(as: options.zone.date(now.wall))
        return isToday ? String(date.clock.prefix(5)) : String(date.description.suffix(5))
    }

    /// Returns the strip of a history. A stale history ends at its last read; the time since then is unknown.
    private func strip(_ past: OriginPast, cells: Int, span: Double) -> StyledLine {
        let isOver = past.history.map { isStripOver($0) } ?? false
        return Strip.line(past.history, cells: cells, span: span, upTo: isOver ? now : nil)
    }

    private func isStripOver(_ history: OriginHistory) -> Bool {
        // Histories of the service are requested once per `HistoryRequests.interval`, independently of the refresh
        // interval.
        let patience = history.source == .seen ? staleAfter : max(staleAfter, 2 * HistoryRequests.interval)
        return !isOffline && !now.isWithin(patience, of: history.readAt)
    }

    /// Returns the addresses in DownIPList, to be shown below their origin.
    private func downLines(_ server: BindRealServer, width: Int) -> [StyledLine] {
        let down = server.downIPList ?? []
        guard !down.isEmpty else { return [] }
        return StyledLine.wrap("DownIPList " + down.joined(separator: " "), columns: max(20, width - 2))
            .map { StyledLine("  " + $0, Style(.bad)) }
    }

    /// Returns the strip of the last 24 hours, and what did not fit the line of the origin.
    private func pastLines(
        _ server: BindRealServer, _ state: State, _ past: OriginPast, _ columns: OriginColumns, width: Int
    ) -> [StyledLine] {
        var lines: [StyledLine] = []
        func add(_ label: String, _ text: StyledLine) {
            var line = StyledLine("  ")
            line.addCell(label, columns: 11, style: Style(.faint))
            line.parts += text.parts
            lines.append(line)
        }
        let since = past.since
        if !columns.hasSince, !since.isEmpty { add(words(Self.since), StyledLine(since, Style(state.role))) }
        let room = width - 14
        if columns.strip == 0 {
            add(words(Self.lastHour), strip(past, cells: Strip.cellsOfHour(room: room), span: Self.hour))
        }
        var day = strip(past, cells: Strip.cellsOfDay(room: room), span: Self.day)
        if let id = server.realServerID, !id.isEmpty, DisplayText.width(of: day.text) + 2 + id.utf8.count <= room {
            day.add("  \(id)", Style(.faint))
        }
        add(words("LAST 24 H", zh: "近 24 小时"), day)
        return lines
    }

    /// Returns one line that says why SINCE and the strips are based only on observations or on a previous history. The
    /// error log has the complete error.
    func historyFaultLines(_ row: Row) -> [StyledLine] {
        let keys = row.origins.compactMap { OriginKey($0.server, of: row.listener) }
        let faults = keys.compactMap { account.historyFaults[$0] }.filter { !$0.isCancelled }.map(\.error)
        let isSeen = keys.contains { account.histories[$0] == nil }
        guard row.listener.healthCheck != .off, let error = faults.first ?? (isSeen ? historyRequests.refusal : nil)
        else {
            return []
        }
        let (cause, key) = (Notice.cause(of: error), keyName(.errors))
        let text =
            isSeen
            ? words(
                "history  not read, showing observations only: \(cause[.english]) (\(key))",
                zh: "历史  未读到，仅显示启动后的观察结果：\(cause[.chinese])（\(key)）")
            : words(
                "history  not read, showing the previous one: \(cause[.english]) (\(key))",
                zh: "历史  未读到，显示上次读到的历史：\(cause[.chinese])（\(key)）")
        return [StyledLine(text, Style(.warning))]
    }
}
