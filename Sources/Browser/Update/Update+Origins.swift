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
    /// All users of an origin are listed, so the filter is put aside; an owner or a region narrows what the filter
    /// leaves.
    mutating func narrow(to part: Narrowing) -> [Effect] {
        if case .owner(let owner) = part, question != Question(.all) {
            return ask(Question(Scope(owner)), isManual: true)
        }
        let isOverOrigin = narrowing?.isShownWhole == true
        let kept = part.isShownWhole ? narrowed.count - (isOverOrigin ? 1 : 0) : 0
        var view = NarrowedView(
            part: part, filterText: listing.filterText, problemsOnly: listing.problemsOnly, detail: openedRow,
            row: listing.row, records: overlay?.isRecords == true ? overlay : recordsBehind)
        if kept < narrowed.count {
            // One of a kind: Esc leads behind it, not back through all that were looked at.
            view = narrowed[kept]
            view.part = part
        }
        narrowed.removeSubrange(kept...)
        narrowed.append(view)
        overlay = nil
        focus = .list
        if part.isShownWhole { setFilter("", problemsOnly: false) }
        listing.pin()
        relist(isNewScope: true)
        return []
    }

    /// Undoes the last narrowing. From an origin one comes back to what one came from, filter and cursor included.
    mutating func widen() {
        guard let view = narrowed.popLast() else { return }
        if view.part.isShownWhole { setFilter(view.filterText, problemsOnly: view.problemsOnly) }
        listing.pin()
        relist(isNewScope: true)
        if view.part.isShownWhole, let row = view.row, let place = listing.visible.firstIndex(of: .row(row)) {
            listing.move(to: place)
        }
        overlay = view.records
        if view.part.isShownWhole, let detail = view.detail { show(.detail(detail)) }
    }

    private mutating func setFilter(_ text: String, problemsOnly: Bool) {
        listing.problemsOnly = problemsOnly
        try? listing.setFilter(text)  // it has been understood before
    }

    // MARK: Origins

    mutating func openOrigins() -> [Effect] {
        if let cause = causeToOpen { return narrow(to: cause) }
        guard let address = nextAddress else { return [] }
        let row = overlay?.isRecords == true || overlay == nil && focus == .sidebar ? nil : rowForOrigins
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

    // MARK: Regions

    /// The name itself, else the names that begin so.
    private static func names(_ all: [String], begunBy text: String) -> [String] {
        let wanted = SearchFold.fold(text)
        let exact = all.filter { SearchFold.fold($0) == wanted }
        return exact.isEmpty ? all.filter { !$0.isEmpty && SearchFold.fold($0).starts(with: wanted) } : exact
    }

    /// Narrows the list to the region of that name, or to the only one that begins so: a region of origins, else one
    /// where clients come in.
    mutating func narrow(toRegion text: String) -> [Effect] {
        let regions = account.regionGroupings().map(\.part.id).filter { !$0.isEmpty }
        let fitting = Self.names(regions, begunBy: text)
        if fitting.count == 1 { return narrow(to: .region(fitting[0])) }
        if fitting.isEmpty {
            let access = Self.names(account.accessRegionGroupings().map(\.part.id), begunBy: text)
            if access.count == 1 { return narrow(to: .accessRegion(access[0])) }
        }
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
                    ? Wording("no origins and no access in \(text)", zh: "\(text) 没有源站，也不是加速区域")
                    : Wording("\(text) may be several", zh: "\(text) 对应多个区域"),
                advice: Wording("there are \(choices)", zh: "可用的区域有 \(choices)"))
        }
        return []
    }
}
