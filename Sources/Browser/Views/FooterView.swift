// The last line: the prompt while one is open, else the keys that matter here, from the command table.

import Inventory

extension BrowserState {
    func drawFooter(in frame: inout Frame, _ layout: Layout) {
        guard let prompt else {
            drawKeys(in: &frame, row: layout.footer)
            return
        }
        let mark = prompt.kind == .command ? ":" : "/"
        let start = frame.put(mark, row: layout.footer, column: 0, style: Style(.prompt))
        let fault = prompt.fault.map { "  \($0)" } ?? ""
        let room = prompt.fault == nil ? size.columns - start : max(12, size.columns / 3)
        let cursor = drawPrompt(prompt, in: &frame, row: layout.footer, column: start, limit: room)
        frame.cursor = Position(row: layout.footer, column: cursor)
        if !fault.isEmpty {
            let at = max(cursor + 1, start + min(room, DisplayText.width(of: prompt.string)))
            frame.put(fault, row: layout.footer, column: at, style: Style(.error))
        }
    }

    /// Draws a line being typed so that its cursor is seen, and returns the cursor's column.
    func drawPrompt(_ prompt: Prompt, in frame: inout Frame, row: Int, column: Int, limit: Int) -> Int {
        let room = max(1, limit - 1)
        var start = prompt.cursor
        var used = 0
        // As many characters before the cursor as fit; the others have scrolled out on the left.
        while start > 0 {
            let width = DisplayText.width(of: String(prompt.text[start - 1]))
            guard used + width <= room else { break }
            used += width
            start -= 1
        }
        frame.put(
            String(prompt.text[start...].prefix(limit)), row: row, column: column, limit: limit, style: Style(.prompt))
        return column + used
    }

    private func drawKeys(in frame: inout Frame, row: Int) {
        if case .picker? = overlay {
            frame.put("Enter open  Tab proxies/groups  Esc close", row: row, column: 0, style: Style(.faint))
            return
        }
        var at = 0
        for entry in CommandRow.all where entry.contexts.contains(context) {
            guard let word = entry.footer, let key = entry.keys.first else { continue }
            let name = entry.command == .moveDown ? "j/k" : key.name
            let shown = entry.command == .thisOwnerOrAll && question == Question(.all) ? "owner" : word
            let width = DisplayText.width(of: name) + DisplayText.width(of: shown) + 1
            guard at + width <= size.columns else { return }
            at = frame.put(name, row: row, column: at, style: Style(.accent)) + 1
            at = frame.put(shown, row: row, column: at, style: Style(.faint)) + 2
        }
    }
}
