// The pane below the list and the full detail of a listener. Both show the table of origins; the detail also shows
// every field.

import GAAP
import Inventory
import Reports
import Essentials

extension BrowserState {
    /// Draws the pane below the list: a rule with the name of the listener, and its origins.
    func drawPane(in frame: inout Frame, _ layout: Layout) {
        guard !layout.pane.isEmpty else { return }
        let rule = layout.pane.lowerBound
        let style = Style(isPaneFocused ? .accent : .faint)
        let (left, width) = (layout.main.lowerBound, layout.main.count)
        for column in layout.main { frame.put("-", row: rule, column: column, style: style) }
        guard let row = paneRow else {
            for (line, at) in zip(paneLines(width: width).dropFirst(paneTop), layout.pane.dropFirst()) {
                line.draw(in: &frame, row: at, column: left)
            }
            return
        }
        let age = ageText(row.readAt)
        let isOld = isStale(row.readAt)
        let read = isPaused ? "读取于 \(age)" : "\(age) 前读取"
        let asOf = words(
            " \(isOld ? "STALE, " : "")as of \(age) ", zh: " \(isOld ? "已过时，" : "")\(read) ")
        let room = width - 3 - DisplayText.width(of: asOf) - 2
        frame.put(" \(paneTitle(row)) ", row: rule, column: left + 2, limit: room, style: Style(.title))
        frame.put(
            asOf, row: rule, column: size.columns - 2 - DisplayText.width(of: asOf),
            style: isOld ? Style(.warning) : style)
        for (line, at) in zip(paneLines(width: width).dropFirst(paneTop), layout.pane.dropFirst()) {
            line.draw(in: &frame, row: at, column: left)
        }
    }

    private func paneTitle(_ row: Row) -> String {
        let listener = row.listener
        let check =
            listener.healthCheck == .on
            ? "\(listener.delayLoop.map { "\($0)s" } ?? "?")/\(listener.connectTimeout.map { "\($0)s" } ?? "?")"
            : listener.healthCheck.map { words($0.meaning) } ?? "?"
        return [
            row.id, "\(row.name) :\(row.port.map(String.init) ?? "?")",
            "\(listener.realServerType.map { words($0.meaning) } ?? "") \(listener.scheduler?.raw ?? "")",
            words("check", zh: "检查") + " \(check)",
        ].joined(separator: "  ")
    }

    /// Returns all lines of the pane, including those that are scrolled out of it.
    func paneLines(width: Int) -> [StyledLine] {
        guard let row = paneRow else { return listing.item == .unreadable ? unreadableLines(width: width) : [] }
        return originLines(row, width: width, isOpen: false) + whyLines(width: width) + historyFaultLines(row)
    }

    /// Returns the lines of the full detail: every field and origin of a listener.
    func detailLines(_ row: Row, width: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var head = StyledLine(row.state.word, Style(row.state.role))
        head.add("  \(row.name) :\(row.port.map(String.init) ?? "?")", Style(.title))
        let trouble = row.trouble(in: options.language)
        if !trouble.isEmpty { head.add("  \(trouble)", Style(row.state.role)) }
        lines.append(head)
        if row.isRemoved {
            let text = words("this listener is gone; the data below was read before", zh: "该监听器已不存在，以下为最后读到的内容")
            lines.append(StyledLine(text, Style(.warning)))
        }
        lines += StyledLine.wrap(stateLine(row), columns: width).map { StyledLine($0, Style(.faint)) }
        lines += whyLines(width: width) + historyFaultLines(row)
        lines.append(StyledLine())
        lines += originLines(row, width: width, isOpen: true)
        lines.append(StyledLine())
        lines += ownerLines(row, width: width)
        lines.append(StyledLine())
        for field in DetailField.all {
            guard let value = field.value(row.listener) else { continue }
            lines += labelled(words(field.label), words(value), width: width)
        }
        if let id = row.requestID { lines += labelled("RequestId", id, width: width) }
        let traffic = trafficLines(row, width: width)
        if !traffic.isEmpty { lines += [StyledLine()] + traffic + [StyledLine()] }
        return lines
    }

    /// Returns a label and its value. Further lines of the value are indented below the first.
    private func labelled(_ label: String, _ value: String, width: Int) -> [StyledLine] {
        let columns = DetailField.labelWidth(options.language) + 1
        let room = max(15, width - columns - 1)
        // Wrapping collapses multiple blanks, so a value that fits is not wrapped.
        let values = DisplayText.width(of: value) <= room ? [value] : StyledLine.wrap(value, columns: room)
        return values.enumerated().map { number, value in
            var line = StyledLine()
            line.addCell(number == 0 ? label : "", columns: columns, style: Style(.faint))
            line.add(value)
            return line
        }
    }

    private func stateLine(_ row: Row) -> String {
        func at(_ time: Moment, _ english: String, zh chinese: String) -> String {
            words("\(english) \(localTime(time))", zh: "\(chinese) \(localTime(time))")
        }
        var text = (isStale(row.readAt) ? words("STALE: ", zh: "已过时：") : "") + words(row.stateMeaning)
        text += at(row.readAt, "; read at", zh: "；读取于")
        if let changed = row.changedAt { text += at(changed, ", change seen at", zh: "，发现变化于") }
        if let since = row.since {
            text += words(", ", zh: "，") + words(sinceWords(since, row, localTime(since.time)))
        }
        return text
    }

    private func ownerLines(_ row: Row, width: Int) -> [StyledLine] {
        guard let id = row.owner else {
            return labelled(words(OwnerID.unknownLabel), words(OwnerID.unknownMeaning), width: width)
        }
        let owner = account.owner(of: row)
        let name = [id.text, owner?.name ?? ""].joined(separator: "  ")
        return labelled(words(id.kindName), name, width: width)
            + (owner.map(OwnerField.lines) ?? []).flatMap {
                labelled("  \(words($0.label))", words($0.value), width: width)
            }
    }

    // MARK: Reasons

    /// Returns the sentences that explain the state, with the fields they are based on.
    private func whyLines(width: Int) -> [StyledLine] {
        reasons.sentences.flatMap { sentence in
            StyledLine.wrap(words(sentence), under: words("why", zh: "原因"), columns: width, Style(.faint))
        }
    }
}
