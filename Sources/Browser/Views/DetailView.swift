// One listener: in short below the list, in full over it. Both are the same lines of origins, and the full one has every field besides.

import GAAP
import Inventory
import TencentCloud

extension BrowserState {
    /// The pane below the list: a rule that names the listener, and its origins.
    func drawPane(in frame: inout Frame, _ layout: Layout) {
        guard !layout.pane.isEmpty else { return }
        let rule = layout.pane.lowerBound
        let style = Style(isPaneFocused ? .accent : .faint)
        for column in 0..<size.columns { frame.put("-", row: rule, column: column, style: style) }
        guard let row = selectedRow else {
            if case .failure(let owner)? = listing.item { drawFailure(owner, in: &frame, layout) }
            return
        }
        let age = isPaused ? localTime(row.readAt) : Age.text(now - row.readAt)
        let asOf = " \(isStale(row.readAt) ? "STALE, " : "")as of \(age) "
        let room = size.columns - 3 - DisplayText.width(of: asOf) - 2
        frame.put(" \(paneTitle(row)) ", row: rule, column: 2, limit: room, style: Style(.title))
        frame.put(
            asOf, row: rule, column: size.columns - 2 - DisplayText.width(of: asOf),
            style: isStale(row.readAt) ? Style(.warning) : style)
        for (line, at) in zip(paneLines(width: size.columns).dropFirst(paneTop), layout.pane.dropFirst()) {
            line.draw(in: &frame, row: at)
        }
    }

    private func drawFailure(_ owner: OwnerID, in frame: inout Frame, _ layout: Layout) {
        let error = currentRun?.failed[owner]
        let text = error.map { Notice($0, subject: owner.text, language: options.language).line } ?? ""
        for (line, at) in zip(StyledLine.wrap(text, columns: size.columns), layout.pane.dropFirst()) {
            frame.put(line, row: at, column: 0, style: Style(.error))
        }
    }

    private func paneTitle(_ row: Row) -> String {
        let listener = row.listener
        let check =
            listener.healthCheck == .on
            ? "check \(listener.delayLoop.map { "\($0)s" } ?? "?")/\(listener.connectTimeout.map { "\($0)s" } ?? "?")"
            : "check \(listener.healthCheck?.words ?? "?")"
        return [
            row.id, "\(row.name) :\(row.port.map(String.init) ?? "?")",
            "\(listener.realServerType?.words ?? "") \(listener.scheduler?.raw ?? "")", check,
        ].joined(separator: "  ")
    }

    /// What the pane scrolls through.
    func paneLines(width: Int) -> [StyledLine] {
        guard let row = selectedRow else { return [] }
        return originLines(row, width: width) + whyLines(row, width: width)
    }

    /// Every field and origin of a listener, for the full detail.
    func detailLines(_ row: Row, width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var head = StyledLine(row.state.word, Style(row.state.role))
        head.add("  \(row.name) :\(row.port.map(String.init) ?? "?")", Style(.title))
        if !row.trouble.isEmpty { head.add("  \(row.trouble)", Style(row.state.role)) }
        lines.append(head)
        if row.isRemoved {
            lines.append(StyledLine("this listener is gone; here is what was read of it last", Style(.warning)))
        }
        lines += StyledLine.wrap(stateLine(row), columns: width).map { StyledLine($0, Style(.faint)) }
        lines.append(StyledLine())
        lines += originLines(row, width: width) + whyLines(row, width: width)
        lines.append(StyledLine())
        for field in DetailField.all {
            if let value = field.value(row.listener) { lines.append(labelled(field.label, value)) }
        }
        lines.append(StyledLine())
        lines += ownerLines(row)
        if let id = row.requestID { lines.append(labelled("RequestId", id)) }
        return lines
    }

    private func labelled(_ label: String, _ value: String) -> StyledLine {
        var line = StyledLine()
        line.addCell(label, columns: DetailField.labelWidth + 1, style: Style(.faint))
        line.add(value)
        return line
    }

    private func stateLine(_ row: Row) -> String {
        var text = "\(isStale(row.readAt) ? "STALE: " : "")\(row.state.meaning)"
        if let busy = row.health.busy, row.state != .busy { text += "; also \(busy.words)" }
        text += "; read at \(localTime(row.readAt))"
        if let changed = row.changedAt { text += ", changed at \(localTime(changed))" }
        return text
    }

    private func ownerLines(_ row: Row) -> [StyledLine] {
        let owner = account.owners[row.owner]?.owner
        let rows: [(String, String?)] = [
            (row.owner.isGroup ? "Group" : "Proxy", [row.owner.text, owner?.name ?? ""].joined(separator: "  ")),
            ("  status", owner?.status?.words), ("  access", owner?.accessRegion),
            ("  origins in", owner?.originRegion), ("  domain", owner?.domain), ("  address", owner?.address),
            ("  bandwidth", owner?.bandwidth.map { "\($0) Mbit/s" }),
        ]
        return rows.compactMap { label, value in
            value.flatMap { $0.isEmpty ? nil : labelled(label, $0) }
        }
    }

    // MARK: Origins

    private func originLines(_ row: Row, width: Int) -> [StyledLine] {
        guard !row.origins.isEmpty else { return [StyledLine("no origin is bound", Style(.warning))] }
        let longest = row.origins.map { DisplayText.width(of: $0.server.realServerIP ?? "?") }.max() ?? 0
        let address = max(16, min(longest, width - 44))
        var title = StyledLine()
        title.addCell("SERVER", columns: address, style: Style(.title))
        title.addCell("PORT", columns: 5, alignsRight: true, style: Style(.title))
        title.addCell("WT", columns: 3, alignsRight: true, style: Style(.title))
        title.addCell("ROLE", columns: 6, style: Style(.title))
        title.addCell("STATE", columns: 5, style: Style(.title))
        title.add("ID", Style(.title))
        return [title]
            + row.origins.flatMap { origin in
                [originLine(origin.server, origin.state, address)] + downLines(origin.server, width: width)
            }
    }

    private func originLine(_ server: BindRealServer, _ state: State, _ address: Int) -> StyledLine {
        var line = StyledLine()
        line.addCell(server.realServerIP ?? "?", columns: address)
        line.addCell(server.realServerPort.map(String.init) ?? "", columns: 5, alignsRight: true)
        line.addCell(server.realServerWeight.map(String.init) ?? "", columns: 3, alignsRight: true)
        line.addCell(server.realServerFailoverRole?.raw ?? "", columns: 6)
        line.addCell(state.word, columns: 5, style: Style(state.role))
        line.add(server.realServerID ?? "", Style(.faint))
        if let status = server.realServerStatus, !status.isKnown { line.add("  status \(status.raw)", Style(.unknown)) }
        return line
    }

    /// The addresses of DownIPList, below their origin.
    private func downLines(_ server: BindRealServer, width: Int) -> [StyledLine] {
        let down = server.downIPList ?? []
        guard !down.isEmpty else { return [] }
        return StyledLine.wrap("DownIPList " + down.joined(separator: " "), columns: max(20, width - 2))
            .map { StyledLine("  " + $0, Style(.bad)) }
    }

    /// What the data say about the reason, and where they say it.
    private func whyLines(_ row: Row, width: Int) -> [StyledLine] {
        var reasons: [String] = []
        if row.origins.contains(where: { $0.state == .dns }) {
            reasons.append("the name does not resolve: abnormal, and DownIPList is empty")
        }
        if let doubt = row.health.doubt { reasons.append(doubt) }
        if row.listener.healthCheck == .off {
            reasons.append("HealthCheck is off: the service reports every origin as normal")
        }
        return reasons.flatMap { reason in
            StyledLine.wrap("why  " + reason, columns: max(20, width)).map { StyledLine($0, Style(.faint)) }
        }
    }
}
