// The timeline: one event per line, newest first.

import Essentials
import Inventory
import Reports

extension BrowserState {
    func timelineHeading(width: Int) -> [StyledLine] {
        let count = timeline.events.count
        let number = Count.text(count)
        let title =
            timeline.isLoading
            ? words("Timeline: reading the journal…", zh: "时间线：正在读取日志…")
            : count == 0
                ? words("Timeline: no changes observed", zh: "时间线：未观察到变化")
                : words("Timeline: \(number) event\(count == 1 ? "" : "s"), newest first", zh: "时间线：\(number) 个事件，最新在前")
        return [StyledLine(title, Style(.title))]
            + observedWords.flatMap { StyledLine.wrap(words($0), columns: width) }.map { StyledLine($0, Style(.faint)) }
    }

    /// The period that the timeline covers.
    private var observedWords: [Wording] {
        guard let begin = timeline.beginsAt, let end = timeline.observedUntil else {
            return timeline.isLoading
                ? [] : [Wording("nothing observed yet, so changes are unknown", zh: "尚未观察，因此不知道是否有变化")]
        }
        let (start, until) = (localTime(begin), localTime(end))
        var words = [
            timeline.isOfJournal
                ? Wording("the journal begins at \(start)", zh: "日志始于 \(start)")
                : Wording("observed since \(start)", zh: "自 \(start) 起开始观察")
        ]
        if now.wall - end > staleAfter {
            words.append(Wording("not observed since \(until)", zh: "\(until) 之后未再观察"))
        }
        if timeline.isCut, !timeline.isLoading, let first = timeline.isKnownSince.map(localTime) {
            words.append(
                Wording("for changes before \(first), use gaapscope log", zh: "\(first) 之前的变化可用 gaapscope log 查看"))
        }
        return [
            Wording(
                words.map { $0[.english] }.joined(separator: "; "),
                zh: words.map { $0[.chinese] }.joined(separator: "；"))
        ]
    }

    func timelineLines(_ indexes: some Sequence<Int>) -> [StyledLine] {
        let events = indexes.map { timeline.line($0, in: options.language) }
        let times = events.map { $0.interval.text(in: options.zone, now: now.wall, options.language) }
        let width = times.map { DisplayText.width(of: $0) }.max() ?? 0
        return zip(events, times).map { event, time in
            var line = StyledLine()
            line.addCell(time, columns: width, style: Style(.faint))
            line.add(" " + DisplayText.visible(event.headline), event.style)
            return line
        }
    }
}
