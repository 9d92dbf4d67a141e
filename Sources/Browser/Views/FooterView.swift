// The last line: the open prompt, or else the most useful keys of the view, as many as fit, and the visible range of
// lines. The words come from the command table, the order from the view.

import Inventory
import Essentials

extension BrowserState {
    /// Draws the last line of the screen.
    /// - Parameter position: the visible range of lines; nil if all lines are visible.
    func drawFooter(in frame: inout Frame, _ layout: Layout, position: String?) {
        guard let prompt else {
            drawKeys(in: &frame, row: layout.footer, position: position ?? "")
            return
        }
        let mark =
            switch prompt.kind {
            case .command: ":"
            case .filter, .search: "/"
            case .since: words("since: ", zh: "自：")
            }
        let start = frame.put(mark, row: layout.footer, column: 0, style: Style(.prompt))
        let cursor = drawPrompt(prompt, in: &frame, row: layout.footer, column: start, limit: size.columns - start)
        frame.cursor = Position(row: layout.footer, column: cursor)
        if let fault = prompt.fault, faultFitsPromptLine {
            let at = start + DisplayText.width(of: prompt.string) + 2
            frame.put(fault, row: layout.footer, column: at, style: Style(.error))
        }
    }

    /// Returns the range of lines that a window shows, for example `1-42 of 50`; nil if it shows all lines.
    func position(top: Int, height: Int, of count: Int) -> String? {
        guard count > height, height > 0 else { return nil }
        let (first, last) = (Count.text(top + 1), Count.text(min(count, top + height)))
        return words("\(first)-\(last) of \(Count.text(count))", zh: "\(first)-\(last)/\(Count.text(count))")
    }

    private struct Hint {
        let key: String
        let word: String
        /// Whether the hint is always shown: help and the way back, which come last.
        var stays = false
    }

    private func drawKeys(in frame: inout Frame, row: Int, position: String) {
        let room = size.columns - (position.isEmpty ? 0 : DisplayText.width(of: position) + 2)
        var hints = hints
        func width(gap: Int) -> Int {
            hints.reduce(-gap) { $0 + DisplayText.width(of: $1.key) + 1 + DisplayText.width(of: $1.word) + gap }
        }
        while width(gap: 1) > room, let last = hints.lastIndex(where: { !$0.stays }) { hints.remove(at: last) }
        let gap = width(gap: 2) > room ? 1 : 2
        var at = 0
        for hint in hints {
            at = frame.put(hint.key, row: row, column: at, style: Style(.accent)) + 1
            at = frame.put(hint.word, row: row, column: at, style: Style(.faint)) + gap
        }
        let column = max(at, size.columns - DisplayText.width(of: position))
        frame.put(position, row: row, column: column, style: Style(.faint))
    }

    private var hints: [Hint] {
        if case .picker? = overlay {
            return [
                Hint(key: "Enter", word: words("open", zh: "打开")),
                Hint(key: "Tab", word: words("other tab", zh: "切换标签页")),
                Hint(key: "Esc", word: words("close", zh: "关闭"), stays: true),
            ]
        }
        let rows = options.keys.rows
        let named = footerCommands.compactMap { command in rows.first { $0.command == command } }
        let exits = [Command.help, .leave].compactMap { command in rows.first { $0.command == command } }
        let hints = named.filter { $0.contexts.contains(context) && isUseful($0) }.map {
            Hint(key: key($0), word: word($0))
        }
        return hints + exits.filter(isUseful).map { Hint(key: key($0), word: word($0), stays: true) }
    }

    private func key(_ entry: CommandRow) -> String {
        entry.command == .moveDown ? "\(keyName(.moveDown))/\(keyName(.moveUp))" : keyName(entry.command)
    }

    private func word(_ entry: CommandRow) -> String {
        if entry.command == .thisOwnerOrAll, question == Question(.all) { return words("owner", zh: "所属通道") }
        return entry.footer.map { words($0[context]) } ?? ""
    }

    /// Returns whether a key does something in the current view. Keys that depend on the row under the cursor are shown
    /// for every row, so that the footer does not change with each move.
    private func isUseful(_ entry: CommandRow) -> Bool {
        guard entry.footer != nil else { return false }
        if [.origins, .copyFinding, .json].contains(entry.command), context != .text, selectedRow != nil {
            return true
        }
        return entry.needs.flatMap(missing) == nil
    }

    /// The commands in the footer of the current view, most useful first.
    private var footerCommands: [Command] {
        switch context {
        case .list:
            [
                .moveDown, .open, .filter, .problemsOnly, .thisOwnerOrAll, .pick, .origins, .timeline, .changes,
                .copyFinding, .refresh, .nextProblem, .sortMenu, .export, .mark, .copyID, .json, .query, .calls,
                .errors,
                .profiles, .commandLine,
            ]
        case .pane:
            [.moveDown, .open, .nextPane, .origins, .nextProblem, .copyFinding, .filter, .json, .query, .timeline]
        case .sidebar: [.moveDown, .open, .nextPane, .origins, .pick, .filter, .timeline, .changes, .refresh]
        case .menu: [.moveDown, .open]
        case .records:
            [
                .moveDown, .open, .origins, .filter, .timeline, .changes, .changesSince, .mark, .copyFinding, .export,
                .refresh,
            ]
        case .text: textCommands
        }
    }

    private var textCommands: [Command] {
        switch openText?.subject {
        case .detail:
            [
                .moveDown, .nextProblem, .origins, .copyFinding, .filter, .json, .query, .thisOwnerOrAll, .timeline,
                .copyID, .export, .refresh,
            ]
        case .entries: [.moveDown, .filter, .timeline, .changes, .export]
        case .errors, .calls: [.moveDown, .filter, .refresh, .errors, .calls, .export]
        case .json, .query, .sent: [.moveDown, .filter, .copyID, .export]
        case .advice: [.moveDown, .refresh, .profiles, .filter]
        case .help, nil: [.moveDown, .filter]
        }
    }
}
