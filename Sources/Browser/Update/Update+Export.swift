// What is on the screen, as a file: the list in a format of choice, a text as it is.

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

    /// Columns that a text is broken at in a file.
    private static let exportWidth = 120

    /// The timeline or the changes, every line of them.
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
        // The mark by which spreadsheets tell UTF-8: without it they read Chinese names in the encoding of the machine.
        var text = format == .csv ? "\u{FEFF}" : ""
        format.formatter.write(report, OutputOptions()) { text += $0 }
        let count = rows.count
        let name = Wording(
            "\(Count.text(count)) listener\(count == 1 ? "" : "s")", zh: "\(Count.text(count)) 个监听器")
        return [.save(text, as: fileName(ending: format.rawValue), name: words(name))]
    }

    /// `gaapscope-prod-ops-20251123-140231.csv`: whose, and when.
    private func fileName(ending: String) -> String {
        let account = options.accountLabel.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" }
        let date = options.zone.date(now.wall)
        let stamp = "\(date) \(date.clock)".filter(\.isNumber)
        return "gaapscope-\(String(account))-\(stamp.prefix(8))-\(stamp.dropFirst(8)).\(ending)"
    }

    mutating func say(_ outcome: SaveOutcome, of name: String) {
        switch outcome {
        case .written(let path): say(Wording("wrote \(name) to \(path)", zh: "已将\(name)写入 \(path)"))
        case .unable(let reason):
            say(Wording("\(name) not written: \(reason[.english])", zh: "\(name)未写入：\(reason[.chinese])"))
        }
    }
}
