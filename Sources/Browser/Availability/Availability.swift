// Decides whether a command is available now, and returns the message that says what is missing. A key without an
// effect always shows a message.

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
                Wording("offline, only the data in \($0) is available", zh: "离线模式，只有 \($0) 中的数据"),
                advice: Wording("start without --offline to refresh", zh: "去掉 --offline 重新启动即可刷新"))
        }
    }

    private func words(for condition: Condition) -> Wording? {
        switch condition {
        case .lines: missingLines
        case .columnsLeft: listing.firstColumn == 0 ? Wording("this is the first column", zh: "已是第一列") : nil
        case .columnsRight:
            listing.firstColumn >= PlacedColumn.maximumSkipped ? Wording("this is the last column", zh: "已是最后一列") : nil
        case .choice: missingChoice
        case .panes:
            panes.count < 2 ? Wording("the window is not tall enough for a second pane", zh: "窗口高度不足，没有第二个窗格") : nil
        case .origin: missingOrigin
        case .problems: missingProblems
        case .search: missingSearch
        case .owner:
            question == Question(.all) && listing.item == nil
                ? Wording("no listener is selected", zh: "未选中监听器") : nil
        case .listener: missingListener
        case .copyable: openText?.subject == .query ? nil : missingListener
        case .exportable:
            context == .text || context == .records || listing.shownCount > 0
                ? nil : Wording("nothing to export, the list is empty", zh: "列表为空，没有可导出的内容")
        case .otherProfiles: missingProfiles
        case .baseline:
            comparableSince.isEmpty
                ? Wording(
                    "no baseline before the first complete sweep; \(keyName(.mark)) marks the current state",
                    zh: "首次完整扫描之前没有基线；按 \(keyName(.mark)) 可将当前状态标记为基线") : nil
        case .records:
            firstSweepAt == nil && !options.hasJournal
                ? Wording("no changes are recorded before the first complete sweep", zh: "首次完整扫描之前没有变化记录") : nil
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
                    "already at the top level; \(keyName(.leave)) quits",
                    zh: "已在顶层，按 \(keyName(.leave)) 退出")
        case .otherThanHelp:
            openText?.subject.isHelp == true
                ? Wording("the help is already open; \(keyName(.back)) closes it", zh: "帮助已打开，按 \(keyName(.back)) 关闭")
                : nil
        case .otherThanErrors:
            openText?.subject == .errors
                ? Wording(
                    "the error log is already open; \(keyName(.back)) closes it",
                    zh: "错误记录已打开，按 \(keyName(.back)) 关闭") : nil
        }
    }

    // MARK: What is missing

    private var missingGroup: Wording? {
        sidebar.selected == nil
            ? Wording("nothing to select, nothing has been read yet", zh: "尚未读到任何内容，没有可选项") : nil
    }

    private var missingListener: Wording? {
        guard subjectRow == nil else { return nil }
        guard overlay?.isRecords == true else { return Wording("no listener is selected", zh: "未选中监听器") }
        return recordListeners.count > 1
            ? Wording(
                "this line has \(recordListeners.count) listeners; \(keyName(.open)) lists them",
                zh: "此行涉及 \(recordListeners.count) 个监听器，按 \(keyName(.open)) 列出")
            : Wording("this line has no listener that still exists", zh: "此行没有现存的监听器")
    }

    private var missingLines: Wording? {
        switch context {
        case .list:
            listing.visible.isEmpty
                ? Wording("the list is empty", zh: "列表为空") : nil
        case .sidebar: missingGroup
        case .pane:
            selectedRow == nil && listing.item != .unreadable
                ? Wording("no listener is selected", zh: "未选中监听器") : nil
        case .text, .menu: nil
        case .records:
            recordCount == 0 ? Wording("there are no changes", zh: "没有变化") : nil
        }
    }

    private var missingChoice: Wording? {
        switch context {
        case .menu: nil
        case .records: canOpenRecord ? nil : Wording("nothing to open in this line", zh: "此行没有可打开的内容")
        case .sidebar: missingGroup
        case .list where listing.item == .unreadable: nil
        case .list, .pane, .text:
            selectedRow == nil
                ? Wording("nothing to open, no listener is selected", zh: "未选中监听器，没有可打开的内容") : nil
        }
    }

    private var missingProblems: Wording? {
        if overlay == .timeline || openText.map({ !$0.subject.isDetail }) ?? false {
            return Wording(
                "this view has no problems to jump to; \(keyName(.back)) closes it",
                zh: "此界面没有可跳转的问题项，按 \(keyName(.back)) 关闭")
        }
        guard listing.problems == 0 else { return nil }
        return bound.isEmpty
            ? Wording("no problems in this list", zh: "列表中没有问题项")
            : Wording("no problems among the rows read so far", zh: "目前已读到的内容中没有问题项")
    }

    private var missingSearch: Wording? {
        let key = keyName(.filter)
        if overlay?.isRecords == true {
            return recordCursor.search.isEmpty
                ? Wording("no search yet; \(key) searches", zh: "尚未搜索，按 \(key) 搜索") : nil
        }
        if let openText {
            return openText.search.isEmpty
                ? Wording("no search yet; \(key) searches", zh: "尚未搜索，按 \(key) 搜索") : nil
        }
        return portDigits.isEmpty && listing.filter == nil
            ? Wording(
                "no search yet; \(key) filters, digits jump to a port",
                zh: "尚未搜索；按 \(key) 过滤，或按数字键跳转到端口") : nil
    }

    private var missingProfiles: Wording? {
        if let file = kept?.offlineFile {
            return Wording("offline, only the data in \(file) is available", zh: "离线模式，只有 \(file) 中的数据")
        }
        return options.profiles.count < 2
            ? Wording(
                "there is no other profile in tccli's files or in config.json",
                zh: "tccli 的文件与 config.json 中没有其他配置") : nil
    }
}
