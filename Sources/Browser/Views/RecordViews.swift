// The texts about received data: API calls, and the JSON of a listener as received.

import TencentCloud
import Inventory
import Reports
import Essentials

extension BrowserState {
    // MARK: Calls

    func callLines(width: Int) -> [StyledLine] {
        guard !calls.isEmpty else {
            let text =
                isOffline
                ? words("offline, no API calls", zh: "离线模式，不调用 API") : words("no calls so far", zh: "目前没有调用")
            return [StyledLine(text, Style(.faint))]
        }
        // Times of another day include a date.
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
        // Text that the strict reader refuses is shown as received.
        let text = (try? JSONReader.read(Array(received.bytes)).indented) ?? received.json
        let request = row.requestID.map { words("RequestId \($0), ", zh: "RequestId \($0)，") } ?? ""
        let time = localTime(row.readAt)
        let title = request + words("received at \(time)", zh: "\(time) 收到")
        return [StyledLine(title, Style(.faint)), StyledLine()]
            + text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
                let indent = line.prefix { $0 == " " }
                let room = max(10, width - indent.count)
                return StyledLine.wrap(String(line.dropFirst(indent.count)), columns: room)
                    .map { StyledLine(indent + $0) }
            }
    }
}
