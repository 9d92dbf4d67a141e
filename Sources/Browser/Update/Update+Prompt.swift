// What is typed at a prompt, and in the picker, which is a prompt with a list below.

import Inventory
import TencentCloud

extension BrowserState {
    /// A key while a prompt is open; nil where the prompt has no use for it and it keeps its meaning.
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
            guard open.edit(key) else { return [] }
            open.fault = nil
            if open.kind == .filter, let fault = applyFilter(open.string) {
                open.fault = "\(fault.word): \(fault.reason)"
            }
            prompt = open
            return []
        }
    }

    /// The list can be walked through while its filter is typed.
    private mutating func moveWhileFiltering(_ key: Key) -> [Effect]? {
        switch key {
        case .up, .control("p"): return perform(.moveUp)
        case .down, .control("n"): return perform(.moveDown)
        case .pageUp: return perform(.pageUp)
        case .pageDown: return perform(.pageDown)
        default: return nil
        }
    }

    private mutating func submit(_ open: Prompt) -> [Effect] {
        switch open.kind {
        case .filter:
            if open.fault == nil { prompt = nil }
            return []
        case .search:
            prompt = nil
            textSearch = open.string
            textMatch = nil
            searchText(forward: true, fromHere: true)
            return []
        case .command:
            switch TypedCommand.parse(open.string) {
            case .success(let line):
                prompt = nil
                return perform(line)
            case .failure(let fault):
                prompt?.fault = fault.words
                return []
            }
        }
    }

    // MARK: Search in a text

    mutating func searchText(forward: Bool, fromHere: Bool = false) {
        let needle = SearchFold.fold(textSearch)
        guard !needle.isEmpty else { return }
        let lines = textLines(width: size.columns)
        let count = lines.count
        let start = textMatch ?? textTop
        for step in (fromHere ? 0 : 1)..<count + 1 where count > 0 {
            let at = ((start + (forward ? step : -step)) % count + count) % count
            let text = SearchFold.fold(lines[at].text)
            if text.indices.contains(where: { text[$0...].starts(with: needle) }) {
                textTop = at
                textMatch = at
                return
            }
        }
        say("not found: \(textSearch)")
    }

    // MARK: The picker

    /// Opens the picker; the lists of owners are read where that has not been done.
    mutating func openPicker(_ tab: Picker.Tab) -> [Effect] {
        overlay = .picker(Picker(tab: tab))
        return askOwners()
    }

    /// A key in the picker; nil where it keeps its meaning.
    mutating func press(_ key: Key, in open: Picker) -> [Effect]? {
        var picker = open
        let page = Layout(self).body.count - 2
        switch key {
        case .escape where !picker.prompt.text.isEmpty:
            picker.prompt = Prompt(.search)
            picker.cursor = 0
        case .escape, .control("c"):
            overlay = nil
            return []
        case .control("z"), .control("l"), .function: return nil
        case .tab: picker.turn(by: 1)
        case .backTab: picker.turn(by: -1)
        case .enter: return choose(in: picker)
        case .up, .control("p"): picker.cursor -= 1
        case .down, .control("n"): picker.cursor += 1
        case .pageUp: picker.cursor -= max(1, page)
        case .pageDown: picker.cursor += max(1, page)
        case .home: picker.cursor = 0
        case .end: picker.cursor = picker.choices.count - 1
        case .wheelUp: picker.cursor -= 3
        case .wheelDown: picker.cursor += 3
        default:
            guard picker.prompt.edit(key) else { return [] }
            picker.cursor = 0
        }
        overlay = .picker(picker)
        return []
    }

    /// Goes where the picker's cursor stands: an owner is a scope, a region or an origin narrows the list.
    private mutating func choose(in picker: Picker) -> [Effect] {
        guard picker.choices.indices.contains(picker.cursor) else {
            say("nothing to pick here", advice: "Backspace widens, Tab changes the tab, Esc closes")
            return []
        }
        overlay = nil
        let part = picker.choices[picker.cursor].grouping.part
        if case .owner(let owner) = part { return ask(Question(Scope(owner)), isManual: true) }
        return narrow(to: part)
    }
}
