// Wrong values of TotalCount, and endless lists.

import TestSupport
import Testing

@testable import GAAP

@Suite struct TotalCountTests {
    @Test func `An endless list is read up to the maximum number of rows`() {
        var pages = Pages(pageSize: 100)
        var rows = 0
        while let request = pages.next() {
            let ids = (request.offset..<request.offset + request.limit).map { "listener-\($0)" }
            rows = max(rows, request.offset + request.limit)
            pages.receive(request, ids: ids, total: .max)
        }
        #expect(pages.isFinished)
        #expect(pages.verdict == .endless(rows: pages.rowCount))
        #expect((Pages.maximumRows..<Pages.maximumRows + 100).contains(pages.rowCount))
        #expect(rows < Pages.maximumRows + 100 * (Pages.maximumConcurrentRequests + 2))
    }

    @Test(arguments: [0, 1, -1, 2, 65_535, .max, .max - 1, .min, .min + 1])
    func `A wrong TotalCount neither prevents the end of a reading nor hides a row`(total: Int) {
        for (count, size, cap) in [(0, 20, Int.max), (1, 2, .max), (41, 20, .max), (41, 20, 7), (41, .max, .max)] {
            var listing = Listing(count, cap: cap)
            listing.total = total
            var pages = Pages(pageSize: size)
            let (requests, rows) = pages.read(listing)
            #expect(pages.isFinished)
            #expect(requests.count <= 41)
            #expect(Set(rows).count == count)
            if total > count { #expect(pages.verdict == .short(missing: total - count)) }
        }
    }

    @Test func `A stopped reading makes no further request`() throws {
        var pages = Pages(pageSize: 10)
        let first = try pages.nextRequest()
        pages.stop()
        pages.receive(first, ids: Listing(10).ids, total: 1_000)
        #expect(pages.next() == nil)
        #expect(pages.isFinished)
        #expect(pages.verdict == .endless(rows: 10))
    }

    @Test(arguments: [(40, 20), (60, 20), (41, 20), (3, 1), (250, 100)], [1, 20, 100])
    func `If TotalCount is too small, pages are read until a page has no new row`(
        list: (Int, Int), less: Int
    ) {
        let (count, size) = list
        guard less < count else { return }
        var pages = Pages(pageSize: size)
        var rows: Set<String> = []
        while let request = pages.next() {
            let page = Listing(count).page(request)
            rows.formUnion(page)
            pages.receive(request, ids: page, total: count - less)
        }
        #expect(pages.isFinished)
        #expect(rows.count == count)
        #expect(pages.verdict == .complete, "\(rows.count) of \(count)")
    }

    @Test
    func `If more rows than TotalCount are received, the list is complete only after a check that no row follows`()
        throws
    {
        var pages = Pages(pageSize: 20)
        let first = try pages.nextRequest()
        pages.receive(first, ids: ["a", "b"], total: 0)
        #expect(!pages.isFinished)
        let behind = try pages.nextRequest()
        #expect(behind == Pages.Request(offset: 1, limit: 20, shared: 1))
        pages.receive(behind, ids: ["b"], total: 0)
        #expect(pages.isFinished)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [(50, 100, 50), (20, 45, 20), (7, 30, 7), (30, 100, 50)])
    func `If a page may have been truncated at TotalCount, the rows after it are requested`(
        cap: Int, count: Int, total: Int
    ) {
        var listing = Listing(count, cap: cap)
        listing.total = total
        var pages = Pages(pageSize: 100, doubtsShortPages: true)
        #expect(Set(pages.read(listing).rows) == Set(listing.ids))
        #expect(pages.isFinished)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [
        (0, [[0, 100]]), (30, [[0, 100]]), (50, [[0, 100], [49, 100]]), (60, [[0, 100], [59, 100]]),
    ])
    func `A page that is shorter than the proven page size was not truncated`(count: Int, expected: [[Int]]) {
        var pages = Pages(pageSize: 100, doubtsShortPages: true)
        pages.provenSize = 50
        #expect(pages.read(Listing(count)).requests == expected)
        #expect(pages.verdict == .complete)
    }
}
