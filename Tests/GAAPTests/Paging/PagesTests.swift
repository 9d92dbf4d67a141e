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
    func `A list is read in as many pages as it takes`(count: Int, size: Int, expected: [[Int]]) {
        var pages = Pages(pageSize: size)
        #expect(!pages.isFinished)
        let (asked, rows) = pages.read(Listing(count))
        #expect(asked == expected)
        #expect(rows == Listing(count).ids)
        #expect(pages.isFinished)
        #expect(pages.verdict == .complete)
        #expect(pages.rowCount == count)
        #expect(pages.total == count)
    }

    @Test func `The first page is asked for alone, the others side by side up to a bound`() throws {
        var pages = Pages(pageSize: 10)
        let first = try pages.ask()
        #expect(pages.next() == nil)
        #expect(!pages.isFinished)
        let listing = Listing(1_000)
        pages.receive(first, ids: listing.page(first), total: 1_000)
        var underWay: [Pages.Request] = []
        while let request = pages.next() { underWay.append(request) }
        #expect(underWay.map(\.offset) == Array(stride(from: 9, to: 9 + 9 * Pages.maximumConcurrentRequests, by: 9)))
        #expect(underWay.allSatisfy { $0.limit == 10 && $0.shared == 1 })
        #expect(!pages.isFinished)
        pages.receive(underWay[3], ids: listing.page(underWay[3]), total: 1_000)
        #expect(pages.next()?.offset == 9 + 9 * Pages.maximumConcurrentRequests)
        #expect(pages.next() == nil)
    }

    @Test func `The service's own page size is taken from a first page that is shorter than asked for`() {
        var pages = Pages(pageSize: 100)
        let (asked, rows) = pages.read(Listing(120, cap: 50))
        #expect(asked == [[0, 100], [49, 50], [98, 50]])
        #expect(rows == Listing(120).ids)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [1, 2, 3, 7, 19]) func `Pages much smaller than asked for are filled up`(cap: Int) {
        var pages = Pages(pageSize: 100)
        let (asked, rows) = pages.read(Listing(120, cap: cap))
        #expect(rows == Listing(120).ids)
        #expect(pages.verdict == .complete)
        #expect(asked.count <= 3 + 119 / max(1, cap - 1))
    }

    @Test func `A page in the midst that is shorter than asked for is filled up`() throws {
        let listing = Listing(60)
        var pages = Pages(pageSize: 20)
        var asked: [[Int]] = []
        while let request = pages.next() {
            asked.append([request.offset, request.limit])
            let page = listing.page(request)
            pages.receive(request, ids: request.offset == 19 ? Array(page.prefix(5)) : page, total: 60)
        }
        #expect(asked == [[0, 20], [19, 20], [23, 16], [38, 20], [57, 20]])
        #expect(pages.verdict == .complete)
    }

    @Test func `A page larger than asked for is not asked for twice`() {
        var listing = Listing(90)
        listing.total = 90
        var pages = Pages(pageSize: 20)
        let first = pages.next()
        if let first { pages.receive(first, ids: listing.ids, total: 90) }
        #expect(pages.isFinished)
        #expect(pages.verdict == .complete)
    }

    @Test func `An empty page before TotalCount ends the reading, and what is missing is told`() {
        var listing = Listing(45)
        listing.total = 100
        var pages = Pages(pageSize: 20)
        let (asked, _) = pages.read(listing)
        #expect(asked == [[0, 20], [19, 20], [38, 20], [44, 14], [45, 13]])
        #expect(pages.isFinished)
        #expect(pages.verdict == .short(missing: 55))
    }

    @Test func `An empty first page ends the reading at once, whatever TotalCount says`() {
        var listing = Listing(0)
        listing.total = 500
        var pages = Pages(pageSize: 20)
        #expect(pages.read(listing).asked.count == 1)
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

    @Test func `Without TotalCount the next page is not asked for while one is under way`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: nil)
        #expect(pages.next()?.offset == 1)
        #expect(pages.next() == nil)
        #expect(!pages.isFinished)
    }

    @Test(arguments: [-1, Int.min])
    func `A negative TotalCount counts as none`(total: Int) {
        var listing = Listing(45)
        listing.total = total
        var pages = Pages(pageSize: 20)
        #expect(pages.read(listing).rows == listing.ids)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [Int.max, Int.max - 1, 1_000_000_000_000])
    func `A TotalCount beyond all bounds neither traps nor goes on for ever`(total: Int) {
        for size in [1, 20, 100, Int.max] {
            var listing = Listing(45)
            listing.total = total
            var pages = Pages(pageSize: size)
            let (asked, rows) = pages.read(listing, most: 100)
            #expect(asked.count < 100)
            #expect(rows == listing.ids)
            #expect(pages.isFinished)
            #expect(pages.verdict == .short(missing: total - 45))
        }
    }

    @Test func `However large TotalCount is, only so many pages are asked for before answers come`() throws {
        var pages = Pages(pageSize: 1)
        let first = try pages.ask()
        pages.receive(first, ids: ["a"], total: .max)
        var count = 0
        while pages.next() != nil { count += 1 }
        #expect(count == Pages.maximumConcurrentRequests)
    }

    @Test(arguments: [Int.max, nil]) func `A service that gives a new row for ever is asked so often and no more`(
        total: Int?
    ) {
        var pages = Pages(pageSize: 100)
        var asked = 0
        while let request = pages.next() {
            asked += 1
            pages.receive(request, ids: ["listener-new-\(asked)"], total: total)
        }
        #expect(asked == Pages.maximumRequests)
        #expect(pages.isFinished)
        #expect(pages.verdict == .endless(rows: asked))
    }

    @Test func `A service that gives the same page for ever is not asked for ever`() {
        var pages = Pages(pageSize: 2)
        var asked = 0
        while let request = pages.next() {
            asked += 1
            pages.receive(request, ids: ["a", "b"], total: .max)
        }
        #expect(asked == 4)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
    }

    @Test func `A page that was not asked for, or comes twice, is left out`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: 3)
        pages.receive(first, ids: ["x", "y"], total: 9)
        #expect(pages.rowCount == 2)
        #expect(pages.total == 3)
    }

    @Test func `What is asked for beyond an empty page is dropped, what is under way still counts, and contradicts it`()
        throws
    {
        var pages = Pages(pageSize: 10)
        let first = try pages.ask()
        pages.receive(first, ids: Listing(10).ids, total: 1_000)
        let second = try pages.ask()
        let third = try pages.ask()
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
    func `A list that stands still is read exactly once, in whatever order its pages come`(seed: UInt64) {
        var chance = Seeded(seed)
        for _ in 0..<25 {
            let count = Int.random(in: 0...300, using: &chance)
            let size = Int.random(in: 1...100, using: &chance)
            var listing = Listing(count, cap: Bool.random(using: &chance) ? .max : .random(in: 1...100, using: &chance))
            if Int.random(in: 0..<4, using: &chance) == 0 { listing.total = nil }
            var pages = Pages(pageSize: size)
            var underWay: [Pages.Request] = []
            var read: [String: Int] = [:]
            var asked = 0
            while !pages.isFinished {
                // Ask for some, then let one of those under way come.
                for _ in 0..<Int.random(in: 1...10, using: &chance) {
                    if let request = pages.next() { underWay.append(request) }
                }
                guard let index = underWay.indices.randomElement(using: &chance) else {
                    Issue.record("nothing under way, yet not finished: seed \(seed)")
                    return
                }
                let request = underWay.remove(at: index)
                let page = listing.page(request)
                for id in page.dropFirst(request.shared) { read[id, default: 0] += 1 }
                pages.receive(request, ids: page, total: listing.total)
                asked += 1
            }
            #expect(underWay.isEmpty)
            #expect(read == Dictionary(uniqueKeysWithValues: listing.ids.map { ($0, 1) }))
            #expect(pages.verdict == .complete, "\(count) rows in pages of \(size), at most \(listing.cap)")
            #expect(asked <= 4 + 2 * count / max(1, min(size, listing.cap) - 1))
        }
    }
}
