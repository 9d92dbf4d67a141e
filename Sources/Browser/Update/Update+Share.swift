// Copies an id, command lines or a finding to the clipboard.

import Inventory
import Essentials

extension BrowserState {
    /// The listener that a key refers to.
    private var subject: Row? { subjectRow.map { account.rows[$0] } }

    mutating func sendID() -> [Effect] {
        if openText?.subject == .query {
            return send(queryText, name: words(queryName))
        }
        guard let subject else { return [] }
        let id = DisplayText.visible(subject.id)
        return send(id, name: id)
    }

    mutating func sendFinding() -> [Effect] {
        guard let index = subjectRow else { return [] }
        let row = account.rows[index]
        let name = row.name.isEmpty ? row.id : row.name
        let title = words("the finding about \(name)", zh: "\(name) 的诊断信息")
        let effects = send(finding(index), name: title)
        show(.sent)
        return effects
    }

    private mutating func send(_ text: String, name: String) -> [Effect] {
        sentText = SentText(name: name, text: text)
        return [.copy(text, name: name)]
    }

    // MARK: Result

    /// Notes the result of a copy and shows it. If the copied text itself is on the screen, its view shows the result.
    mutating func noteSent(_ name: String, _ outcome: CopyOutcome) {
        if sentText?.name == name {
            sentText?.outcome = outcome
        } else {
            sentText = SentText(name: name, text: "", outcome: outcome)
        }
        if openText?.subject != .sent { showSentStatus() }
    }

    /// Notes a finding about the clipboard. If the message about the last text is still shown, it is updated.
    mutating func learn(_ finding: Wording) {
        clipboardFinding = finding
        guard let shown = sentText?.remark, let text = sentMessage else { return }
        if remarks.replace(notice(shown), by: notice(text)) { sentText?.remark = text }
    }

    private mutating func showSentStatus() {
        guard let text = sentMessage else { return }
        sentText?.remark = text
        remarks.showOutcome(notice(text))
    }

    private var sentMessage: Wording? {
        guard let sentText, let status = sentStatus else { return nil }
        return Wording("\(sentText.name): \(status[.english])", zh: "\(sentText.name)：\(status[.chinese])")
    }
}
