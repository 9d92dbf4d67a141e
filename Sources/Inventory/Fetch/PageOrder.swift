// Puts pages back into the order of the service: several of an owner are in flight, and a later one may be here first.
// Holds no more than what is in flight.

import GAAP

/// The pages of all owners, each owner's in order.
package struct PageOrder: Sendable {
    private struct Owner {
        var reading: Int
        /// One past the last place that is in order; pages that meet share a row.
        var end = 0
        var waiting: [Int: FetchedPage] = [:]
    }

    private var owners: [OwnerID?: Owner] = [:]

    package init() {}

    /// Takes a page, and returns what is in order by now.
    package mutating func take(_ page: FetchedPage) -> [FetchedPage] {
        // A reading that begins anew makes what waits of the one before worthless.
        var owner = owners[page.owner].flatMap { $0.reading == page.reading ? $0 : nil } ?? Owner(reading: page.reading)
        owner.waiting[page.request.offset] = page
        var ready: [FetchedPage] = []
        while let first = owner.waiting.keys.min(), first <= owner.end,
            let next = owner.waiting.removeValue(forKey: first)
        {
            ready.append(next)
            owner.end = max(owner.end, next.end)
        }
        owners[page.owner] = owner
        return ready
    }

    /// The owner's reading has ended: what still waits for a page that did not come, in order.
    package mutating func finish(_ owner: OwnerID?) -> [FetchedPage] {
        guard let waiting = owners.removeValue(forKey: owner)?.waiting else { return [] }
        return waiting.sorted { $0.key < $1.key }.map(\.value)
    }
}
