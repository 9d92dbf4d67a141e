// The list narrowed to a part of the account, who uses an origin above all: how one gets there, how it is turned to the
// next origin, and how one comes back. Nothing here asks the service: what has been read is looked at another way.

import GAAP
import Inventory
import Essentials

extension BrowserState {
    // MARK: Narrowing

    /// Narrows the list to a part of the account. An owner is a scope of its own where not all of the account is looked
    /// at.
    ///
    /// Who uses an origin is told whole, so the filter is put aside; an owner or a region narrows what the filter
    /// leaves.
    mutating func narrow(to part: Narrowing) -> [Effect] {
        if case .owner(let owner) = part, question != Question(.all) {
            return ask(Question(Scope(owner)), isManual: true)
        }
        let isOverOrigin = narrowing?.isOrigin == true
        let kept = part.isOrigin ? narrowed.count - (isOverOrigin ? 1 : 0) : 0
        var view = NarrowedView(
            part: part, filterText: listing.filterText, problemsOnly: listing.problemsOnly, detail: openedRow,
            row: listing.row)
        if kept < narrowed.count {
            // One of a kind: Esc leads behind it, not back through all that were looked at.
            view = narrowed[kept]
            view.part = part
        }
        narrowed.removeSubrange(kept...)
        narrowed.append(view)
        overlay = nil
        focus = .list
        if part.isOrigin { setFilter("", problemsOnly: false) }
        listing.pin()
        relist(isNewScope: true)
        return []
    }

    /// Undoes the last narrowing. From an origin one comes back to what one came from, filter and cursor included.
    mutating func widen() {
        guard let view = narrowed.popLast() else { return }
        if view.part.isOrigin { setFilter(view.filterText, problemsOnly: view.problemsOnly) }
        listing.pin()
        relist(isNewScope: true)
        guard view.part.isOrigin else { return }
        if let row = view.row, let place = listing.visible.firstIndex(of: .row(row)) { listing.move(to: place) }
        if let detail = view.detail { show(.detail(detail)) }
    }

    private mutating func setFilter(_ text: String, problemsOnly: Bool) {
        listing.problemsOnly = problemsOnly
        try? listing.setFilter(text)  // it has been understood before
    }

    /// The listener whose detail is open.
    var openedRow: Int? { if case .detail(let row)? = overlay { row } else { detailBehind?.row } }

    // MARK: Origins

    /// The listener that `o` is about: the opened one, else the one under the cursor.
    private var rowForOrigins: Row? { openedRow.map { account.rows[$0] } ?? selectedRow }

    /// The address that `o` goes to: the first one of the listener, or the one after that on the screen.
    private var nextAddress: OriginAddress? {
        if overlay == nil, focus == .sidebar {
            if case .origin(let address)? = sidebar.selected?.part { return address }
            return nil
        }
        guard let row = rowForOrigins else { return nil }
        let addresses = addresses(of: row)
        guard openedRow == nil, case .origin(let here)? = narrowing,
            let place = addresses.firstIndex(where: { $0.host == here.host })
        else { return addresses.first }
        return addresses[(place + 1) % addresses.count]
    }

    /// Why `o` cannot be given; nil when it can.
    var unavailableOrigins: Wording? {
        switch overlay {
        case .help, .errors, .changes, .calls, .json, .query, .sent, .advice:
            return Wording(
                "this text is about no listener: \(keyName(.back)) closes it", zh: "此文本与监听器无关：按 \(keyName(.back)) 关闭")
        case .detail, .picker, .menu, nil: break
        }
        if focus == .sidebar, overlay == nil {
            return nextAddress == nil
                ? Wording(
                    "this group is no origin: select one below, or a listener in the list",
                    zh: "该分组不是源站：请选择下方的源站，或列表中的监听器") : nil
        }
        guard let row = rowForOrigins else {
            return Wording("no listener is selected, so there is no origin", zh: "未选中监听器，因此没有源站")
        }
        guard let next = nextAddress else {
            return row.health.areOriginsRead
                ? Wording("no origin is bound to \(row.name)", zh: "\(row.name) 未绑定源站")
                : Wording("the origins of \(row.name) could not be read", zh: "未能读取 \(row.name) 的源站")
        }
        if openedRow == nil, case .origin(let here)? = narrowing, here.host == next.host {
            if !row.health.areOriginsRead {
                return Wording(
                    "the other origins of \(row.name) could not be read", zh: "未能读取 \(row.name) 的其他源站")
            }
            return Wording("\(next.host) is the only origin of \(row.name)", zh: "\(next.host) 是 \(row.name) 的唯一源站")
        }
        return nil
    }

    mutating func openOrigins() -> [Effect] {
        guard let address = nextAddress else { return [] }
        let row = overlay == nil && focus == .sidebar ? nil : rowForOrigins
        let effects = narrow(to: .origin(address))
        if let row {
            let addresses = addresses(of: row)
            let place = addresses.firstIndex(of: address) ?? 0
            if addresses.count > 1 {
                say(
                    Wording(
                        "origin \(place + 1) of \(addresses.count) of \(row.name)",
                        zh: "\(row.name) 的源站 \(place + 1)/\(addresses.count)"),
                    advice: Wording(
                        "\(keyName(.origins)) goes to the next, \(keyName(.back)) back",
                        zh: "\(keyName(.origins)) 下一个，\(keyName(.back)) 返回"))
            }
        }
        return effects
    }

    /// The addresses of a listener, those that fail first: its origins, and what their DownIPLists name.
    private func addresses(of row: Row) -> [OriginAddress] {
        var found: [OriginAddress] = []
        var hosts: Set<String> = []
        func note(_ address: OriginAddress?) {
            if let address, !address.host.isEmpty, hosts.insert(address.host).inserted { found.append(address) }
        }
        for (server, _) in row.origins.sorted(by: { $0.state < $1.state }) {
            note(server.realServerIP.map { OriginAddress(host: $0) })
            for named in server.downIPList ?? [] { note(OriginAddress(named).map { OriginAddress(host: $0.host) }) }
        }
        return found
    }

    // MARK: Regions

    /// Narrows the list to the region of that name, or to the only one that begins so.
    mutating func narrow(toRegion text: String) -> [Effect] {
        let regions = account.regionGroupings().map(\.part.id).filter { !$0.isEmpty }
        let wanted = SearchFold.fold(text)
        let fitting = regions.filter { SearchFold.fold($0).starts(with: wanted) }
        let exact = regions.filter { SearchFold.fold($0) == wanted }
        if let region = exact.first ?? (fitting.count == 1 ? fitting.first : nil) { return narrow(to: .region(region)) }
        let choices = (fitting.isEmpty ? regions : fitting).sorted().joined(separator: ", ")
        if regions.isEmpty {
            say(
                Wording("no region is known yet", zh: "尚不知道任何区域"),
                advice: Wording(
                    "the lists of proxies and groups tell them: \(keyName(.pick)) reads them",
                    zh: "区域来自通道与通道组列表：按 \(keyName(.pick)) 读取"))
        } else {
            say(
                fitting.isEmpty
                    ? Wording("no origins in \(text)", zh: "\(text) 没有源站")
                    : Wording("\(text) may be several", zh: "\(text) 对应多个区域"),
                advice: Wording("there are \(choices)", zh: "可用：\(choices)"))
        }
        return []
    }
}
