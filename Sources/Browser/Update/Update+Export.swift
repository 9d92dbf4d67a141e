// Exports what is on the screen to a file: the list in a chosen format, or a text as it is.

import Inventory
import Reports
import Essentials

extension BrowserState {
    mutating func exportShown() -> [Effect] {
        if context == .records { return exportRecords() }
        guard context == .text else {
            openMenu(.export)
            return []
        }
        if openText?.subject == .sent, let sentText {
            return [.save(sentText.text, as: fileName(ending: "txt"), name: sentText.name)]
        }
        let width = max(size.columns, Self.exportWidth)
        let text = textLines(width: width).map { DisplayText.escaped($0.text) + "\n" }.joined()
        return [.save(text, as: fileName(ending: "txt"), name: words("the text", zh: "文本"))]
    }

    /// The minimum line width of an exported text.
    private static let exportWidth = 120

    /// Exports all lines of the timeline or the changes.
    private mutating func exportRecords() -> [Effect] {
        let lines = recordsHeading(width: .max).map(\.text) + (0..<recordCount).map { recordText($0) }
        let text = lines.map { DisplayText.escaped($0) + "\n" }.joined()
        let name = overlay == .timeline ? Wording("the timeline", zh: "时间线") : Wording("the changes", zh: "变化列表")
        return [.save(text, as: fileName(ending: "txt"), name: words(name))]
    }

    func exportList(as format: OutputFormat) -> [Effect] {
        let rows = shownRows
        let report = Report(
            account: account, rows: rows, columns: Column.all, isComplete: bound.isEmpty, now: now,
            provenance: Report.Provenance(
                account: options.accountLabel, endpoint: options.endpointText, scope: shownQuestion.scope,
                filters: filterFlags.joined(separator: " ")))
        // Spreadsheets need the byte order mark to detect UTF-8. Without it, Chinese names are garbled on some systems.
        var text = format == .csv ? "\u{FEFF}" : ""
        format.formatter.write(report, OutputOptions()) { text += $0 }
        let count = rows.count
        let name = Wording(
            "\(Count.text(count)) listener\(count == 1 ? "" : "s")", zh: "\(Count.text(count)) 个监听器")
        return [.save(text, as: fileName(ending: format.rawValue), name: words(name))]
    }

    /// Returns a file name with account and time: `gaapscope-prod-ops-20251123-140231.csv`.
    private func fileName(ending: String) -> String {
        let account = options.accountLabel.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" }
        let date = options.zone.date(now.wall)
        let stamp = "\(date) \(date.clock)".filter(\.isNumber)
        return "gaapscope-\(String(account))-\(stamp.prefix(8))-\(stamp.dropFirst(8)).\(ending)"
    }

    mutating func showOutcome(_ outcome: SaveOutcome, of name: String) {
        switch outcome {
        case .written(let path):
            remarks.showOutcome(notice(Wording("wrote \(name) to \(path)", zh: "已写入 \(path)：\(name)")))
        case .unable(let reason):
            remarks.showOutcome(
                notice(Wording("\(name) not written: \(reason[.english])", zh: "\(name)写入失败：\(reason[.chinese])")))
        }
    }
}
