// Interprets a key: an open prompt takes it as text, digits jump to a port, and the command table determines the
// meaning of all other keys. A key without a meaning in the current view shows a message.

import Inventory
import Reports
import Essentials

extension BrowserState {
    mutating func press(_ key: Key) -> [Effect] {
        remarks.dismiss(at: now)
        if prompt != nil, let effects = pressInPrompt(key) { return effects }
        if case .picker(let picker)? = overlay, let effects = press(key, in: picker) { return effects }
        if context == .list, case .character(let digit) = key, digit.isASCII, digit.isNumber {
            return goToPort(portDigits + String(digit))
        }
        if prompt == nil, !portDigits.isEmpty, key == .escape || key == .backspace {
            portDigits = key == .escape ? "" : String(portDigits.dropLast())
            return []
        }
        if let command = options.keys.command(for: key, in: context) {
            let keepsPort = command == .nextMatch || command == .previousMatch
            if !keepsPort { portDigits = "" }
            if let reason = unavailable(command) {
                remarks.answer(reason)
                return []
            }
            return perform(command)
        }
        portDigits = ""
        switch key {
        case .wheelDown: return perform(.moveDown, times: 3)
        case .wheelUp: return perform(.moveUp, times: 3)
        case .click(let position): return click(position)
        case .paste:
            showRemark(
                Wording("pasting works only in a prompt", zh: "只能粘贴到输入行"),
                advice: Wording("press \(keyName(.filter)) first", zh: "请先按 \(keyName(.filter))"))
        default:
            showRemark(
                Wording("\(key.name) does nothing here", zh: "\(key.name) 在此无作用"),
                advice: Wording("\(keyName(.help)) shows the keys", zh: "按 \(keyName(.help)) 查看按键"))
        }
        return []
    }

    // MARK: Ports

    /// Goes to the first listener with exactly this port, or else to the first one whose port begins with the digits.
    private mutating func goToPort(_ digits: String) -> [Effect] {
        portDigits = digits.count > 5 ? String(digits.suffix(1)) : digits
        let exact = listing.nextLine(from: 0, forward: true, in: account) { $0.port.map(String.init) == portDigits }
        let line =
            exact
            ?? listing.nextLine(from: 0, forward: true, in: account) {
                $0.port.map(String.init)?.hasPrefix(portDigits) ?? false
            }
        if let line {
            moveCursor(to: line)
        } else {
            showNoPort(portDigits)
        }
        return []
    }

    mutating func goToMatch(forward: Bool) {
        let start = listing.cursor + (forward ? 1 : -1)
        let digits = portDigits
        let line = listing.nextLine(from: start, forward: forward, in: account) { row in
            digits.isEmpty || row.port.map(String.init)?.hasPrefix(digits) ?? false
        }
        if let line {
            moveCursor(to: line)
        } else {
            showNoPort(digits)
        }
    }

    private mutating func showNoPort(_ digits: String) {
        showRemark(
            bound.isEmpty
                ? Wording(
                    "no listener in this list has a port starting with \(digits)", zh: "列表中没有端口以 \(digits) 开头的监听器")
                : Wording(
                    "no listener read so far has a port starting with \(digits)",
                    zh: "目前已读到的内容中，没有端口以 \(digits) 开头的监听器"))
    }

    // MARK: Moving

    mutating func moveCursor(to line: Int) {
        listing.move(to: line)
        paneTop = 0
        if let row = listing.row { account.markSeen(row) }
    }

    private mutating func click(_ position: Position) -> [Effect] {
        let layout = Layout(self)
        guard overlay == nil else { return [] }
        if position.column < layout.sidebar {
            let row = position.row - layout.body.lowerBound
            if sidebar.select(row: row, heights: sidebar.heights(rows: layout.body.count)) { focus = .sidebar }
        } else if layout.list.contains(position.row) {
            focus = .list
            moveCursor(to: listing.top + position.row - layout.list.lowerBound)
        }
        return []
    }
}
