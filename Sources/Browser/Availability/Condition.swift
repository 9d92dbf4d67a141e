// What a command needs before it can be given, each with the words that say what is missing: a key that does nothing
// says why. Rows of the command table name them.

import Inventory
import Reports
import Essentials

/// Something that must hold.
package struct Condition: Sendable {
    /// Why it does not hold; nil when it does.
    let refusal: @Sendable (BrowserState) -> Notice?

    private init(_ refusal: @escaping @Sendable (BrowserState) -> Notice?) { self.refusal = refusal }

    /// Words for where it does not hold; nil where it does.
    private init(words: @escaping @Sendable (BrowserState) -> Wording?) {
        self.init { state in words(state).map { state.notice($0) } }
    }

    /// Lines to move in. That one is at the last of them is seen, and not said.
    static let lines = Condition { state in
        switch state.context {
        case .list:
            state.listing.visible.isEmpty
                ? Wording("there is nothing to move in: the list is empty", zh: "无处可移：列表为空") : nil
        case .sidebar: state.sidebar.selected == nil ? noGroup : nil
        case .pane:
            state.selectedRow == nil && state.listing.item != .unreadable
                ? Wording("there is nothing to move in: no listener is selected", zh: "无处可移：未选中监听器") : nil
        case .text, .menu: nil
        }
    }

    private static let noGroup = Wording("there is no group yet: nothing has been read", zh: "尚无分组：还没有读到任何内容")

    static let columnsLeft = Condition {
        $0.listing.firstColumn == 0 ? Wording("this is the first column", zh: "已是第一列") : nil
    }

    static let columnsRight = Condition { state in
        state.listing.firstColumn >= Column.all.count - 2
            ? Wording("this is the last column", zh: "已是最后一列") : nil
    }

    /// Something to open or to choose.
    static let choice = Condition { state in
        switch state.context {
        case .menu: nil
        case .sidebar: state.sidebar.selected == nil ? noGroup : nil
        case .list where state.listing.item == .unreadable: nil
        case .list, .pane, .text:
            state.selectedRow == nil
                ? Wording("nothing to open: no listener is selected", zh: "没有可打开的内容：未选中监听器") : nil
        }
    }

    static let panes = Condition {
        $0.panes.count < 2 ? Wording("the window is too low for a second pane", zh: "窗口高度不足，没有第二个窗格") : nil
    }

    static let origin = Condition { $0.unavailableOrigins }

    static let problems = Condition {
        guard $0.listing.problems == 0 else { return nil }
        return $0.bound.isEmpty
            ? Wording("no problem in this list", zh: "列表中没有问题项")
            : Wording("no problem in what has been read so far", zh: "目前已读到的内容中没有问题项")
    }

    /// Something that was looked for.
    static let search = Condition { state in
        let key = state.keyName(.filter)
        if state.context == .text {
            return state.textSearch.isEmpty
                ? Wording("nothing was searched for: \(key) searches", zh: "尚未搜索：按 \(key) 搜索") : nil
        }
        return state.portDigits.isEmpty && state.listing.filter == nil
            ? Wording(
                "nothing was searched for: \(key) filters, digits go to a port", zh: "尚未搜索：按 \(key) 过滤，或按数字键转到端口")
            : nil
    }

    static let owner = Condition { state in
        state.question == Question(.all) && state.listing.item == nil
            ? Wording("no listener is selected, so there is no owner", zh: "未选中监听器，因此没有所属通道") : nil
    }

    /// A listener to hand on or to look at.
    static let listener = Condition { state in
        state.openedRow == nil && state.listing.row == nil
            ? Wording("no listener is selected", zh: "未选中监听器") : nil
    }

    /// Something for the clipboard.
    static let copyable = Condition { state in
        state.overlay == .query ? nil : listener.refusal(state)
    }

    /// Something for a file: rows, or a text.
    static let exportable = Condition { state in
        state.context == .text || !state.shownRows.isEmpty
            ? nil : Wording("there is nothing to export: the list is empty", zh: "没有可导出的内容：列表为空")
    }

    static let otherProfiles = Condition { state in
        if let file = state.kept?.offlineFile {
            return Wording("offline: \(file) is what there is", zh: "离线：只有 \(file) 的内容")
        }
        return state.options.profiles.count < 2
            ? Wording(
                "there is no other profile: tccli's and those of config.json would be listed",
                zh: "没有其他配置：此处会列出 tccli 与 config.json 的配置") : nil
    }

    static let baseline = Condition { state in
        state.baseline == nil
            ? Wording(
                "there is no baseline to compare with: \(state.keyName(.mark)) marks one",
                zh: "没有可比较的基线：按 \(state.keyName(.mark)) 标记") : nil
    }

    /// A service to ask.
    static let service = Condition { state in
        state.kept?.offlineFile.map {
            state.notice(
                Wording("offline: \($0) is what there is", zh: "离线：仅有 \($0) 中的内容"),
                advice: Wording("start without --offline to read anew", zh: "去掉 --offline 启动可重新读取"))
        }
    }

    static let longerInterval = service.and {
        $0.interval >= BrowserState.intervals[BrowserState.intervals.count - 1]
            ? Wording("this is the longest interval", zh: "已是最长间隔") : nil
    }

    static let shorterInterval = service.and {
        $0.interval <= BrowserState.intervals[0] ? Wording("this is the shortest interval", zh: "已是最短间隔") : nil
    }

    static let wayBack = Condition { state in
        state.canGoBack
            ? nil
            : Wording(
                "there is nothing to go back to: \(state.keyName(.leave)) quits",
                zh: "无处可返回：按 \(state.keyName(.leave)) 退出")
    }

    /// The help is not what is on the screen.
    static let otherThanHelp = Condition { state in
        if case .help? = state.overlay {
            Wording("this is the help: \(state.keyName(.back)) closes it", zh: "当前即是帮助：按 \(state.keyName(.back)) 关闭")
        } else {
            nil
        }
    }

    static let otherThanErrors = Condition { state in
        state.overlay == .errors
            ? Wording(
                "these are the errors: \(state.keyName(.back)) closes them", zh: "当前即是错误列表：按 \(state.keyName(.back)) 关闭"
            )
            : nil
    }

    private func and(_ words: @escaping @Sendable (BrowserState) -> Wording?) -> Condition {
        Condition { state in refusal(state) ?? words(state).map { state.notice($0) } }
    }
}
