// Handles keys in a prompt: editing, history, completion and Enter.

import Inventory
import Essentials

extension BrowserState {
    /// Handles a key while a prompt is open; returns nil if the key keeps its general meaning.
    mutating func pressInPrompt(_ key: Key) -> [Effect]? {
        guard var open = prompt else { return nil }
        switch key {
        case .enter: return submit(open)
        case .escape, .control("c"):
            prompt = nil
            if open.kind == .filter { applyFilter(open.before) }
            return []
        case .control("z"), .control("l"): return nil
        case .backspace where open.text.isEmpty:
            prompt = nil
            return []
        default:
            if open.kind == .filter, let effects = moveWhileFiltering(key) { return effects }
            let before = open.text
            guard change(&open, by: key) else { return [] }
            promptMemory.cutText = open.line.cutText
            if open.kind != .filter { open.fault = nil }
            if open.kind == .filter { filter(as: &open, hasChanged: open.text != before) }
            prompt = open
            return []
        }
    }

    /// Filters by the text of a prompt. If the text has not changed, for example after a movement or at the maximum
    /// length, nothing is searched.
    private mutating func filter(as open: inout Prompt, hasChanged: Bool) {
        if hasChanged { open.fault = applyFilter(open.string).map { words($0.message) } }
        if open.fault == nil, let slip = listing.filter?.slip { showRemark(slip.reason) }
    }

    /// Applies a key that edits the text or replaces it from the history or by completion. Otherwise shows a message
    /// and returns false.
    private mutating func change(_ open: inout Prompt, by key: Key) -> Bool {
        switch key {
        case .up, .control("p"): return recall(1, in: &open)
        case .down, .control("n"): return recall(-1, in: &open)
        case .tab: return complete(&open, step: 1)
        case .backTab: return complete(&open, step: -1)
        case .paste(let text):
            let room = LineEditor.maximumLength - open.string.unicodeScalars.count
            if LineEditor.oneLine(text).unicodeScalars.count > room {
                let maximum = Count.text(LineEditor.maximumLength)
                showRemark(
                    Wording(
                        "the pasted text was truncated: a line holds at most \(maximum) characters",
                        zh: "粘贴内容已截断：一行最多 \(maximum) 个字符"))
            }
            return open.edit(key)
        default:
            if open.edit(key) { return true }
            showRemark(
                Wording("\(key.name) does nothing here", zh: "\(key.name) 在此无作用"),
                advice: Wording("Enter confirms, Esc cancels", zh: "按 Enter 确认，按 Esc 取消"))
            return false
        }
    }

    private mutating func recall(_ step: Int, in open: inout Prompt) -> Bool {
        if open.recall(step, in: promptMemory.lines(of: open.kind)) { return true }
        showRemark(
            step > 0
                ? Wording("no older line in the history", zh: "没有更早的历史输入")
                : Wording("no newer line in the history", zh: "没有更新的历史输入"))
        return false
    }

    private mutating func complete(_ open: inout Prompt, step: Int) -> Bool {
        if open.turn(by: step) { return true }
        guard let completion = Completion(of: open.line.beforeCursor, kind: open.kind, in: account) else {
            showRemark(Wording("no completion", zh: "没有可补全的内容"))
            return false
        }
        open.complete(completion, step: step)
        return true
    }

    /// Moves the cursor of the list while a filter is typed; returns nil for other keys.
    private mutating func moveWhileFiltering(_ key: Key) -> [Effect]? {
        switch key {
        case .control("p"): return perform(.moveUp)
        case .control("n"): return perform(.moveDown)
        case .wheelUp: return perform(.moveUp, times: 3)
        case .wheelDown: return perform(.moveDown, times: 3)
        case .pageUp: return perform(.pageUp)
        case .pageDown: return perform(.pageDown)
        default: return nil
        }
    }

    private mutating func submit(_ open: Prompt) -> [Effect] {
        switch open.kind {
        case .filter:
            guard open.fault == nil else { return [] }
            // Searching for the misspelled field as text would only give an empty list without explanation.
            if let slip = listing.filter?.slip {
                let fault = words(slip.message)
                prompt?.fault = fault
                return []
            }
            prompt = nil
            promptMemory.add(open.string, to: .filter)
            return []
        case .since: return submitTime(open.string)
        case .search:
            prompt = nil
            promptMemory.add(open.string, to: .search)
            if overlay?.isRecords == true {
                recordCursor.search = open.string
                searchRecords(forward: true, fromHere: true)
                return []
            }
            openText?.search = open.string
            openText?.match = nil
            searchText(forward: true, fromHere: true)
            return []
        case .command:
            switch TypedCommand.parse(open.string) {
            case .success(let line):
                prompt = nil
                promptMemory.add(open.string, to: .command)
                return execute(line)
            case .failure(let fault):
                let words = words(fault.message)
                prompt?.fault = words
                return []
            }
        }
    }

    // MARK: Search in a text

    mutating func searchText(forward: Bool, fromHere: Bool = false) {
        guard let open = openText, !open.search.isEmpty else { return }
        let needle = SearchFold.fold(open.search)
        let lines = textLines(width: size.columns)
        let count = lines.count
        let start = open.match ?? open.top
        for step in (fromHere ? 0 : 1)..<count + 1 where count > 0 {
            let at = ((start + (forward ? step : -step)) % count + count) % count
            let text = SearchFold.fold(lines[at].text)
            if text.indices.contains(where: { text[$0...].starts(with: needle) }) {
                openText?.top = at
                openText?.match = at
                return
            }
        }
        showRemark(Wording("not found: \(open.search)", zh: "未找到：\(open.search)"))
    }
}
