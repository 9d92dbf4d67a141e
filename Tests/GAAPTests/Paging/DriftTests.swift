// Lists that change while they are read.

import TestSupport
import Testing

@testable import GAAP

@Suite struct DriftTests {
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
        #expect(pages.read(listing).asked == [[19, 20], [38, 20], [57, 20]])
        #expect(pages.rowCount == 70)
        #expect(pages.verdict == .drifted)
    }

    @Test func `A row that comes twice is a list that changed`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: 4)
        let second = try pages.ask()
        pages.receive(second, ids: ["b", "a"], total: 4)
        let third = try pages.ask()
        pages.receive(third, ids: ["a", "c"], total: 4)
        let beyond = try pages.ask()
        pages.receive(beyond, ids: ["c"], total: 4)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
        #expect(pages.rowCount == 3)
    }

    @Test(arguments: [false, true], [39, 45])
    func `One that goes and one that comes between two pages are noticed, though TotalCount stays`(
        isSideBySide: Bool, count: Int
    ) throws {
        for gone in 0..<count {
            for come in stride(from: gone % 3, to: count, by: 3) {
                var listing = Listing(count)
                var pages = Pages(pageSize: 20)
                var rows: Set<String> = []
                func take(_ request: Pages.Request) {
                    let page = listing.page(request)
                    rows.formUnion(page)
                    pages.receive(request, ids: page, total: count)
                }
                take(try pages.ask())
                var underWay: [Pages.Request] = []
                while isSideBySide, let request = pages.next() { underWay.append(request) }
                // The last of those under way sees the list as it was, the others as it is now.
                if let last = underWay.popLast() { take(last) }
                let always = Set(listing.ids).subtracting([listing.ids.remove(at: gone)])
                listing.ids.insert("new", at: come)
                underWay.forEach(take)
                while let request = pages.next() { take(request) }
                if pages.verdict == .complete {
                    #expect(always.isSubset(of: rows), "\(gone) went, \(come) came")
                }
            }
        }
    }

    @Test func `A change within one page is no reason to read again`() throws {
        var listing = Listing(60)
        var pages = Pages(pageSize: 20)
        for _ in 0..<2 {
            let request = try pages.ask()
            pages.receive(request, ids: listing.page(request), total: 60)
        }
        listing.ids.remove(at: 45)
        listing.ids.insert("new", at: 50)
        _ = pages.read(listing)
        #expect(pages.verdict == .complete)
    }

    @Test func `A row at which two pages meet and that is gone is noticed`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.ask()
        pages.receive(first, ids: ["a", "b"], total: 3)
        let second = try pages.ask()
        pages.receive(second, ids: [], total: 3)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
    }

    @Test(arguments: 0..<20)
    func `A list that changes under the reading ends, and is not told as complete if a row was missed`(seed: UInt64) {
        var chance = Seeded(seed &+ 1_000)
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
                // Also several in one gap, so that TotalCount may be what it was.
                while Int.random(in: 0..<3, using: &chance) == 0 {
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
