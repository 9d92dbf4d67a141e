// Texts about what has happened: changes since the baseline, calls of the API, and a listener's JSON as it came.

import Inventory
import TencentCloud

extension BrowserState {
    // MARK: Changes

    func changeLines(width: Int) -> [StyledLine] {
        guard let baseline, let comparison = baseline.comparison else { return [] }
        let span = "from \(localTime(baseline.markedAt)) to \(localTime(baseline.comparedAt ?? now))"
        let count = comparison.changes.count
        let title = count == 0 ? "no change \(span)" : "\(Count.text(count)) change\(count == 1 ? "" : "s") \(span)"
        var lines = [StyledLine(title, Style(.title))]
        for (name, isHealth) in [("health", true), ("configuration", false)] {
            let changes = comparison.changes.filter { $0.isHealth == isHealth }
            if changes.isEmpty { continue }
            lines += [StyledLine(), StyledLine("\(name): \(Count.text(changes.count))", Style(.title))]
            for change in changes {
                lines += StyledLine.wrap(change.line, columns: width).map { StyledLine($0, style(of: change)) }
            }
        }
        let unread = comparison.notReadNow.count + comparison.notReadThen.count
        if unread > 0 {
            let text =
                "\(Count.text(unread)) more were read on one side only, and are not counted: their owners were not read whole"
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
            return [StyledLine(isOffline ? "offline: nothing is called" : "no calls so far", Style(.faint))]
        }
        return calls.reversed().flatMap { record in
            var head = StyledLine()
            head.addCell(localTime(record.startedAt), columns: 8, style: Style(.faint))
            head.addCell("\(Int(record.duration / .milliseconds(1))) ms", columns: 8, alignsRight: true)
            head.addCell(record.action, columns: 28)
            head.addCell(record.subject, columns: 14)
            head.add(record.requestID ?? "", Style(.faint))
            guard let error = record.error else { return [head] }
            let words = Notice(error, language: options.language).what
            return [head]
                + StyledLine.wrap(words, columns: width - 9).map { text in
                    var line = StyledLine()
                    line.addCell("", columns: 8)
                    line.add(text, Style(.error))
                    return line
                }
        }
    }

    // MARK: JSON

    func jsonLines(_ row: Row, width: Int) -> [StyledLine] {
        guard let received = row.received else {
            return [StyledLine("this listener was not received as JSON", Style(.faint))]
        }
        // What is no JSON to a strict reader is shown as it came.
        let text = (try? JSONReader.read(Array(received.bytes)).indented) ?? received.json
        let title = [row.requestID.map { "RequestId \($0), " } ?? "", "received at \(localTime(row.readAt))"].joined()
        return [StyledLine(title, Style(.faint)), StyledLine()]
            + text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line in
                let indent = line.prefix { $0 == " " }
                let room = max(10, width - indent.count)
                return StyledLine.wrap(String(line.dropFirst(indent.count)), columns: room)
                    .map { StyledLine(indent + $0) }
            }
    }
}
