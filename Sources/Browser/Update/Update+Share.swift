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
        return [.copy(finding(row), name: "the finding about \(row.name.isEmpty ? row.id : row.name)")]
    }

    /// A finding for a chat or a ticket: plain lines, times in UTC, and the command that shows it again.
    func finding(_ row: Row) -> String {
        func time(_ time: UnixTime) -> String {
            let date = CivilDate(unixSeconds: time.wholeSeconds)
            return "\(date) \(date.clock) UTC"
        }
        let owner = account.owners[row.owner]?.owner.name ?? ""
        let trouble = row.trouble.isEmpty ? "" : "  \(row.trouble)"
        var lines = [
            "\(row.state.word)  \(row.name) :\(row.port.map(String.init) ?? "?")\(trouble)",
            "listener \(row.id), \(row.owner.isGroup ? "group" : "proxy") \(row.owner.text)\(owner.isEmpty ? "" : " (\(owner))")",
        ]
        if let since = row.since { lines.append("since \(time(since))") }
        lines += WhyRule.sentences(account.whyFacts(row)).prefix(2).map { "why: \($0[options.language])" }
        let request = row.requestID.map { ", RequestId \($0)" } ?? ""
        lines.append("as of \(time(row.readAt))\(request)")
        lines.append("gaapscope --listener \(row.id)")
        return lines.map(DisplayText.visible).joined(separator: "\n") + "\n"
    }
}
