// The list: column titles and one line per listener, or a sentence that says why the list is empty.

import Inventory
import Reports
import Essentials

extension BrowserState {
    func drawList(in frame: inout Frame, _ layout: Layout) {
        let left = layout.main.lowerBound
        let columns = PlacedColumn.place(in: layout.main.count, skipping: listing.firstColumn)
        for placed in columns {
            let isSorted = placed.column.id == listing.sort.column
            let style = Style(isSorted ? .accent : .title)
            frame.put(
                words(placed.column.title), row: layout.titles, columns: placed.range(from: left),
                alignRight: placed.column.alignsRight, style: style)
            if isSorted { drawArrow(placed, in: &frame, row: layout.titles, left: left) }
        }
        for (offset, row) in layout.list.enumerated() {
            let index = listing.top + offset
            guard listing.visible.indices.contains(index) else { break }
            draw(listing.visible[index], columns, in: &frame, row: row, left: left)
            if index == listing.cursor {
                let bar = PlacedColumn.bar(columns).clamped(to: 0..<layout.main.count)
                frame.restyle(row: row, from: left + bar.lowerBound, to: left + bar.upperBound) {
                    $0.selected = focus == .list
                }
            }
        }
        if listing.visible.isEmpty {
            for (row, line) in zip(layout.list.dropFirst(), emptyLines) {
                frame.put(line, row: row, column: left + 2, style: Style(.faint))
            }
        }
    }

    /// Draws the sort arrow before a right-aligned title and after any other title, in the blank between two columns.
    private func drawArrow(_ placed: PlacedColumn, in frame: inout Frame, row: Int, left: Int) {
        let width = min(placed.width, DisplayText.width(of: words(placed.column.title)))
        let column = placed.column.alignsRight ? placed.start + placed.width - width - 1 : placed.start + width
        frame.put(listing.sort.arrow, row: row, column: max(0, left + column), style: Style(.accent))
    }

    private func draw(_ item: Item, _ columns: [PlacedColumn], in frame: inout Frame, row: Int, left: Int) {
        switch item {
        case .unreadable: frame.put(unreadableText, row: row, column: left, style: Style(.error))
        case .row(let index):
            let value = account.rows[index]
            let context = ColumnContext(
                owner: account.owner(of: value), now: now, freshFor: staleAfter, language: options.language)
            for placed in columns {
                var text = placed.column.text(value, context)
                if placed.column.emphasis == .state, value.isUnseen { text += "*" }
                frame.put(
                    text, row: row, columns: placed.range(from: left), alignRight: placed.column.alignsRight,
                    style: style(of: placed.column, value))
            }
            if isStale(value.readAt), let state = columns.first {
                frame.put("~", row: row, column: left + state.start + state.width, style: Style(.warning))
            }
            frame.highlight(listing.filter?.highlights ?? [], row: row, from: left)
        }
    }

    private func style(of column: Column, _ row: Row) -> Style {
        switch column.emphasis {
        case .state: Style(row.state.role)
        case .trouble: Style(row.state == .ok || row.state == .off ? .faint : row.state.role)
        case .identity: .plain
        case .secondary: Style(.faint)
        }
    }

    /// The lines that say why the list is empty and what to do.
    private var emptyLines: [String] {
        if listing.filter != nil || listing.problemsOnly { return emptyFilterLines }
        if let narrowing {
            let what =
                switch narrowing {
                case .origin(let address):
                    words("no listener uses \(address), \(ownersReadText)", zh: "没有监听器使用 \(address)，\(ownersReadText)")
                case .region(let region):
                    words(
                        "no listener has origins in \(region), \(ownersReadText)",
                        zh: "没有源站位于 \(region) 的监听器，\(ownersReadText)")
                case .accessRegion(let region):
                    words(
                        "no listener has access in \(region), \(ownersReadText)",
                        zh: "没有加速区域为 \(region) 的监听器，\(ownersReadText)")
                case .listeners:
                    words("the listeners of this event are no longer in the list", zh: "该事件的监听器已不在列表中")
                case .owner(let owner):
                    words(
                        "\(owner.text) has no TCP listeners\(isRead(owner) ? "" : " so far")",
                        zh: "\(owner.text) \(isRead(owner) ? "" : "目前")没有 TCP 监听器")
                }
            return [what, words("\(keyName(.back)) goes back", zh: "按 \(keyName(.back)) 返回")]
        }
        guard let run = currentRun, run.isOver else { return [words(.reading)] }
        if run.isStopped {
            return [
                words("stopped before anything was read", zh: "尚未读到任何内容即已停止"),
                words("\(keyName(.refresh)) reads again", zh: "按 \(keyName(.refresh)) 重新读取"),
            ]
        }
        if run.failure != nil || !run.failedLists.isEmpty {
            return [
                words("nothing could be read", zh: "无法读取任何内容"),
                words(
                    "\(keyName(.refresh)) tries again, \(keyName(.pick)) picks another, "
                        + "\(keyName(.errors)) lists errors",
                    zh: "\(keyName(.refresh)) 重试，\(keyName(.pick)) 选择其他，\(keyName(.errors)) 查看错误"),
            ]
        }
        if !run.isWhole {
            return [
                words("no listeners found, but not everything could be read", zh: "未读到监听器，且部分内容无法读取"),
                words(
                    "\(keyName(.errors)) shows why, \(keyName(.refresh)) reads again",
                    zh: "按 \(keyName(.errors)) 查看原因，按 \(keyName(.refresh)) 重新读取"),
            ]
        }
        switch question.scope {
        case .all where question.isFiltered:
            return [words("the service found no matching listeners", zh: "服务端未找到匹配的监听器")]
        case .all: return [words("this account has no TCP listeners", zh: "该账号没有 TCP 监听器")]
        case .listener(let id): return [words("listener \(id) was not found", zh: "未找到监听器 \(id)")]
        case .proxy(let id), .group(let id):
            return [
                question.isFiltered
                    ? words("\(id): the service found no matching listeners", zh: "\(id)：服务端未找到匹配的监听器")
                    : words("\(id) has no TCP listeners", zh: "\(id) 没有 TCP 监听器")
            ]
        }
    }
}

extension BrowserState {
    /// The lines of a list in which the filter or `!` hides every row.
    private var emptyFilterLines: [String] {
        let (text, all, key) = (listing.filterText, Count.text(listing.counts.total), keyName(.back))
        let plural = listing.counts.total == 1 ? "" : "s"
        let rows =
            bound.isEmpty
            ? Wording("\(all) listener\(plural)", zh: "\(all) 个监听器")
            : Wording("\(all) listener\(plural) read so far", zh: "目前已读到的 \(all) 个监听器")
        if !listing.problemsOnly {
            return [
                words("no match for \(text) among \(rows[.english])", zh: "\(rows[.chinese])中没有一个与 \(text) 匹配"),
                words("\(key) shows all of them", zh: "按 \(key) 显示全部"),
            ]
        }
        if listing.filter == nil {
            return [
                words("no problems among \(rows[.english])", zh: "\(rows[.chinese])中没有问题项"),
                words("\(key) shows all of them", zh: "按 \(key) 显示全部"),
            ]
        }
        return [
            words(
                "no problem matches \(text) among \(rows[.english])", zh: "\(rows[.chinese])中没有与 \(text) 匹配的问题项"),
            words(
                "\(key) clears the filter; pressed again, it shows all states",
                zh: "按 \(key) 清除过滤，再按则取消“仅问题”"),
        ]
    }
}

extension Frame {
    /// Marks the matches of a filter in a row.
    /// - Parameter first: the column to start at.
    mutating func highlight(_ needles: [[UInt8]], row: Int, from first: Int = 0) {
        guard !needles.isEmpty else { return }
        // The folded text of the row, and the column of each byte.
        var bytes: [UInt8] = []
        var columns: [Int] = []
        for (column, cell) in self.row(row).enumerated() where cell.width > 0 && column >= first {
            let folded = SearchFold.fold(cell.glyph.text)
            bytes += folded
            columns += Array(repeating: column, count: folded.count)
        }
        for needle in needles where needle.count <= bytes.count {
            var at = 0
            while at + needle.count <= bytes.count {
                if bytes[at] == needle.first, bytes[at..<at + needle.count].elementsEqual(needle) {
                    let last = columns[at + needle.count - 1]
                    let end = last + max(1, self.row(row)[self.row(row).startIndex + last].width)
                    restyle(row: row, from: columns[at], to: end) { $0.matched = true }
                    at += needle.count
                } else {
                    at += 1
                }
            }
        }
    }
}
