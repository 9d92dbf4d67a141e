import TestSupport
import Testing

@testable import GAAP

@Suite struct PagesTests {
    @Test(arguments: [
        (0, 20, [[0, 20]]), (1, 20, [[0, 20]]), (19, 20, [[0, 20]]), (20, 20, [[0, 20], [19, 20]]),
        (21, 20, [[0, 20], [19, 20]]), (39, 20, [[0, 20], [19, 20], [38, 20]]),
        (40, 20, [[0, 20], [19, 20], [38, 20]]), (58, 20, [[0, 20], [19, 20], [38, 20], [57, 20]]),
        (3, 2, [[0, 2], [1, 2], [2, 2]]), (3, 1, [[0, 2], [1, 2], [2, 2]]), (1, 0, [[0, 2]]),
        (2, -7, [[0, 2], [1, 2]]), (5, .max, [[0, .max]]),
    ])
    func `A list is read in as many pages as necessary`(count: Int, size: Int, expected: [[Int]]) {
        var pages = Pages(pageSize: size)
        #expect(!pages.isFinished)
        let (requests, rows) = pages.read(Listing(count))
        #expect(requests == expected)
        #expect(rows == Listing(count).ids)
        #expect(pages.isFinished)
        #expect(pages.verdict == .complete)
        #expect(pages.rowCount == count)
        #expect(pages.total == count)
    }

    @Test func `The first page is requested alone, the others concurrently up to a limit`() throws {
        var pages = Pages(pageSize: 10)
        let first = try pages.nextRequest()
        #expect(pages.next() == nil)
        #expect(!pages.isFinished)
        let listing = Listing(1_000)
        pages.receive(first, ids: listing.page(first), total: 1_000)
        var pending: [Pages.Request] = []
        while let request = pages.next() { pending.append(request) }
        #expect(pending.map(\.offset) == Array(stride(from: 9, to: 9 + 9 * Pages.maximumConcurrentRequests, by: 9)))
        #expect(pending.allSatisfy { $0.limit == 10 && $0.shared == 1 })
        #expect(!pages.isFinished)
        pages.receive(pending[3], ids: listing.page(pending[3]), total: 1_000)
        #expect(pages.next()?.offset == 9 + 9 * Pages.maximumConcurrentRequests)
        #expect(pages.next() == nil)
    }

    @Test func `If the first page is shorter than requested, its length becomes the page size`() {
        var pages = Pages(pageSize: 100)
        let (requests, rows) = pages.read(Listing(120, cap: 50))
        #expect(requests == [[0, 100], [49, 50], [98, 50]])
        #expect(rows == Listing(120).ids)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [1, 2, 3, 7, 19]) func `Pages much shorter than requested are completed by further requests`(
        cap: Int
    ) {
        var pages = Pages(pageSize: 100)
        let (requests, rows) = pages.read(Listing(120, cap: cap))
        #expect(rows == Listing(120).ids)
        #expect(pages.verdict == .complete)
        #expect(requests.count <= 3 + 119 / max(1, cap - 1))
    }

    @Test func `A page in the middle that is shorter than requested is completed by further requests`() throws {
        let listing = Listing(60)
        var pages = Pages(pageSize: 20)
        var requests: [[Int]] = []
        while let request = pages.next() {
            requests.append([request.offset, request.limit])
            let page = listing.page(request)
            pages.receive(request, ids: request.offset == 19 ? Array(page.prefix(5)) : page, total: 60)
        }
        #expect(requests == [[0, 20], [19, 20], [23, 16], [38, 20], [57, 20]])
        #expect(pages.verdict == .complete)
    }

    @Test func `Rows of a page that is longer than requested are not requested again`() {
        var listing = Listing(90)
        listing.total = 90
        var pages = Pages(pageSize: 20)
        let first = pages.next()
        if let first { pages.receive(first, ids: listing.ids, total: 90) }
        #expect(pages.isFinished)
        #expect(pages.verdict == .complete)
    }

    @Test func `An empty page before TotalCount ends the reading, and the number of missing rows is reported`() {
        var listing = Listing(45)
        listing.total = 100
        var pages = Pages(pageSize: 20)
        let (requests, _) = pages.read(listing)
        #expect(requests == [[0, 20], [19, 20], [38, 20], [44, 14], [45, 13]])
        #expect(pages.isFinished)
        #expect(pages.verdict == .short(missing: 55))
    }

    @Test func `An empty first page ends the reading immediately, whatever the TotalCount`() {
        var listing = Listing(0)
        listing.total = 500
        var pages = Pages(pageSize: 20)
        #expect(pages.read(listing).requests.count == 1)
        #expect(pages.isFinished)
        #expect(pages.verdict == .short(missing: 500))
    }

    @Test(arguments: [0, 1, 19, 20, 21, 40, 55])
    func `Without TotalCount a list is read until a page is empty`(count: Int) {
        for cap in [Int.max, 7] {
            var listing = Listing(count, cap: cap)
            listing.total = nil
            var pages = Pages(pageSize: 20)
            #expect(pages.read(listing).rows == listing.ids)
            #expect(pages.isFinished)
            #expect(pages.verdict == .complete)
            #expect(pages.total == nil)
        }
    }

    @Test func `Without TotalCount, the next page is not requested while a request is in progress`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.nextRequest()
        pages.receive(first, ids: ["a", "b"], total: nil)
        #expect(pages.next()?.offset == 1)
        #expect(pages.next() == nil)
        #expect(!pages.isFinished)
    }

    @Test(arguments: [-1, Int.min])
    func `A negative TotalCount is ignored`(total: Int) {
        var listing = Listing(45)
        listing.total = total
        var pages = Pages(pageSize: 20)
        #expect(pages.read(listing).rows == listing.ids)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [Int.max, Int.max - 1, 1_000_000_000_000])
    func `An extreme TotalCount neither traps nor loops forever`(total: Int) {
        for size in [1, 20, 100, Int.max] {
            var listing = Listing(45)
            listing.total = total
            var pages = Pages(pageSize: size)
            let (requests, rows) = pages.read(listing, limit: 100)
            #expect(requests.count < 100)
            #expect(rows == listing.ids)
            #expect(pages.isFinished)
            #expect(pages.verdict == .short(missing: total - 45))
        }
    }

    @Test func `The number of concurrent requests is limited, however large TotalCount is`() throws {
        var pages = Pages(pageSize: 1)
        let first = try pages.nextRequest()
        pages.receive(first, ids: ["a"], total: .max)
        var count = 0
        while pages.next() != nil { count += 1 }
        #expect(count == Pages.maximumConcurrentRequests)
    }

    @Test(arguments: [Int.max, nil]) func `If the service keeps returning new rows, the number of requests is limited`(
        total: Int?
    ) {
        var pages = Pages(pageSize: 100)
        var requestCount = 0
        while let request = pages.next() {
            requestCount += 1
            pages.receive(request, ids: ["listener-new-\(requestCount)"], total: total)
        }
        #expect(requestCount == Pages.maximumRequests)
        #expect(pages.isFinished)
        #expect(pages.verdict == .endless(rows: requestCount))
    }

    @Test func `If the service keeps returning the same page, the reading ends`() {
        var pages = Pages(pageSize: 2)
        var requestCount = 0
        while let request = pages.next() {
            requestCount += 1
            pages.receive(request, ids: ["a", "b"], total: .max)
        }
        #expect(requestCount == 4)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
    }

    @Test func `A page that was not requested or is received twice is ignored`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.nextRequest()
        pages.receive(first, ids: ["a", "b"], total: 3)
        pages.receive(first, ids: ["x", "y"], total: 9)
        #expect(pages.rowCount == 2)
        #expect(pages.total == 3)
    }

    @Test func `After an empty page no further page is requested, and rows of a request in progress count as a change`()
        throws
    {
        var pages = Pages(pageSize: 10)
        let first = try pages.nextRequest()
        pages.receive(first, ids: Listing(10).ids, total: 1_000)
        let second = try pages.nextRequest()
        let third = try pages.nextRequest()
        pages.receive(second, ids: [], total: 1_000)
        #expect(pages.next() == nil)
        #expect(!pages.isFinished)
        pages.receive(third, ids: ["late"], total: 1_000)
        #expect(pages.next() == nil)
        #expect(pages.isFinished)
        #expect(pages.rowCount == 11)
        #expect(pages.verdict == .drifted)
    }

    @Test(arguments: 0..<40)
    func `Every row of an unchanged list is read exactly once, in whatever order the pages are received`(seed: UInt64) {
        var random = Seeded(seed)
        for _ in 0..<25 {
            let count = Int.random(in: 0...300, using: &random)
            let size = Int.random(in: 1...100, using: &random)
            var listing = Listing(count, cap: Bool.random(using: &random) ? .max : .random(in: 1...100, using: &random))
            if Int.random(in: 0..<4, using: &random) == 0 { listing.total = nil }
            var pages = Pages(pageSize: size)
            var pending: [Pages.Request] = []
            var read: [String: Int] = [:]
            var requestCount = 0
            while !pages.isFinished {
                // Request some pages, then receive one of the pending pages.
                for _ in 0..<Int.random(in: 1...10, using: &random) {
                    if let request = pages.next() { pending.append(request) }
                }
                guard let index = pending.indices.randomElement(using: &random) else {
                    Issue.record("no request is pending, but the reading is not finished: seed \(seed)")
                    return
                }
                let request = pending.remove(at: index)
                let page = listing.page(request)
                for id in page.dropFirst(request.shared) { read[id, default: 0] += 1 }
                pages.receive(request, ids: page, total: listing.total)
                requestCount += 1
            }
            #expect(pending.isEmpty)
            #expect(read == Dictionary(uniqueKeysWithValues: listing.ids.map { ($0, 1) }))
            #expect(pages.verdict == .complete, "\(count) rows in pages of \(size), at most \(listing.cap)")
            #expect(requestCount <= 4 + 2 * count / max(1, min(size, listing.cap) - 1))
        }
    }
}
