// The lines of the changes view: health, configuration, and proxies and groups, in separate sections.

import Essentials
import Inventory
import Reports

extension BrowserState {
    func changesHeading(width: Int) -> [StyledLine] {
        guard let list = changesView.list else { return [] }
        let count = list.changes.count + list.owners.count
        let found =
            count == 0
            ? words("no changes", zh: "无变化")
            : words("\(Count.text(count)) change\(count == 1 ? "" : "s")", zh: "\(Count.text(count)) 项变化")
        let from = localTime(list.from)
        let title =
            list.since.name.map { name in
                words(
                    "\(found) since \(name[.english]), \(from)",
                    zh: "自\(Self.spaced(name[.chinese]))（\(from)）以来：\(found)")
            } ?? words("\(found) since \(from)", zh: "自 \(from) 以来：\(found)")
        let others = comparableSince.filter { $0 != list.since }.compactMap { $0.name.map { words($0) } }
        let typed = words("\(keyName(.changesSince)): since a time", zh: "\(keyName(.changesSince))：自某时刻")
        let names = others.joined(separator: words(", ", zh: "、"))
        let steps = words("\(keyName(.changes)): since \(names)", zh: "\(keyName(.changes))：自\(Self.spaced(names))")
        let keys = (others.isEmpty ? [] : [steps]) + [typed]
        var lines = [StyledLine(title, Style(.title)), StyledLine(keys.joined(separator: "  "), Style(.faint))]
        for doubt in doubts(of: list) {
            lines += StyledLine.wrap(words(doubt), columns: width).map { StyledLine($0, Style(.warning)) }
        }
        return lines
    }

    /// Returns a text to follow a Chinese word, with a leading space if it begins with an ASCII character.
    private static func spaced(_ text: String) -> String {
        text.first?.isASCII == true ? " \(text)" : text
    }

    /// Returns the reasons why the list may be incomplete.
    private func doubts(of list: ChangeList) -> [Wording] {
        var doubts: [Wording] = []
        if list.since != .mark {
            if timeline.isLoading {
                doubts.append(Wording("reading the journal…", zh: "正在读取日志…"))
            } else if let begin = timeline.isKnownSince {
                if list.from < begin { doubts.append(unknownBefore(begin)) }
            } else {
                doubts.append(Wording("nothing observed yet", zh: "尚未观察"))
            }
            if let end = timeline.observedUntil, now.wall - end > staleAfter {
                let time = localTime(end)
                doubts.append(Wording("not observed since \(time)", zh: "\(time) 之后未再观察"))
            }
        }
        if let gap = list.gaps.last {
            let time = gap.text(in: options.zone, now: now.wall, options.language)
            let more = list.gaps.count - 1
            doubts.append(
                Wording(
                    "not observed: \(time)\(more > 0 ? " and \(more) earlier periods" : "")",
                    zh: "未观察的时段：\(time)\(more > 0 ? "，此前还有 \(more) 段" : "")"))
        }
        if list.unreadable > 0 {
            let count = Count.text(list.unreadable)
            doubts.append(
                Wording(
                    "\(count) owner\(list.unreadable == 1 ? "" : "s") could not be read; changes there are unknown",
                    zh: "\(count) 个通道或通道组无法读取，其中的变化未知"))
        }
        if list.uncompared > 0 {
            let count = Count.text(list.uncompared)
            doubts.append(
                Wording(
                    "\(count) more listeners are not compared: their owners were not read completely both times",
                    zh: "另有 \(count) 个监听器未比较：所属通道或通道组并非两次都完整读取"))
        }
        return doubts
    }

    private func unknownBefore(_ begin: UnixTime) -> Wording {
        let time = localTime(begin)
        if timeline.isCut {
            return Wording(
                "changes before \(time) are not shown; gaapscope log prints them",
                zh: "\(time) 之前的变化未显示，可用 gaapscope log 查看")
        }
        return timeline.isOfJournal
            ? Wording("the journal begins at \(time); earlier changes are unknown", zh: "日志始于 \(time)，此前的变化未知")
            : Wording("observed since \(time); earlier changes are unknown", zh: "自 \(time) 起开始观察，此前的变化未知")
    }

    func changesLines(_ indexes: some Sequence<Int>) -> [StyledLine] {
        indexes.map { index in
            let line = changesView.lines[index]
            return StyledLine(DisplayText.visible(changeText(line)), changeStyle(line))
        }
    }

    func changeText(_ line: ChangesView.Line) -> String {
        switch line {
        case .blank: return ""
        case .section(let title, let count): return words(title) + words(": ", zh: "：") + Count.text(count)
        case .change(let change): return change.line(in: options.language)
        case .owner(let owner):
            let parts = [
                owner.stateChange.map { words($0.verb) } ?? owner.title(in: options.language), owner.owner.text,
                owner.name, owner.details(in: options.language),
            ]
            return parts.filter { !$0.isEmpty }.joined(separator: "  ")
        }
    }

    func changeStyle(_ line: ChangesView.Line) -> Style {
        switch line {
        case .section: return Style(.title)
        case .change(let change):
            guard case .health(let health) = change.what else { return Style(.plain) }
            return Style(health.isWorse ? health.to.role : .plain)
        case .owner(let change): return Style(change.stateChange?.kind == .worse ? .bad : .plain)
        case .blank: return Style(.plain)
        }
    }
}
