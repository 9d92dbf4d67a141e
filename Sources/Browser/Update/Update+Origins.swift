// Narrows the list to a part of the account, most often to the users of an origin, goes to the next origin, and widens
// the list again. Narrowing makes no request: it shows a part of what was already read.

import GAAP
import Inventory
import Essentials

extension BrowserState {
    // MARK: Narrowing

    /// Narrows the list to a part of the account. If the scope is not the whole account, an owner becomes the new
    /// scope.
    ///
    /// For an origin, the filter is suspended, so that all users of the origin are listed. For an owner or a region,
    /// the filter stays.
    mutating func narrow(to part: Narrowing) -> [Effect] {
        if case .owner(let owner) = part, question != Question(.all) {
            return ask(Question(Scope(owner)), isManual: true)
        }
        let isOverOrigin = narrowing?.isShownWhole == true
        let kept = part.isShownWhole ? narrowed.count - (isOverOrigin ? 1 : 0) : 0
        var view = NarrowedView(
            part: part, filterText: listing.filterText, problemsOnly: listing.problemsOnly, row: listing.row,
            overlays: overlays)
        if kept < narrowed.count {
            // There is at most one view of each kind, so that Esc leaves all origins at once.
            view = narrowed[kept]
            view.part = part
        }
        narrowed.removeSubrange(kept...)
        narrowed.append(view)
        overlays.closeAll()
        focus = .list
        if part.isShownWhole { setFilter("", problemsOnly: false) }
        listing.pin()
        relist(isNewScope: true)
        return []
    }

    /// Undoes the last narrowing. Leaving an origin restores the previous view, including filter and cursor.
    mutating func widen() {
        guard let view = narrowed.popLast() else { return }
        if view.part.isShownWhole { setFilter(view.filterText, problemsOnly: view.problemsOnly) }
        listing.pin()
        relist(isNewScope: true)
        if view.part.isShownWhole, let row = view.row, let index = listing.visible.firstIndex(of: .row(row)) {
            listing.move(to: index)
        }
        overlays = view.overlays
    }

    private mutating func setFilter(_ text: String, problemsOnly: Bool) {
        listing.problemsOnly = problemsOnly
        try? listing.setFilter(text)  // this filter was valid before
    }

    // MARK: Origins

    mutating func openOrigins() -> [Effect] {
        if let cause = causeToOpen { return narrow(to: cause) }
        guard let address = nextAddress else { return [] }
        let row = overlay?.isRecords == true || overlay == nil && focus == .sidebar ? nil : rowForOrigins
        let effects = narrow(to: .origin(address))
        if let row {
            let addresses = addresses(of: row)
            let index = addresses.firstIndex(of: address) ?? 0
            if addresses.count > 1 {
                showRemark(
                    Wording(
                        "origin \(index + 1) of \(addresses.count) of \(row.name)",
                        zh: "\(row.name) 的源站 \(index + 1)/\(addresses.count)"),
                    advice: Wording(
                        "\(keyName(.origins)) goes to the next one, \(keyName(.back)) goes back",
                        zh: "按 \(keyName(.origins)) 查看下一个，按 \(keyName(.back)) 返回"))
            }
        }
        return effects
    }

    // MARK: Regions

    /// Returns the name that equals a text, or else the names that begin with it.
    private static func names(_ all: [String], startingWith text: String) -> [String] {
        let wanted = SearchFold.fold(text)
        let exact = all.filter { SearchFold.fold($0) == wanted }
        return exact.isEmpty ? all.filter { !$0.isEmpty && SearchFold.fold($0).starts(with: wanted) } : exact
    }

    /// Narrows the list to the region with this name, or to the only region whose name begins with the text. Regions of
    /// origins are tried before access regions.
    mutating func narrow(toRegion text: String) -> [Effect] {
        let regions = account.regionGroupings().map(\.part.id).filter { !$0.isEmpty }
        let fitting = Self.names(regions, startingWith: text)
        if fitting.count == 1 { return narrow(to: .region(fitting[0])) }
        if fitting.isEmpty {
            let access = Self.names(account.accessRegionGroupings().map(\.part.id), startingWith: text)
            if access.count == 1 { return narrow(to: .accessRegion(access[0])) }
        }
        let choices = (fitting.isEmpty ? regions : fitting).sorted().joined(separator: ", ")
        if regions.isEmpty {
            showRemark(
                Wording("no region is known yet", zh: "尚未读到区域"),
                advice: Wording(
                    "\(keyName(.pick)) reads the lists of proxies and groups, which contain the regions",
                    zh: "按 \(keyName(.pick)) 读取通道与通道组列表，区域来自这些列表"))
        } else {
            showRemark(
                fitting.isEmpty
                    ? Wording("no region matches \(text)", zh: "没有与 \(text) 匹配的区域")
                    : Wording("\(text) matches several regions", zh: "\(text) 与多个区域匹配"),
                advice: Wording("try \(choices)", zh: "可用的有 \(choices)"))
        }
        return []
    }
}
