// Puts pages back into the order of the service: several of an owner are in flight, and a later one may be here first.
// Holds no more than what is in flight.

import GAAP

/// The pages of all lists, each list's in order.
package struct PageOrder: Sendable {
    private struct Line {
        var pass: Int
        /// One past the last place that is in order; pages that meet share a row.
        var end = 0
        var waiting: [Int: FetchedPage] = [:]
    }

    private var lines: [ListID: Line] = [:]

    package init() {}

    /// Takes a page, and returns what is in order by now.
    package mutating func take(_ page: FetchedPage) -> [FetchedPage] {
        // A pass that begins again makes what waits of the one before worthless.
        let pass = page.pass
        var line = lines[pass.list].flatMap { $0.pass == pass.number ? $0 : nil } ?? Line(pass: pass.number)
        line.waiting[page.request.offset] = page
        var ready: [FetchedPage] = []
        while let first = line.waiting.keys.min(), first <= line.end,
            let next = line.waiting.removeValue(forKey: first)
        {
            ready.append(next)
            line.end = max(line.end, next.end)
        }
        lines[pass.list] = line
        return ready
    }

    /// The reading of a list has ended: what still waits for a page that did not come, in order.
    package mutating func finish(_ list: ListID) -> [FetchedPage] {
        guard let waiting = lines.removeValue(forKey: list)?.waiting else { return [] }
        return waiting.sorted { $0.key < $1.key }.map(\.value)
    }
}
