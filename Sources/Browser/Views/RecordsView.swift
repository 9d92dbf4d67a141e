// Draws the timeline and the changes: titles, one line for each event or change, and the details of the selected line.
// Only visible lines are formatted.

import Essentials
import Inventory
import Reports

extension BrowserState {
    func recordsLayout(_ body: Range<Int>) -> RecordsLayout {
        RecordsLayout(body: body, heading: recordsHeading(width: size.columns).count)
    }

    /// Returns the titles, and the notes about what is not known.
    func recordsHeading(width: Int) -> [StyledLine] {
        overlay == .changes ? changesHeading(width: width) : timelineHeading(width: width)
    }

    func drawRecords(in frame: inout Frame, _ layout: Layout) {
        let parts = recordsLayout(layout.body)
        for (row, line) in zip(parts.heading, recordsHeading(width: size.columns)) { line.draw(in: &frame, row: row) }
        let cursor = recordCursor
        let shown = (0..<recordCount).dropFirst(cursor.top).prefix(parts.list.count)
        let lines = overlay == .changes ? changesLines(shown) : timelineLines(shown)
        for (row, (index, line)) in zip(parts.list, zip(shown, lines)) {
            line.draw(in: &frame, row: row)
            if !cursor.search.isEmpty { frame.highlight([SearchFold.fold(cursor.search)], row: row) }
            if index == cursor.line { frame.restyle(row: row) { $0.selected = true } }
        }
        drawDetail(in: &frame, parts.detail)
    }

    private func drawDetail(in frame: inout Frame, _ rows: Range<Int>) {
        guard let rule = rows.first else { return }
        for column in 0..<size.columns { frame.put("-", row: rule, column: column, style: Style(.faint)) }
        guard recordCount > 0 else { return }
        if overlay == .timeline {
            let (at, all) = (Count.text(recordCursor.line + 1), Count.text(recordCount))
            frame.put(words(" \(at) of \(all) ", zh: " \(at)/\(all) "), row: rule, column: 2, style: Style(.title))
        }
        let room = rows.count - 1
        let lines = recordDetail(width: size.columns, rows: room)
        for (row, line) in zip(rows.dropFirst(), lines) { line.draw(in: &frame, row: row) }
        if lines.count > room, let last = rows.last {
            let more = words(" more below ", zh: " 下方还有 ")
            frame.put(more, row: last, column: size.columns - DisplayText.width(of: more), style: Style(.faint))
        }
    }

    /// Returns the details of the selected line: the complete line, and its entries, newest first. The number of
    /// entries is limited to slightly more than fit.
    private func recordDetail(width: Int, rows: Int) -> [StyledLine] {
        switch overlay {
        case .timeline:
            guard let event = timeline.selected else { return [] }
            // The headline would repeat a single entry.
            if event.entries.count == 1, event.cause == nil { return lines(of: event.entries[...], width: width) }
            let line = timeline.line(timeline.cursor.line, in: options.language)
            return StyledLine.wrap(DisplayText.visible(line.headline), columns: width)
                .map { StyledLine($0, line.style) }
                + lines(of: event.entries.prefix(rows + 1), width: width)
        case .changes:
            guard let line = changesView.selected, let subject = line.subjectID else { return [] }
            let text = DisplayText.visible(changeText(line))
            let entries = timeline.entries(about: subject, limit: rows + 1)[...]
            return StyledLine.wrap(text, columns: width).map { StyledLine($0, changeStyle(line)) }
                + lines(of: entries, width: width)
        default: return []
        }
    }

    /// Returns entries with their times, for an event whose listeners no longer exist.
    func entryLines(_ entries: [TimelineEntry], title: String, width: Int) -> [StyledLine] {
        [StyledLine(DisplayText.visible(title), Style(.title)), StyledLine()]
            + (entries.isEmpty
                ? [StyledLine(words("nothing is recorded", zh: "没有相关记录"), Style(.faint))]
                : lines(of: entries[...], width: width))
    }

    private func lines(of entries: ArraySlice<TimelineEntry>, width: Int) -> [StyledLine] {
        entries.flatMap { entry -> [StyledLine] in
            let time = entry.interval.text(in: options.zone, now: now.wall, options.language)
            let parts = [
                entry.title(in: options.language), String(entry.subjectText.drop { $0 == " " }),
                entry.details(in: options.language),
            ]
            let text = DisplayText.visible(parts.filter { !$0.isEmpty }.joined(separator: "  "))
            // Wrapping collapses the blanks between the parts, so a line that fits is not wrapped.
            let whole = "\(time)  \(text)"
            return DisplayText.width(of: whole) <= width
                ? [StyledLine(whole)] : StyledLine.wrap(text, under: time, columns: width, Style(.plain))
        }
    }

    /// Returns the complete text of a line, for export and search.
    func recordText(_ index: Int) -> String {
        overlay == .changes
            ? changeText(changesView.lines[index])
            : timeline.events[index].line(in: options.zone, now: now.wall, options.language)
    }

    /// Returns the text that a search looks at: the line and its entries.
    func recordSearchText(_ index: Int) -> String {
        guard overlay == .timeline else { return recordText(index) + " " + (changesView.lines[index].subjectID ?? "") }
        let parts = timeline.events[index].entries.lazy.map { entry in
            let details = entry.details(in: options.language)
            return "\(entry.subjectID ?? "") \(entry.subjectText) \(entry.place.ownerName) \(details)"
        }
        return recordText(index) + " " + parts.joined(separator: " ")
    }
}
