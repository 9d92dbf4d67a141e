// Texts about what has happened: changes since the baseline, calls of the API, and a listener's JSON as it came.

import TencentCloud
import Inventory
import Reports
import Essentials

extension BrowserState {
    // MARK: Changes

    func changeLines(width: Int) -> [StyledLine] {
        guard let baseline, let comparison = baseline.comparison else { return [] }
        let (from, to) = (localTime(baseline.markedAt), localTime(baseline.comparedAt ?? now))
        let count = comparison.changes.count
        let found =
            count == 0
            ? words("no change", zh: "无变化")
            : words("\(Count.text(count)) change\(count == 1 ? "" : "s")", zh: "\(Count.text(count)) 项变化")
        let title = words("\(found) from \(from) to \(to)", zh: "\(from) 至 \(to)：\(found)")
        var lines = [StyledLine(title, Style(.title))]
        for (name, isHealth) in [(words("health", zh: "健康"), true), (words("configuration", zh: "配置"), false)] {
            let changes = comparison.changes.filter { $0.isHealth == isHealth }
            if changes.isEmpty { continue }
            lines += [StyledLine(), StyledLine(name + words(": ", zh: "：") + Count.text(changes.count), Style(.title))]
            for change in changes {
                let line = change.line(in: options.language)
                // Broken, a line would lose the blanks that align it.
                let fits = DisplayText.width(of: line) <= width
                lines += (fits ? [line] : StyledLine.wrap(line, columns: width)).map {
                    StyledLine($0, style(of: change))
                }
            }
        }
        let unread = comparison.notReadNow.count + comparison.notReadThen.count
        if unread > 0 {
            let text = words(
                "\(Count.text(unread)) more were read on one side only, and are not counted: "
                    + "their owners were not read whole",
                zh: "另有 \(Count.text(unread)) 个仅在其中一侧读到，不计入：所属通道未读完")
            lines += [StyledLine()] + StyledLine.wrap(text, columns: width).map { StyledLine($0, Style(.faint)) }
        }
        return lines
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
        return calls.reversed().flatMap { record in
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
