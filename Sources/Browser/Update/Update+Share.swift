// What is handed on to other people and programs.

import Inventory
import Essentials

extension BrowserState {
    /// The listener that a key is about.
    private var subject: Row? { (openedRow ?? listing.row).map { account.rows[$0] } }

    mutating func sendID() -> [Effect] {
        if openText?.subject == .query {
            return send(queryText, name: words(queryName))
        }
        guard let subject else { return [] }
        let id = DisplayText.visible(subject.id)
        return send(id, name: id)
    }

    mutating func sendFinding() -> [Effect] {
        guard let index = openedRow ?? listing.row else { return [] }
        let row = account.rows[index]
        let name = row.name.isEmpty ? row.id : row.name
        let title = words("the finding about \(name)", zh: "\(name) 的诊断信息")
        let effects = send(finding(row), name: title)
        show(.sent)
        return effects
    }

    private mutating func send(_ text: String, name: String) -> [Effect] {
        sentText = SentText(name: name, text: text)
        return [.copy(text, name: name)]
    }

    // MARK: What was done with a text

    /// Says what was done; a text that is on the screen as a whole has it below.
    mutating func tellSent(_ name: String, _ outcome: CopyOutcome) {
        if sentText?.name == name {
            sentText?.outcome = outcome
        } else {
            sentText = SentText(name: name, text: "", outcome: outcome)
        }
        if openText?.subject != .sent { sayWhatWasSent() }
    }

    /// Takes in what decides whether a text arrives; what was said about the last one is said again.
    mutating func learn(_ finding: Wording) {
        clipboardFinding = finding
        if let said = sentText?.remark, remark == notice(said) { sayWhatWasSent() }
    }

    private mutating func sayWhatWasSent() {
        guard let sentText, let status = sentStatus else { return }
        let text = Wording("\(sentText.name): \(status[.english])", zh: "\(sentText.name)：\(status[.chinese])")
        self.sentText?.remark = text
        say(text)
    }

    /// A finding for a chat or a ticket: plain lines, times in UTC, and the command that shows it again.
    func finding(_ row: Row) -> String {
        let recency = Recency.utc(now: now, freshFor: self.recency.freshFor)
        func time(_ time: Moment) -> String { recency.timeText(time.wall) }
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
        if let since = row.since { lines.append(words(sinceWords(since, row, time(since.time)))) }
        lines += WhyRule.sentences(account.whyFacts(row, recency)).prefix(2).map {
            words("why: ", zh: "原因：") + words($0)
        }
        let request = row.requestID.map { words(", RequestId \($0)", zh: "，RequestId \($0)") } ?? ""
        lines.append(words("as of \(time(row.readAt))", zh: "数据时间 \(time(row.readAt))") + request)
        if let missing = options.invocation.missing { lines.append(words(missing)) }
        lines.append(options.invocation.line("gaapscope", arguments: ["--listener", row.id]))
        return lines.map(DisplayText.visible).joined(separator: "\n") + "\n"
    }
}
