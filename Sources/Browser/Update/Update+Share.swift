// What is handed on to other people and programs.

import Inventory
import Essentials

extension BrowserState {
    /// The listener that a key is about.
    private var subject: Row? { (openedRow ?? listing.row).map { account.rows[$0] } }

    mutating func copyID() -> [Effect] {
        if overlay == .query {
            return send(queryText, name: words(queryName))
        }
        guard let subject else { return [] }
        let id = DisplayText.visible(subject.id)
        return send(id, name: id)
    }

    mutating func copyFinding() -> [Effect] {
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
        if overlay != .sent { sayWhatWasSent() }
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

    /// `sent to the terminal by OSC 52; terminals do not say whether they took it`.
    private var sentStatus: Wording? {
        switch sentText?.outcome {
        case .sent(let route, let proviso):
            let known = clipboardFinding ?? proviso
            return Wording(
                "sent to the terminal by \(route[.english]); \(known[.english])",
                zh: "已通过 \(route[.chinese]) 发送到终端；\(known[.chinese])")
        case .unable(let reason):
            return Wording("not sent: \(reason[.english])", zh: "未发送：\(reason[.chinese])")
        case nil: return nil
        }
    }

    /// The text as it was sent, and what was done with it.
    func sentLines(width: Int) -> [StyledLine] {
        guard let sentText else { return [] }
        var lines = [StyledLine(sentText.name, Style(.title)), StyledLine()]
        for line in sentText.text.split(separator: "\n", omittingEmptySubsequences: true) {
            let isCommand = ["gaapscope ", "tccli "].contains { line.hasPrefix($0) }
            let wrapped =
                isCommand
                ? StyledLine.wrapCommand(String(line), columns: width) : StyledLine.wrap(String(line), columns: width)
            lines += wrapped.map { StyledLine($0) }
        }
        lines.append(StyledLine())
        if let status = sentStatus {
            lines += StyledLine.wrap(words(status), columns: width).map { StyledLine($0, Style(.accent)) }
        }
        let file = words("\(keyName(.export)) writes this text to a file", zh: "按 \(keyName(.export)) 可将此文本写入文件")
        return lines + [StyledLine(file, Style(.faint))]
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
