// What each command does: the one switch over the command table.

import Inventory
import TencentCloud

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
        case .moveToTop: return move(by: -.max / 2)
        case .moveToBottom: return move(by: .max / 2)
        case .scrollLeft: listing.firstColumn -= 1
        case .scrollRight: listing.firstColumn += 1
        case .open: return open()
        case .nextPane, .previousPane: isPaneFocused.toggle()
        case .back: return goBack()
        case .leave: return leave()
        case .quit: return [.quit(0)]
        case .interrupt: return stopManualRead() ?? [.quit(130)]
        case .suspend: return [.suspend]
        case .redraw: return [.redraw]
        case .filter:
            prompt = Prompt(context == .text ? .search : .filter, text: context == .text ? "" : listing.filterText)
        case .nextMatch: context == .text ? searchText(forward: true) : goToMatch(forward: true)
        case .previousMatch: context == .text ? searchText(forward: false) : goToMatch(forward: false)
        case .problemsOnly:
            listing.problemsOnly.toggle()
            listing.show(failures: failures, in: account)
        case .nextProblem: goToProblem(forward: true)
        case .previousProblem: goToProblem(forward: false)
        case .thisOwnerOrAll: return toggleAll()
        case .pick:
            overlay = .picker(Picker(tab: question.scope.owner?.isGroup == true ? .groups : .proxies))
            return askOwners()
        case .sortLeft: sort(step: -1)
        case .sortRight: sort(step: 1)
        case .reverseSort: sort(listing.sort.column, reversed: !listing.sort.isReversed)
        case .sortMenu:
            overlay = .sortMenu(cursor: Column.all.firstIndex { $0.id == listing.sort.column } ?? 0)
        case .refresh: return ask(question, isManual: true)
        case .pause:
            isPaused.toggle()
            say(isPaused ? "paused: R reads, Z goes on" : "reads again every \(Int(interval)) s")
        case .longerInterval: setInterval(Self.intervals.first { $0 > interval })
        case .shorterInterval: setInterval(Self.intervals.last { $0 < interval })
        case .errors: show(.errors)
        case .commandLine: prompt = Prompt(.command)
        case .help: if case .help? = overlay {} else { show(.help(context)) }
        }
        return []
    }

    // MARK: Going somewhere

    private mutating func show(_ text: Overlay) {
        overlay = text
        textTop = 0
        textSearch = ""
    }

    private mutating func open() -> [Effect] {
        switch overlay {
        case .sortMenu(let cursor):
            overlay = nil
            sort(Column.all[cursor].id, reversed: false)
        case .picker, .detail, .help, .errors: break
        case nil:
            show(.detail)
            isPaneFocused = false
            if let row = listing.row {
                account.markSeen(row)
                if let sweep, let run = sweepRun, !run.isOver { return [.prefer(account.rows[row].owner, sweep)] }
            }
        }
        return []
    }

    /// Esc: closes what is open, then clears the filter, then goes back to all.
    private mutating func goBack() -> [Effect] {
        if banner?.isError == true, overlay == nil {
            banner = nil
        } else if overlay != nil {
            overlay = nil
        } else if isPaneFocused {
            isPaneFocused = false
        } else if listing.filter != nil || listing.problemsOnly {
            listing.problemsOnly = false
            applyFilter("")
        } else if question != Question(.all), sweep != nil {
            return ask(Question(.all), isManual: false)
        }
        return []
    }

    private mutating func leave() -> [Effect] {
        if overlay != nil || isPaneFocused { return goBack() }
        if question != Question(.all), sweep != nil { return ask(Question(.all), isManual: false) }
        return [.quit(0)]
    }

    private mutating func toggleAll() -> [Effect] {
        overlay = nil
        guard question == Question(.all) else { return ask(Question(.all), isManual: false) }
        switch listing.item {
        case .row(let index): return ask(Question(Scope(account.rows[index].owner)), isManual: true)
        case .failure(let owner): return ask(Question(Scope(owner)), isManual: true)
        case nil: return []
        }
    }

    // MARK: Moving

    private func pageHeight(_ layout: Layout) -> Int {
        switch context {
        case .list: layout.list.count
        case .pane: layout.pane.count - 1
        case .text, .menu: layout.body.count
        }
    }

    private mutating func move(by lines: Int) -> [Effect] {
        switch overlay {
        case .sortMenu(let cursor): overlay = .sortMenu(cursor: max(0, min(cursor + lines, Column.all.count - 1)))
        case .detail, .help, .errors: textTop += lines
        case .picker: break
        case nil:
            if isPaneFocused { paneTop += lines } else { moveCursor(to: listing.cursor + lines) }
        }
        return []
    }

    private mutating func goToProblem(forward: Bool) {
        let start = listing.cursor + (forward ? 1 : -1)
        if let place = listing.place(from: start, forward: forward, in: account, where: { $0.state.isProblem }) {
            moveCursor(to: place)
        }
    }

    // MARK: Order, filter, interval

    private mutating func sort(step: Int) {
        let count = Column.all.count
        let at = Column.all.firstIndex { $0.id == listing.sort.column } ?? 0
        sort(Column.all[((at + step) % count + count) % count].id, reversed: false)
    }

    mutating func sort(_ column: String, reversed: Bool) {
        listing.sort = SortOrder(column: column, isReversed: reversed)
        relist(restart: false)
        say("sorted by \(Column.named(column)?.title ?? column)\(reversed ? ", reversed" : "")")
    }

    /// Takes a filter that is right; a wrong one is told and changes nothing.
    @discardableResult
    mutating func applyFilter(_ text: String) -> FilterExpression.Fault? {
        do {
            try listing.setFilter(text)
        } catch {
            return error
        }
        listing.show(failures: failures, in: account)
        return nil
    }

    private mutating func setInterval(_ new: Double?) {
        guard let new else { return }
        interval = new
        say("reads again every \(Int(new)) s\(isPaused ? " once it is not paused any more (Z)" : "")")
    }
}
