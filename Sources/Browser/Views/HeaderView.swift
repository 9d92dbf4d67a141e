// The two lines at the top: the scope and its size (drawn in `HeaderView+Scope`), the counts by state, and the progress
// of reading. Counts have the prefix `>=` until everything has been read.

import TencentCloud
import Essentials
import GAAP
import Inventory
import Reports

extension BrowserState {
    func drawHeader(in frame: inout Frame) {
        drawScope(in: &frame)
        drawItems(in: &frame)
    }

    /// The scope, for example `all proxies(62)+groups(4)`, or the owner with its name.
    var scopeText: String {
        switch narrowing {
        case .origin(let address): return words("who uses \(address)", zh: "使用 \(address) 的监听器")
        case .region(let region):
            return region.isEmpty
                ? words("origins without region", zh: "源站无区域") : words("origins in \(region)", zh: "源站区域 \(region)")
        case .accessRegion(let region):
            return region.isEmpty
                ? words("no access region", zh: "无加速区域") : words("access in \(region)", zh: "加速区域 \(region)")
        case .listeners(_, let title): return DisplayText.visible(title)
        case .owner(let owner): return [owner.text, account.owners[owner]?.owner.name ?? ""].joined(separator: " ")
        case nil: break
        }
        switch question.scope {
        case .all:
            let known = knownOwners
            let proxies = ownerCount(known.proxies, by: DescribeProxies.name)
            let groups = ownerCount(known.groups, by: DescribeProxyGroupList.name)
            return words("all proxies(\(proxies))+groups(\(groups))", zh: "全部通道(\(proxies))+通道组(\(groups))")
        case .listener(let id): return id
        case .proxy(let id), .group(let id):
            let name = question.scope.owner.flatMap { account.owners[$0]?.owner.name } ?? ""
            return name.isEmpty ? id : "\(id) \(name)"
        }
    }

    /// Returns the number of owners, as `?` or a lower bound if their list was not read completely.
    private func ownerCount(_ count: Int, by action: String) -> String {
        guard let run = currentRun, !isOffline else { return Count.text(count) }
        let isUnread = run.unreadLists.contains(action)
        if count == 0, isUnread || !run.areOwnersKnown && !run.isRereading { return "?" }
        return isUnread ? ">=\(Count.text(count))" : Count.text(count)
    }

    /// The number of owners that the current run received from the service; otherwise the number of known owners, some
    /// of which may have been deleted.
    private var knownOwners: (proxies: Int, groups: Int) {
        if let run = currentRun, run.failedLists.isEmpty, !run.owners.isEmpty {
            return (run.owners.count - run.groupCount, run.groupCount)
        }
        let groups = account.owners.keys.count { $0.isGroup }
        return (account.owners.count - groups, groups)
    }

    /// The size of the list, for example `1,284 listeners`, `37 of 1,284` or `340 of 1,284 read`.
    var sizeText: String {
        let all = listing.counts.total
        let shown = listing.shownCount
        if all == 0, !bound.isEmpty {
            return currentRun?.isOver == true ? words("nothing read", zh: "未读到") : words("nothing read yet", zh: "尚未读到")
        }
        if listing.filter != nil || listing.problemsOnly {
            let (part, whole) = (Count.text(shown), bound + Count.text(all))
            return words("\(part) of \(whole)", zh: "\(part)/\(whole)")
        }
        if narrowing == nil, let run = currentRun, !run.isOver, question.scope != .all, let total = run.total,
            run.rowsRead < total
        {
            let (read, whole) = (Count.text(run.rowsRead), Count.text(total))
            return words("\(read) of \(whole) read", zh: "已读 \(read)/\(whole)")
        }
        let count = bound + Count.text(all)
        return words("\(count) listener\(all == 1 ? "" : "s")", zh: "\(count) 个监听器")
    }

    /// How much of the account a narrowed list is based on, for example `of 58/66 owners read`.
    var ownersReadText: String {
        guard let owners = ownersOfSweep else {
            let read = account.owners.keys.count(where: isRead)
            let (count, key) = (Count.text(read), keyName(.thisOwnerOrAll))
            return words(
                "of \(count) owner\(read == 1 ? "" : "s") read, \(key) reads all",
                zh: "依据已读的 \(count) 个通道，按 \(key) 读取全部")
        }
        let (read, all) = (Count.text(owners.count(where: isRead)), Count.text(owners.count))
        return words("of \(read)/\(all) owners read", zh: "依据已读的 \(read)/\(all) 个通道")
    }

    /// When the run on the screen ended or failed.
    var clockText: String {
        guard let run = currentRun, let finished = run.finishedAt else { return words("reading", zh: "读取中") }
        let time = localTime(finished)
        // The rows on the screen, if any, are older than this run.
        if run.hasFailures, !run.hasPages { return words("tried \(time)", zh: "上次尝试 \(time)") }
        return words("as of \(time)", zh: "数据时间 \(time)")
    }

    /// The header's text about rows from a stored state or a snapshot; nil if there are no such rows.
    var keptText: String? {
        guard let kept else { return nil }
        let time = localTime(kept.readAt)
        return isOffline
            ? words("offline, as of \(time)", zh: "离线，数据时间 \(time)") : words("cached \(time)", zh: "缓存 \(time)")
    }

    // MARK: The second line

    /// A part of the second line. If the line is too long, items are shortened and then omitted, highest rank first.
    private struct Item {
        var text: String
        let role: Style.Role
        let rank: Int
        /// Shorter versions of the text, longest first.
        var shorter: [String] = []
    }

    /// Items with this rank or a higher one are omitted before any count.
    private static let rankBelowCounts = 19

    private func drawItems(in frame: inout Frame) {
        var items = countItems + causeItems + progressItems + ageItems
        // One `>=` applies to all counts, because one for each count would not fit.
        let start = bound.isEmpty || listing.counts.total == 0 ? 0 : bound.count + 1
        while items.reduce(start - 2, { $0 + DisplayText.width(of: $1.text) + 2 }) > size.columns,
            let last = items.indices.max(by: { items[$0].rank < items[$1].rank })
        {
            // All items are shortened before a count is omitted.
            let long = items.lastIndex { !$0.shorter.isEmpty }
            if let index = items[last].rank < Self.rankBelowCounts || !items[last].shorter.isEmpty ? long : nil {
                items[index].text = items[index].shorter.removeFirst()
            } else {
                items.remove(at: last)
            }
        }
        if start > 0 { frame.put(bound, row: 1, column: 0) }
        var at = start
        for item in items { at = frame.put(item.text, row: 1, column: at, style: Style(item.role)) + 2 }
    }

    private var countItems: [Item] {
        State.allCases.filter { listing.counts[$0] > 0 }.map { state in
            let text = "\(Count.text(listing.counts[state])) \(state.word)"
            return Item(text: text, role: state.role, rank: state.isProblem ? state.rawValue : 10 + state.rawValue)
        }
    }

    /// The main cause, for example `cause 10.3.1.7: 4 listeners, 3 owners`, and the number of other causes.
    private var causeItems: [Item] {
        guard narrowing == nil, let first = causes.found.first else { return [] }
        let more = causes.found.count - 1
        let rest = more == 0 ? "" : words(" (+\(more))", zh: "（另有 \(more) 个）")
        func label(_ text: String) -> String {
            let text = DisplayText.visible(text)
            return words("cause \(text)", zh: "原因 \(text)")
        }
        let text = first.text(in: options.language)
        return [
            Item(
                text: label(text + rest), role: .accent, rank: Self.rankBelowCounts,
                shorter: [label(text), label(first.part.id)])
        ]
    }

    private var progressItems: [Item] {
        guard let run = currentRun else { return [] }
        var items: [Item] = []
        if let keptText { items.append(Item(text: keptText, role: isOffline ? .accent : .warning, rank: 1)) }
        if let narrowing {
            if case .owner = narrowing {
            } else {
                items.append(Item(text: ownersReadText, role: areAllOwnersRead ? .faint : .accent, rank: 0))
            }
        }
        if narrowing == nil, run.question.scope == .all, !run.isOver {
            let progress = "\(Count.text(run.finished.count))/\(Count.text(run.owners.count))"
            let text =
                run.areOwnersKnown
                ? words("swept \(progress)", zh: "已扫描 \(progress)")
                : words("finding proxies and groups", zh: "正在查找通道与通道组")
            items.append(
                Item(text: text, role: .accent, rank: 9, shorter: run.areOwnersKnown ? [progress] : []))
        }
        let failed = run.failed.count + run.failedLists.count + (run.failure == nil || run.isStopped ? 0 : 1)
        if failed > 0 {
            let count = Count.text(failed)
            items.append(Item(text: words("\(count) failed", zh: "\(count) 个失败"), role: .error, rank: 1))
        }
        if !run.unsure.isEmpty {
            let count = Count.text(run.unsure.count)
            items.append(Item(text: words("\(count) incomplete", zh: "\(count) 个不完整"), role: .warning, rank: 5))
        }
        if run.isStopped { items.append(Item(text: words("stopped", zh: "已停止"), role: .warning, rank: 8)) }
        return items
    }

    private var ageItems: [Item] {
        var items: [Item] = []
        if let oldest = listing.oldest {
            // Shows the age while ticks keep it current; otherwise the time, which stays correct.
            let age = ageText(oldest)
            let text = words("oldest \(age)", zh: "最旧 \(age)")
            let isOld = isStale(oldest)
            items.append(Item(text: text, role: isOld ? .warning : .faint, rank: isOld ? 7 : 21))
        }
        if let gauge = gauges[DescribeTCPListeners.name] ?? gauges.values.first {
            let isSlow = gauge.limit < gauge.rate
            items.append(Item(text: "\(gauge.limit)/s", role: isSlow ? .warning : .faint, rank: 23))
        }
        let waiting = gauges.waiting
        // Requests of a cancelled run may still wait, but are not shown.
        if waiting > 0, isReading {
            items.append(
                Item(
                    text: words("\(Count.text(waiting)) waiting", zh: "\(Count.text(waiting)) 个等待"), role: .faint,
                    rank: 22))
        }
        let throttled = gauges.values.reduce(0) { $0 + $1.throttled }
        if throttled > 0 {
            let count = Count.text(throttled)
            items.append(Item(text: words("\(count) throttled", zh: "限频 \(count)"), role: .warning, rank: 20))
        }
        if !portDigits.isEmpty {
            items.append(Item(text: words("port \(portDigits)", zh: "端口 \(portDigits)"), role: .accent, rank: 0))
        }
        return items
    }
}
