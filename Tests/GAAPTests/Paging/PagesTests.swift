import Testing

@testable import GAAP

/// A made-up service: a list, the largest page it gives, and what it says of the total.
private struct Listing {
    var ids: [String]
    var cap = Int.max
    var total: Int?

    /// A list of so many rows with a true TotalCount.
    init(_ count: Int, cap: Int = .max) {
        ids = (0..<count).map { "listener-\($0)" }
        self.cap = cap
        total = count
    }

    func page(_ request: Pages.Request) -> [String] {
        Array(ids.dropFirst(request.offset).prefix(min(request.limit, cap)))
    }
}

/// A small generator whose numbers are the same on every machine (splitmix64).
private struct Seeded: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension Pages {
    /// The next page, which there must be.
    fileprivate mutating func ask() throws -> Request {
        let request = next()
        return try #require(request)
    }
}

@Suite struct PagesTests {
    /// Reads one page after another; what was asked, and the rows in the order they came.
    private func read(
        _ pages: inout Pages, _ listing: Listing, most: Int = 10_000
    ) -> (asked: [[Int]], rows: [String]) {
        var asked: [[Int]] = []
        var rows: [String] = []
        while asked.count < most, let request = pages.next() {
            asked.append([request.offset, request.limit])
            let page = listing.page(request)
            rows += page
            pages.receive(request, ids: page, total: listing.total)
        }
        return (asked, rows)
    }

    @Test(arguments: [
        (0, 20, [[0, 20]]), (1, 20, [[0, 20]]), (19, 20, [[0, 20]]), (20, 20, [[0, 20], [20, 20]]),
        (21, 20, [[0, 20], [20, 20]]), (40, 20, [[0, 20], [20, 20], [40, 20]]),
        (41, 20, [[0, 20], [20, 20], [40, 20]]), (3, 1, [[0, 1], [1, 1], [2, 1], [3, 1]]),
        (2, 0, [[0, 1], [1, 1], [2, 1]]), (2, -7, [[0, 1], [1, 1], [2, 1]]),
        (5, .max, [[0, .max]]),
    ])
    func `A list is read in as many pages as it takes`(count: Int, size: Int, expected: [[Int]]) {
        var pages = Pages(pageSize: size)
        #expect(!pages.isFinished)
        let (asked, rows) = read(&pages, Listing(count))
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
        #expect(underWay.map(\.offset) == Array(stride(from: 10, to: 10 + 10 * Pages.mostUnderWay, by: 10)))
        #expect(!pages.isFinished)
        pages.receive(underWay[3], ids: listing.page(underWay[3]), total: 1_000)
        #expect(pages.next()?.offset == 10 + 10 * Pages.mostUnderWay)
        #expect(pages.next() == nil)
    }

    @Test func `Pages smaller than asked for are filled up`() {
        var pages = Pages(pageSize: 100)
        let (asked, rows) = read(&pages, Listing(120, cap: 50))
        #expect(asked == [[0, 100], [50, 50], [100, 100]])
        #expect(rows == Listing(120).ids)
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
        let (asked, _) = read(&pages, listing)
        #expect(asked == [[0, 20], [20, 20], [40, 20], [45, 15]])
        #expect(pages.isFinished)
        #expect(pages.verdict == .short(missing: 55))
    }

    @Test func `An empty first page ends the reading at once, whatever TotalCount says`() {
        var listing = Listing(0)
        listing.total = 500
        var pages = Pages(pageSize: 20)
        #expect(read(&pages, listing).asked.count == 1)
        #expect(pages.isFinished)
        #expect(pages.verdict == .short(missing: 500))
    }

    @Test(arguments: [0, 1, 19, 20, 21, 40, 55])
    func `Without TotalCount a list is read until a page is empty`(count: Int) {
        for cap in [Int.max, 7] {
            var listing = Listing(count, cap: cap)
            listing.total = nil
            var pages = Pages(pageSize: 20)
            #expect(read(&pages, listing).rows == listing.ids)
            #expect(pages.isFinished)
            #expect(pages.verdict == .complete)
            #expect(pages.total == nil)
        }
    }

    @Test func `Without TotalCount the next page is not asked for while one is under way`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: nil)
        #expect(pages.next()?.offset == 2)
        #expect(pages.next() == nil)
        #expect(!pages.isFinished)
    }

    @Test(arguments: [-1, Int.min])
    func `A negative TotalCount counts as none`(total: Int) {
        var listing = Listing(45)
        listing.total = total
        var pages = Pages(pageSize: 20)
        #expect(read(&pages, listing).rows == listing.ids)
        #expect(pages.verdict == .complete)
    }

    @Test(arguments: [Int.max, Int.max - 1, 1_000_000_000_000])
    func `A TotalCount beyond all bounds neither traps nor goes on for ever`(total: Int) {
        for size in [1, 20, 100, Int.max] {
            var listing = Listing(45)
            listing.total = total
            var pages = Pages(pageSize: size)
            let (asked, rows) = read(&pages, listing, most: 100)
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
        #expect(count == Pages.mostUnderWay)
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
        #expect(asked == Pages.mostRequests)
        #expect(pages.isFinished)
        #expect(pages.verdict == (total.map { .short(missing: $0 - asked) } ?? .drifted))
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

    @Test(arguments: [(100, 101), (100, 99), (100, 200), (100, 0), (40, 41)])
    func `A TotalCount that moves is a list that changed`(before: Int, after: Int) throws {
        var pages = Pages(pageSize: 20)
        let listing = Listing(before)
        let first = try pages.ask()
        pages.receive(first, ids: listing.page(first), total: before)
        while let request = pages.next() {
            pages.receive(request, ids: listing.page(request), total: after)
        }
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
        #expect(pages.total == after)
    }

    @Test func `A list that grows is read up to its new end`() throws {
        var listing = Listing(40)
        var pages = Pages(pageSize: 20)
        let first = try pages.ask()
        pages.receive(first, ids: listing.page(first), total: 40)
        listing = Listing(70)
        #expect(read(&pages, listing).asked == [[20, 20], [40, 20], [60, 20]])
        #expect(pages.rowCount == 70)
        #expect(pages.verdict == .drifted)
    }

    @Test func `A row that comes twice is a list that changed`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: 4)
        let second = try pages.ask()
        pages.receive(second, ids: ["b", "c"], total: 4)
        let beyond = try pages.ask()
        pages.receive(beyond, ids: [], total: 4)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
        #expect(pages.rowCount == 3)
    }

    @Test(arguments: [(40, 20), (60, 20), (41, 20), (3, 1)], [1, 20])
    func `A TotalCount that is too small is noticed, also where it ends a page`(list: (Int, Int), less: Int) {
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
        #expect(pages.verdict == .drifted, "\(rows.count) of \(count)")
    }

    @Test func `More rows than TotalCount are a contradiction, and not complete`() throws {
        var pages = Pages(pageSize: 20)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: 0)
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

    @Test func `What is asked for beyond an empty page is dropped, what is under way still counts`() throws {
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
        #expect(pages.verdict == .short(missing: 989))
    }

    @Test(arguments: 0..<40)
    func `A list that stands still is read exactly once, in whatever order its pages come`(seed: UInt64) {
        var chance = Seeded(state: seed)
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
                for id in page { read[id, default: 0] += 1 }
                pages.receive(request, ids: page, total: listing.total)
                asked += 1
            }
            #expect(underWay.isEmpty)
            #expect(read == Dictionary(uniqueKeysWithValues: listing.ids.map { ($0, 1) }))
            #expect(pages.verdict == .complete)
            #expect(asked <= 2 + count / max(1, min(size, listing.cap)) * 2 + count / size)
        }
    }

    @Test(arguments: 0..<20)
    func `A list that changes under the reading ends, and is not told as complete if a row was missed`(seed: UInt64) {
        var chance = Seeded(state: seed &+ 1_000)
        for _ in 0..<25 {
            var listing = Listing(.random(in: 0...200, using: &chance))
            let always = Set(listing.ids)
            var gone: Set<String> = []
            var pages = Pages(pageSize: .random(in: 1...30, using: &chance))
            var rows: Set<String> = []
            var steps = 0
            while let request = pages.next() {
                let page = listing.page(request)
                rows.formUnion(page)
                pages.receive(request, ids: page, total: listing.total)
                if Int.random(in: 0..<3, using: &chance) == 0 {
                    if Bool.random(using: &chance), let victim = listing.ids.randomElement(using: &chance) {
                        listing.ids.removeAll { $0 == victim }
                        gone.insert(victim)
                    } else {
                        listing.ids.insert("new-\(steps)", at: .random(in: 0...listing.ids.count, using: &chance))
                    }
                    listing.total = listing.ids.count
                }
                steps += 1
                guard steps < 2_000 else { break }
            }
            #expect(pages.isFinished)
            if pages.verdict == .complete { #expect(always.subtracting(gone).isSubset(of: rows)) }
        }
    }
}
