// What each command does: a switch over all commands.

import Inventory
import Reports
import Essentials

extension BrowserState {
    mutating func perform(_ command: Command, times: Int = 1) -> [Effect] {
        let layout = Layout(self)
        switch command {
        case .moveDown: return move(by: times)
        case .moveUp: return move(by: -times)
        case .pageDown: return move(by: max(1, pageHeight(layout)))
        case .pageUp: return move(by: -max(1, pageHeight(layout)))
        case .halfPageDown: return move(by: max(1, pageHeight(layout) / 2))
        case .halfPageUp: return move(by: -max(1, pageHeight(layout) / 2))
        case .moveToTop: return move(by: -Self.far)
        case .moveToBottom: return move(by: Self.far)
        case .scrollLeft: listing.firstColumn -= 1
        case .scrollRight: listing.firstColumn += 1
        case .open: return open()
        case .nextPane: moveFocus(by: 1)
        case .previousPane: moveFocus(by: -1)
        case .back: return goBack()
        case .leave: return leave()
        case .quit: return [.quit(0)]
        case .interrupt:
            if case .menu? = overlay {
                overlays.close()
                return []
            }
            return stopManualRead() ?? [.quit(130)]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .filter:
            let isSearch = context == .text || context == .records
            prompt = Prompt(
                isSearch ? .search : .filter, text: isSearch ? "" : listing.filterText, memory: promptMemory)
        case .nextMatch: goToNextMatch(forward: true)
        case .previousMatch: goToNextMatch(forward: false)
        case .problemsOnly:
            listing.problemsOnly.toggle()
            listing.showFiltered(failures: failures, in: account)
        case .nextProblem: goToProblem(forward: true)
        case .previousProblem: goToProblem(forward: false)
        case .thisOwnerOrAll: return toggleAll()
        case .pick: return openPicker(question.scope.owner?.isGroup == true ? .groups : .proxies)
        case .origins: return openOrigins()
        case .sortLeft: sort(step: -1)
        case .sortRight: sort(step: 1)
        case .reverseSort: sort(listing.sort.column, reversed: !listing.sort.isReversed)
        case .sortMenu: openMenu(.sort)
        case .refresh: return refresh()
        case .pause:
            isPaused.toggle()
            showRemark(
                isPaused
                    ? Wording(
                        "paused; \(keyName(.refresh)) refreshes once, \(keyName(.pause)) resumes",
                        zh: "已暂停；按 \(keyName(.refresh)) 刷新一次，按 \(keyName(.pause)) 恢复自动刷新")
                    : Wording("refreshes every \(Int(interval)) s", zh: "每 \(Int(interval)) 秒刷新一次"))
        case .longerInterval: setInterval(Self.intervals.first { $0 > interval })
        case .shorterInterval: setInterval(Self.intervals.last { $0 < interval })
        case .errors: show(.errors)
        case .copyID: return sendID()
        case .copyFinding: return sendFinding()
        case .mark: mark()
        case .changes: return showChanges()
        case .changesSince: prompt = Prompt(.since, memory: promptMemory)
        case .timeline: return showTimeline()
        case .calls: show(.calls)
        case .json: if let row = subjectRow { show(.json(row)) }
        case .query: show(.query)
        case .export: return exportShown()
        case .profiles: openMenu(.profiles)
        case .commandLine: prompt = Prompt(.command, memory: promptMemory)
        case .help: if openText?.subject.isHelp != true { show(.help(context)) }
        }
        return []
    }

    // MARK: Navigation

    mutating func show(_ subject: OpenText.Subject) {
        overlays.open(.text(OpenText(subject)))
    }

    private mutating func open() -> [Effect] {
        switch overlay {
        case .menu(let menu): return choose(in: menu)
        case .timeline: return openEvent()
        case .changes: return openChange()
        case .picker, .text: break
        case nil where focus == .sidebar: return sidebar.selected.map { narrow(to: $0.part) } ?? []
        case nil:
            listing.pin()
            if listing.item == .unreadable { return openUnreadable(choosing: true) }
            guard let row = listing.row else { break }
            show(.detail(row))
            focus = .list
            account.markSeen(row)
            if let sweep, let run = sweepRun, !run.isOver, let owner = account.rows[row].owner {
                return [.fetch(.prefer(owner, sweep))]
            }
        }
        return []
    }

    /// Opens the menu of unreadable owners.
    /// - Parameter choosing: whether the menu opens even if there is only one owner. Otherwise a single owner is read
    ///   without a menu.
    private mutating func openUnreadable(choosing: Bool = false) -> [Effect] {
        if !choosing, listing.unreadable.count == 1, let owner = listing.unreadable.first {
            return ask(Question(Scope(owner)), isManual: true)
        }
        openMenu(.unreadable)
        return []
    }

    /// Handles Esc: closes the open view, then the error, then removes one restriction of the list at a time, then goes
    /// back.
    private mutating func goBack() -> [Effect] {
        if closeTop() { return [] }
        if failure != nil {
            failure = nil
        } else if listing.filter != nil {
            applyFilter("")
        } else if listing.problemsOnly {
            listing.problemsOnly = false
            listing.showFiltered(failures: failures, in: account)
        } else if narrowing != nil {
            widen()
        } else if let behind = previousQuestion {
            return ask(behind, isManual: false)
        }
        return []
    }

    private mutating func leave() -> [Effect] {
        if closeTop() { return [] }
        if narrowing != nil {
            widen()
            return []
        }
        return previousQuestion.map { ask($0, isManual: false) } ?? [.quit(0)]
    }

    /// Closes the view over the list, or moves the focus back to the list. Returns false if there is neither.
    private mutating func closeTop() -> Bool {
        if overlays.close() { return true }
        defer { focus = .list }
        return focus != .list
    }

    /// Handles R: reads now. A read that is already running is not restarted, because that would only cost calls.
    private mutating func refresh() -> [Effect] {
        guard let run = currentRun, !run.isOver else { return ask(question, isManual: true) }
        runs[run.id]?.isManual = true
        showRemark(Wording("already reading", zh: "正在读取"), advice: Wording("Ctrl-C stops the read", zh: "按 Ctrl-C 停止"))
        return []
    }

    private mutating func toggleAll() -> [Effect] {
        overlays.closeAll()
        // The narrowing stays: the whole account is read so that the narrowed list becomes complete.
        guard question == Question(.all) else { return ask(Question(.all), isManual: false, keepsNarrowing: true) }
        listing.pin()
        switch listing.item {
        case .row(let index):
            guard let owner = account.rows[index].owner else {
                showRemark(Wording("the service does not name the owner of this listener", zh: "服务未返回该监听器所属的通道或通道组"))
                return []
            }
            return ask(Question(Scope(owner)), isManual: true)
        case .unreadable: return openUnreadable()
        case nil: return []
        }
    }

    // MARK: Moving

    /// A number of lines that reaches either end of any list. It is small enough that the sum of many such moves does
    /// not overflow.
    private static let far = 1 << 40

    private func pageHeight(_ layout: Layout) -> Int {
        switch context {
        case .list: layout.list.count
        case .pane: layout.pane.count - 1
        case .sidebar: max(1, layout.body.count / 3)
        case .text, .menu: layout.body.count
        case .records: recordsLayout(layout.body).list.count
        }
    }

    private mutating func move(by lines: Int) -> [Effect] {
        switch overlay {
        case .menu(let menu): move(menu, by: lines)
        case .timeline, .changes: recordCursor.move(by: lines, of: recordCount)
        case .text:
            openText?.top += lines
            openText?.match = nil
        case .picker: break
        case nil:
            switch focus {
            case .list: moveCursor(to: listing.cursor + lines)
            case .pane: paneTop += lines
            case .sidebar: sidebar.move(by: lines)
            }
        }
        return []
    }

    // MARK: Order, filter, interval

    private mutating func sort(step: Int) {
        let count = Column.all.count
        let at = Column.all.firstIndex { $0.id == listing.sort.column } ?? 0
        sort(Column.all[((at + step) % count + count) % count].id, reversed: false)
    }

    mutating func sort(_ column: ColumnID, reversed: Bool) {
        listing.sort = SortOrder(column: column, isReversed: reversed)
        relist()
        let title = Column[column].title
        showRemark(
            Wording(
                "sorted by \(title[.english])\(reversed ? ", reversed" : "")",
                zh: "按“\(title[.chinese])”排序\(reversed ? "，倒序" : "")"))
    }

    /// Applies a filter. If the filter is invalid, returns the error and changes nothing.
    @discardableResult
    mutating func applyFilter(_ text: String) -> FilterExpression.ParseError? {
        do {
            try listing.setFilter(text)
        } catch {
            return error
        }
        listing.showFiltered(failures: failures, in: account)
        return nil
    }

    mutating func setInterval(_ new: Double?) {
        guard let new else { return }
        interval = new
        let (seconds, key) = (Int(new), keyName(.pause))
        showRemark(
            isPaused
                ? Wording(
                    "will refresh every \(seconds) s after \(key) resumes",
                    zh: "按 \(key) 恢复后，每 \(seconds) 秒刷新一次")
                : Wording("refreshes every \(seconds) s", zh: "每 \(seconds) 秒刷新一次"))
    }
}
