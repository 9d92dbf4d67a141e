// The last line: the prompt while one is open, else the keys that matter here, from the command table.

import Inventory
import Essentials

extension BrowserState {
    func drawFooter(in frame: inout Frame, _ layout: Layout) {
        guard let prompt else {
            drawKeys(in: &frame, row: layout.footer)
            return
        }
        let mark = prompt.kind == .command ? ":" : "/"
        let start = frame.put(mark, row: layout.footer, column: 0, style: Style(.prompt))
        let cursor = drawPrompt(prompt, in: &frame, row: layout.footer, column: start, limit: size.columns - start)
        frame.cursor = Position(row: layout.footer, column: cursor)
        if let fault = prompt.fault, promptHoldsFault {
            let at = start + DisplayText.width(of: prompt.string) + 2
            frame.put(fault, row: layout.footer, column: at, style: Style(.error))
        }
    }

    /// Whether a key does something where one is. What depends on the row under the cursor is named for every row: the
    /// line must not change at each move.
    private func isUseful(_ entry: CommandRow) -> Bool {
        if entry.command == .origins, context != .text, selectedRow != nil { return true }
        return entry.needs.flatMap(missing) == nil
    }

    private func drawKeys(in frame: inout Frame, row: Int) {
        if case .picker? = overlay {
            let keys = words("Enter open  Tab other tab  Esc close", zh: "Enter 打开  Tab 切换标签页  Esc 关闭")
            frame.put(keys, row: row, column: 0, style: Style(.faint))
            return
        }
        func word(_ entry: CommandRow) -> String {
            if entry.command == .thisOwnerOrAll, question == Question(.all) { return words("owner", zh: "所属") }
            return entry.footer.map { words($0[context]) } ?? ""
        }
        let rows = options.keys.rows.filter { $0.contexts.contains(context) && $0.footer != nil && isUseful($0) }
        var hints = rows.map { entry in
            let isMove = entry.command == .moveDown
            let name = isMove ? "\(keyName(.moveDown))/\(keyName(.moveUp))" : keyName(entry.command)
            return (key: name, word: word(entry))
        }
        func width(gap: Int) -> Int {
            hints.reduce(-gap) { $0 + DisplayText.width(of: $1.key) + 1 + DisplayText.width(of: $1.word) + gap }
        }
        // What leads out, help and back, stands last and stays.
        while hints.count > 2, width(gap: 1) > size.columns { hints.remove(at: hints.count - 3) }
        let gap = width(gap: 2) > size.columns ? 1 : 2
        var at = 0
        for hint in hints {
            at = frame.put(hint.key, row: row, column: at, style: Style(.accent)) + 1
            at = frame.put(hint.word, row: row, column: at, style: Style(.faint)) + gap
        }
    }
}
