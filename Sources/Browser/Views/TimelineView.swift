// The timeline: one event a line, the newest first.

import Essentials
import Inventory
import Reports

extension BrowserState {
    func drawTimeline(in frame: inout Frame, _ layout: Layout) {
        StyledLine(timelineTitle, Style(.title)).draw(in: &frame, row: layout.body.lowerBound)
        let events = timeline.events
        let shown = events.indices.dropFirst(timeline.top).prefix(max(0, layout.body.count - 1))
        let times = shown.map { events[$0].interval.text(in: options.zone, now: now.wall, options.language) }
        let width = times.map { DisplayText.width(of: $0) }.max() ?? 0
        for (row, (place, time)) in zip(layout.body.dropFirst(), zip(shown, times)) {
            var line = StyledLine()
            line.addCell(time, columns: width, style: Style(.faint))
            line.add(" " + DisplayText.visible(events[place].headline(in: options.language)), events[place].style)
            line.draw(in: &frame, row: row)
            if place == timeline.cursor { frame.restyle(row: row) { $0.selected = true } }
        }
    }

    private var timelineTitle: String {
        let count = timeline.events.count
        let number = Count.text(count)
        if timeline.isLoading { return words("Timeline: reading the journal…", zh: "时间线：正在读取日志…") }
        if count == 0 {
            return words("Timeline: no change was seen yet", zh: "时间线：尚未观察到变化")
        }
        return words("Timeline: \(number) event\(count == 1 ? "" : "s"), newest first", zh: "时间线：\(number) 个事件，最新在前")
    }

    /// The entries of an event, for one whose listeners are gone.
    func eventLines(_ event: TimelineEvent, width: Int) -> [StyledLine] {
        var lines = [
            StyledLine(DisplayText.visible(event.headline(in: options.language)), Style(.title)), StyledLine(),
        ]
        for entry in event.entries {
            let time = entry.interval.text(in: options.zone, now: now.wall, options.language)
            let parts = [
                time, entry.title(in: options.language), entry.subjectText, entry.details(in: options.language),
            ]
            let text = DisplayText.visible(parts.filter { !$0.isEmpty }.joined(separator: "  "))
            lines += StyledLine.wrap(text, columns: width).map { StyledLine($0, Style(.plain)) }
        }
        return lines
    }
}

extension TimelineEvent {
    /// What got worse stands out.
    fileprivate var style: Style {
        switch kind {
        case .worse: Style(entries.contains { $0.health?.to == .down || $0.health?.to == .dns } ? .bad : .warning)
        case .better: Style(.good)
        case .unreadable: Style(.error)
        case .gap: Style(.warning)
        default: .plain
        }
    }
}
