// What is handed on to other people and programs.

import Inventory
import TencentCloud

extension BrowserState {
    /// The listener that a key is about.
    private var subject: Row? { (openedRow ?? listing.row).map { account.rows[$0] } }

    func copyID() -> [Effect] {
        if overlay == .query {
            let name = Wording("the lines of tccli", zh: "tccli 的命令")
            return [.copy(queryText, name: name[options.language])]
        }
        return subject.map { [.copy($0.id, name: $0.id)] } ?? []
    }

    func copyFinding() -> [Effect] {
        guard let index = openedRow ?? listing.row else { return [] }
        let row = account.rows[index]
        let name = row.name.isEmpty ? row.id : row.name
        return [.copy(finding(row), name: words("the finding about \(name)", zh: "\(name) 的诊断信息"))]
    }

    /// A finding for a chat or a ticket: plain lines, times in UTC, and the command that shows it again.
    func finding(_ row: Row) -> String {
        func time(_ time: UnixTime) -> String {
            let date = CivilDate(unixSeconds: time.wholeSeconds)
            return "\(date) \(date.clock) UTC"
        }
        let owner = account.owner(of: row)?.name ?? ""
        let kind = row.owner.map { $0.isGroup ? "group" : "proxy" } ?? "owner"
        let kindInChinese = (row.owner?.kindName ?? OwnerID.unknownLabel)[.chinese]
        let known = row.trouble(in: options.language)
        let trouble = known.isEmpty ? "" : "  \(known)"
        var lines = [
            "\(row.state.word)  \(row.name) :\(row.port.map(String.init) ?? "?")\(trouble)",
            words(
                "listener \(row.id), \(kind) \(row.ownerText)\(owner.isEmpty ? "" : " (\(owner))")",
                zh:
                    "监听器 \(row.id)，\(kindInChinese) \(row.ownerText)\(owner.isEmpty ? "" : "（\(owner)）")"
            ),
        ]
        if let since = row.since { lines.append(words("since \(time(since))", zh: "始于 \(time(since))")) }
        lines += WhyRule.sentences(account.whyFacts(row)).prefix(2).map { words("why: ", zh: "原因：") + words($0) }
        let request = row.requestID.map { words(", RequestId \($0)", zh: "，RequestId \($0)") } ?? ""
        lines.append(words("as of \(time(row.readAt))", zh: "数据时间 \(time(row.readAt))") + request)
        lines.append("gaapscope --listener \(row.id)")
        return lines.map(DisplayText.visible).joined(separator: "\n") + "\n"
    }
}
