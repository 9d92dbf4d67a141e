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
        let (left, width) = (layout.main.lowerBound, layout.main.count)
        for column in layout.main { frame.put("-", row: rule, column: column, style: style) }
        guard let row = selectedRow else {
            if case .failure(let owner)? = listing.item { drawFailure(owner, in: &frame, layout) }
            return
        }
        let age = isPaused ? localTime(row.readAt) : Age.text(now - row.readAt)
        let asOf = " \(isStale(row.readAt) ? "STALE, " : "")as of \(age) "
        let room = width - 3 - DisplayText.width(of: asOf) - 2
        frame.put(" \(paneTitle(row)) ", row: rule, column: left + 2, limit: room, style: Style(.title))
        frame.put(
            asOf, row: rule, column: size.columns - 2 - DisplayText.width(of: asOf),
            style: isStale(row.readAt) ? Style(.warning) : style)
        for (line, at) in zip(paneLines(width: width).dropFirst(paneTop), layout.pane.dropFirst()) {
            line.draw(in: &frame, row: at, column: left)
        }
    }

    private func drawFailure(_ owner: OwnerID, in frame: inout Frame, _ layout: Layout) {
        let error = currentRun?.failed[owner]
        let text = error.map { Notice($0, subject: owner.text, language: options.language).line } ?? ""
        for (line, at) in zip(StyledLine.wrap(text, columns: layout.main.count), layout.pane.dropFirst()) {
            frame.put(line, row: at, column: layout.main.lowerBound, style: Style(.error))
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
        return originLines(row, width: width, isOpen: false) + whyLines(width: width)
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
        lines += originLines(row, width: width, isOpen: true) + whyLines(width: width)
        lines.append(StyledLine())
        for field in DetailField.all {
            if let value = field.value(row.listener) { lines.append(labelled(field.label, value)) }
        }
        lines.append(StyledLine())
        lines += ownerLines(row)
        if let id = row.requestID { lines.append(labelled("RequestId", id)) }
        let traffic = trafficLines(row, width: width)
        if !traffic.isEmpty { lines += [StyledLine()] + traffic + [StyledLine()] }
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
        if let since = row.since, since != row.changedAt { text += ", since \(localTime(since))" }
        return text
    }

    private func ownerLines(_ row: Row) -> [StyledLine] {
        let owner = account.owners[row.owner]?.owner
        let name = [row.owner.text, owner?.name ?? ""].joined(separator: "  ")
        return [labelled(row.owner.isGroup ? "Group" : "Proxy", name)]
            + OwnerField.all.compactMap { field in
                owner.flatMap(field.value).flatMap { $0.isEmpty ? nil : labelled("  \(field.label)", $0) }
            }
    }

    // MARK: Reasons

    /// What the data say about the reason, and where they say it.
    private func whyLines(width: Int) -> [StyledLine] {
        reasons.sentences.flatMap { sentence in
            StyledLine.wrap(sentence[options.language], under: "why", columns: width, Style(.faint))
        }
    }
}
