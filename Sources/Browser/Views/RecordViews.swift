// Texts about what has happened: changes since the baseline, calls of the API, and a listener's JSON as it came.

import TencentCloud
import Inventory
import Reports
import Essentials

extension BrowserState {
    // MARK: Changes

    func changeLines(width: Int) -> [StyledLine] {
        guard let list = changeList else { return [] }
        let count = list.changes.count + list.owners.count
        let found =
            count == 0
            ? words("no change", zh: "无变化")
            : words("\(Count.text(count)) change\(count == 1 ? "" : "s")", zh: "\(Count.text(count)) 项变化")
        let (name, from) = (words(list.since.name), localTime(list.from))
        let title = words("\(found) since \(name), \(from)", zh: "自\(name)（\(from)）以来：\(found)")
        var lines = [StyledLine(title, Style(.title))]
        let others = comparableSince.filter { $0 != list.since }.map { words($0.name) }
        if !others.isEmpty {
            let names = others.joined(separator: words(", ", zh: "、"))
            lines.append(
                StyledLine(
                    words("\(keyName(.changes)): since \(names)", zh: "\(keyName(.changes))：自\(names)"), Style(.faint)))
        }
        for (name, isHealth) in [(words("health", zh: "健康"), true), (words("configuration", zh: "配置"), false)] {
            let changes = list.changes.filter { $0.isHealth == isHealth }
            lines += section(name, changes.map { ($0.line(in: options.language), style(of: $0)) }, width)
        }
        let owners = list.owners.map { owner -> (String, Style) in
            let parts = [
                owner.title(in: options.language), owner.owner.text, owner.name, owner.details(in: options.language),
            ]
            return (parts.filter { !$0.isEmpty }.joined(separator: "  "), Style(.plain))
        }
        lines += section(words("proxies and groups", zh: "通道与通道组"), owners, width)
        return lines + doubtLines(list, width: width)
    }

    private func section(_ name: String, _ rows: [(text: String, style: Style)], _ width: Int) -> [StyledLine] {
        if rows.isEmpty { return [] }
        var lines = [StyledLine(), StyledLine(name + words(": ", zh: "：") + Count.text(rows.count), Style(.title))]
        for row in rows {
            // Broken, a line would lose the blanks that align it.
            let fits = DisplayText.width(of: row.text) <= width
            lines += (fits ? [row.text] : StyledLine.wrap(row.text, columns: width)).map { StyledLine($0, row.style) }
        }
        return lines
    }

    /// What the list may not tell.
    private func doubtLines(_ list: ChangeList, width: Int) -> [StyledLine] {
        var texts: [String] = []
        if list.uncompared > 0 {
            let count = Count.text(list.uncompared)
            texts.append(
                words(
                    "\(count) more were read on one side only, and are not counted: their owners were not read whole",
                    zh: "另有 \(count) 个仅在其中一侧读到，不计入：所属通道未读完"))
        }
        for gap in list.gaps {
            let time = gap.text(in: options.zone, now: now.wall, options.language)
            texts.append(words("not observed: \(time)", zh: "未观察：\(time)"))
        }
        return texts.flatMap { text in
            [StyledLine()] + StyledLine.wrap(text, columns: width).map { StyledLine($0, Style(.faint)) }
        }
    }

    private func style(of change: Change) -> Style {
        guard case .health(let health) = change.what else { return Style(.plain) }
        return Style(health.isWorse ? health.to.role : .plain)
    }

    // MARK: Calls

    func callLines(width: Int) -> [StyledLine] {
        guard !calls.isEmpty else {
            let text =
                isOffline
                ? words("offline: nothing is called", zh: "离线：不调用 API") : words("no calls so far", zh: "目前没有调用")
            return [StyledLine(text, Style(.faint))]
        }
        // A day later the times have dates.
        let column = calls.reduce(8) { max($0, localTime($1.startedAt).utf8.count) }
        var title = StyledLine()
        title.addCell(words("TIME", zh: "时间"), columns: column, style: Style(.title))
        title.addCell(words("TOOK", zh: "耗时"), columns: 8, alignsRight: true, style: Style(.title))
        title.addCell(words("ACTION, newest first", zh: "接口（最新在前）"), columns: 28, style: Style(.title))
        title.addCell(words("ABOUT", zh: "对象"), columns: 14, style: Style(.title))
        title.add("RequestId", Style(.title))
        return [title]
            + calls.reversed().flatMap { record in
                var head = StyledLine()
                head.addCell(localTime(record.startedAt), columns: column, style: Style(.faint))
                head.addCell("\(Int(record.duration / .milliseconds(1))) ms", columns: 8, alignsRight: true)
                head.addCell(record.action, columns: 28)
                head.addCell(record.subject, columns: 14)
                head.add(record.requestID ?? "", Style(.faint))
                guard let error = record.error else { return [head] }
                let refusal = Notice(error, language: options.language).what
                return [head]
                    + StyledLine.wrap(refusal, columns: max(20, width - column - 1)).map { text in
                        var line = StyledLine()
                        line.addCell("", columns: column)
                        line.add(text, Style(.error))
                        return line
                    }
            }
    }

    // MARK: JSON

    func jsonLines(_ row: Row, width: Int) -> [StyledLine] {
        guard let received = row.received else {
            return [StyledLine(words("this listener was not received as JSON", zh: "该监听器并非以 JSON 形式收到"), Style(.faint))]
        }
        // What is no JSON to a strict reader is shown as it came.
        let text = (try? JSONReader.read(Array(received.bytes)).indented) ?? received.json
        let request = row.requestID.map { words("RequestId \($0), ", zh: "RequestId \($0)，") } ?? ""
        let time = localTime(row.readAt)
        let title = request + words("received at \(time)", zh: "收到于 \(time)")
        return [StyledLine(title, Style(.faint)), StyledLine()]
            + text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
                let indent = line.prefix { $0 == " " }
                let room = max(10, width - indent.count)
                return StyledLine.wrap(String(line.dropFirst(indent.count)), columns: room)
                    .map { StyledLine(indent + $0) }
            }
    }
}
