// Restores the order of pages. Several pages of an owner are in flight, and a later one may arrive first. At most the
// pages in flight are stored.

import GAAP

/// The pages of all lists, in the order of each list.
package struct PageOrder: Sendable {
    private struct Buffer {
        var pass: Int
        /// The index after the last row that is in order. Adjacent pages share a row.
        var end = 0
        var waiting: [Int: FetchedPage] = [:]
    }

    private var buffers: [ListID: Buffer] = [:]

    package init() {}

    /// Stores a page, and returns the pages that can now be delivered in order.
    package mutating func take(_ page: FetchedPage) -> [FetchedPage] {
        // If a pass starts again, the waiting pages of the previous one are discarded.
        let pass = page.pass
        var buffer = buffers[pass.list].flatMap { $0.pass == pass.number ? $0 : nil } ?? Buffer(pass: pass.number)
        buffer.waiting[page.request.offset] = page
        var ready: [FetchedPage] = []
        while let first = buffer.waiting.keys.min(), first <= buffer.end,
            let next = buffer.waiting.removeValue(forKey: first)
        {
            ready.append(next)
            buffer.end = max(buffer.end, next.end)
        }
        buffers[pass.list] = buffer
        return ready
    }

    /// Ends a list and returns the pages that still wait for a missing page, in order.
    package mutating func finish(_ list: ListID) -> [FetchedPage] {
        guard let waiting = buffers.removeValue(forKey: list)?.waiting else { return [] }
        return waiting.sorted { $0.key < $1.key }.map(\.value)
    }
}
