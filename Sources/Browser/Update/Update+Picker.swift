// Handles keys in the picker, which is a prompt with a list below.

import Inventory
import Essentials

extension BrowserState {
    /// Opens the picker, and reads the lists of owners unless they were read before.
    mutating func openPicker(_ tab: Picker.Tab) -> [Effect] {
        overlays.open(.picker(Picker(tab: tab)))
        return askOwners()
    }

    /// Handles a key in the picker; returns nil if the key keeps its general meaning.
    mutating func press(_ key: Key, in open: Picker) -> [Effect]? {
        var picker = open
        let page = Layout(self).body.count - 2
        switch key {
        case .escape where !picker.prompt.text.isEmpty:
            picker.prompt = Prompt(.search)
            picker.cursor = 0
        case .escape, .control("c"):
            overlays.close()
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
        overlays.replaceTop(by: .picker(picker))
        return []
    }

    /// Opens the selected item: an owner becomes the scope, a region or an origin narrows the list.
    private mutating func choose(in picker: Picker) -> [Effect] {
        guard picker.choices.indices.contains(picker.cursor) else {
            showRemark(
                Wording("nothing to choose here", zh: "没有可选项"),
                advice: Wording(
                    "Backspace shortens the text, Tab changes the tab, Esc closes the picker",
                    zh: "按 Backspace 放宽条件，按 Tab 切换标签页，按 Esc 关闭"))
            return []
        }
        overlays.close()
        let part = picker.choices[picker.cursor].grouping.part
        if case .owner(let owner) = part { return go(to: Question(Scope(owner))) }
        return narrow(to: part)
    }
}
