// Whether a command is available now, and the message that says what is missing. A key never does nothing silently.

import Essentials
import Inventory
import Reports

extension BrowserState {
    /// Returns why a command is unavailable now; nil if it is available.
    func unavailable(_ command: Command) -> Notice? {
        options.keys.rows.first { $0.command == command }?.needs.flatMap(missing)
    }

    /// Returns why a condition does not hold; nil if it holds.
    func missing(_ condition: Condition) -> Notice? {
        switch condition {
        case .service: missingService
        case .longerInterval, .shorterInterval: missingService ?? words(for: condition).map { notice($0) }
        default: words(for: condition).map { notice($0) }
        }
    }

    private var missingService: Notice? {
        kept?.offlineFile.map {
            notice(
                Wording("offline, \($0) is what there is", zh: "离线时仅有 \($0) 中的内容"),
                advice: Wording("start without --offline to read again", zh: "去掉 --offline 启动可重新读取"))
        }
    }

    private func words(for condition: Condition) -> Wording? {
        switch condition {
        case .lines: missingLines
        case .columnsLeft: listing.firstColumn == 0 ? Wording("this is the first column", zh: "已是第一列") : nil
        case .columnsRight:
            listing.firstColumn >= PlacedColumn.mostSkipped ? Wording("this is the last column", zh: "已是最后一列") : nil
        case .choice: missingChoice
        case .panes:
            panes.count < 2 ? Wording("the window is too low for a second pane", zh: "窗口高度不足，没有第二个窗格") : nil
        case .origin: missingOrigin
        case .problems: missingProblems
        case .search: missingSearch
        case .owner:
            question == Question(.all) && listing.item == nil
                ? Wording("no listener is selected, so there is no owner", zh: "未选中监听器，因此没有所属通道") : nil
        case .listener: missingListener
        case .copyable: openText?.subject == .query ? nil : missingListener
        case .exportable:
            context == .text || context == .records || listing.shownCount > 0
                ? nil : Wording("there is nothing to export: the list is empty", zh: "没有可导出的内容：列表为空")
        case .otherProfiles: missingProfiles
        case .baseline:
            comparableSince.isEmpty
                ? Wording(
                    "there is nothing to compare with until a sweep was whole; \(keyName(.mark)) marks what is known",
                    zh: "完整扫描一次之前没有可比较的内容；按 \(keyName(.mark)) 标记当前状态") : nil
        case .records:
            firstSweepAt == nil && !options.hasJournal
                ? Wording("no change is recorded until a sweep was whole", zh: "完整扫描一次之前没有变化记录") : nil
        case .service: nil  // `missingService` returns its message, which has advice.
        case .longerInterval:
            interval >= Self.intervals[Self.intervals.count - 1]
                ? Wording("this is the longest interval", zh: "已是最长间隔") : nil
        case .shorterInterval:
            interval <= Self.intervals[0] ? Wording("this is the shortest interval", zh: "已是最短间隔") : nil
        case .wayBack:
            canGoBack
                ? nil
                : Wording(
                    "there is nothing to go back to: \(keyName(.leave)) quits",
                    zh: "无处可返回：按 \(keyName(.leave)) 退出")
        case .otherThanHelp:
            openText?.subject.isHelp == true
                ? Wording("this is the help: \(keyName(.back)) closes it", zh: "当前即是帮助：按 \(keyName(.back)) 关闭") : nil
        case .otherThanErrors:
            openText?.subject == .errors
                ? Wording(
                    "these are the errors: \(keyName(.back)) closes them",
                    zh: "当前即是错误列表：按 \(keyName(.back)) 关闭") : nil
        }
    }

    // MARK: What is missing

    private var missingGroup: Wording? {
        sidebar.selected == nil
            ? Wording("there is no group yet: nothing has been read", zh: "尚无分组：还没有读到任何内容") : nil
    }

    private var missingListener: Wording? {
        guard subjectRow == nil else { return nil }
        guard overlay?.isRecords == true else { return Wording("no listener is selected", zh: "未选中监听器") }
        return recordListeners.count > 1
            ? Wording(
                "this line is about \(recordListeners.count) listeners: \(keyName(.open)) lists them",
                zh: "此行涉及 \(recordListeners.count) 个监听器：按 \(keyName(.open)) 列出")
            : Wording("this line is about no listener that still exists", zh: "此行不涉及现有的监听器")
    }

    private var missingLines: Wording? {
        switch context {
        case .list:
            listing.visible.isEmpty
                ? Wording("there is nothing to move in: the list is empty", zh: "无处可移：列表为空") : nil
        case .sidebar: missingGroup
        case .pane:
            selectedRow == nil && listing.item != .unreadable
                ? Wording("there is nothing to move in: no listener is selected", zh: "无处可移：未选中监听器") : nil
        case .text, .menu: nil
        case .records:
            recordCount == 0 ? Wording("there is nothing to move in: nothing changed", zh: "无处可移：没有变化") : nil
        }
    }

    private var missingChoice: Wording? {
        switch context {
        case .menu: nil
        case .records: canOpenRecord ? nil : Wording("there is nothing to open in this line", zh: "此行没有可打开的内容")
        case .sidebar: missingGroup
        case .list where listing.item == .unreadable: nil
        case .list, .pane, .text:
            selectedRow == nil
                ? Wording("nothing to open: no listener is selected", zh: "没有可打开的内容：未选中监听器") : nil
        }
    }

    private var missingProblems: Wording? {
        if overlay == .timeline || openText.map({ !$0.subject.isDetail }) ?? false {
            return Wording(
                "this text has no problems to go through: \(keyName(.back)) closes it",
                zh: "此文本中没有可跳转的问题项：按 \(keyName(.back)) 关闭")
        }
        guard listing.problems == 0 else { return nil }
        return bound.isEmpty
            ? Wording("no problem in this list", zh: "列表中没有问题项")
            : Wording("no problem in what has been read so far", zh: "目前已读到的内容中没有问题项")
    }

    private var missingSearch: Wording? {
        let key = keyName(.filter)
        if overlay?.isRecords == true {
            return recordCursor.search.isEmpty
                ? Wording("nothing was searched for: \(key) searches", zh: "尚未搜索：按 \(key) 搜索") : nil
        }
        if let openText {
            return openText.search.isEmpty
                ? Wording("nothing was searched for: \(key) searches", zh: "尚未搜索：按 \(key) 搜索") : nil
        }
        return portDigits.isEmpty && listing.filter == nil
            ? Wording(
                "nothing was searched for: \(key) filters, digits go to a port",
                zh: "尚未搜索：按 \(key) 过滤，或按数字键转到端口") : nil
    }

    private var missingProfiles: Wording? {
        if let file = kept?.offlineFile {
            return Wording("offline: \(file) is what there is", zh: "离线：只有 \(file) 的内容")
        }
        return options.profiles.count < 2
            ? Wording(
                "there is no other profile: tccli's and those of config.json would be listed",
                zh: "没有其他配置：此处会列出 tccli 与 config.json 的配置") : nil
    }
}
