// Lists that change while their pages are read.

import TestSupport
import Testing

@testable import GAAP

@Suite struct DriftTests {
    @Test(arguments: [(100, 101), (100, 99), (100, 200), (100, 0), (40, 41)])
    func `If TotalCount changes between pages, the list counts as changed`(before: Int, after: Int) throws {
        var pages = Pages(pageSize: 20)
        let listing = Listing(before)
        let first = try pages.nextRequest()
        pages.receive(first, ids: listing.page(first), total: before)
        while let request = pages.next() {
            pages.receive(request, ids: listing.page(request), total: after)
        }
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
        #expect(pages.total == after)
    }

    @Test func `A growing list is read up to its new end`() throws {
        var listing = Listing(40)
        var pages = Pages(pageSize: 20)
        let first = try pages.nextRequest()
        pages.receive(first, ids: listing.page(first), total: 40)
        listing = Listing(70)
        #expect(pages.read(listing).requests == [[19, 20], [38, 20], [57, 20]])
        #expect(pages.rowCount == 70)
        #expect(pages.verdict == .drifted)
    }

    @Test func `If a row appears twice, the list counts as changed`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.nextRequest()
        pages.receive(first, ids: ["a", "b"], total: 4)
        let second = try pages.nextRequest()
        pages.receive(second, ids: ["b", "a"], total: 4)
        let third = try pages.nextRequest()
        pages.receive(third, ids: ["a", "c"], total: 4)
        let beyond = try pages.nextRequest()
        pages.receive(beyond, ids: ["c"], total: 4)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
        #expect(pages.rowCount == 3)
    }

    @Test(arguments: [false, true], [39, 45])
    func `A row removed and a row added between two pages are detected although TotalCount stays the same`(
        isConcurrent: Bool, count: Int
    ) throws {
        for removed in 0..<count {
            for added in stride(from: removed % 3, to: count, by: 3) {
                var listing = Listing(count)
                var pages = Pages(pageSize: 20)
                var rows: Set<String> = []
                func take(_ request: Pages.Request) {
                    let page = listing.page(request)
                    rows.formUnion(page)
                    pages.receive(request, ids: page, total: count)
                }
                take(try pages.nextRequest())
                var pending: [Pages.Request] = []
                while isConcurrent, let request = pages.next() { pending.append(request) }
                // The last page in progress sees the list before the change, the others see it after the change.
                if let last = pending.popLast() { take(last) }
                let permanent = Set(listing.ids).subtracting([listing.ids.remove(at: removed)])
                listing.ids.insert("new", at: added)
                pending.forEach(take)
                while let request = pages.next() { take(request) }
                if pages.verdict == .complete {
                    #expect(permanent.isSubset(of: rows), "removed at \(removed), added at \(added)")
                }
            }
        }
    }

    @Test func `A change within one page does not count as a change of the list`() throws {
        var listing = Listing(60)
        var pages = Pages(pageSize: 20)
        for _ in 0..<2 {
            let request = try pages.nextRequest()
            pages.receive(request, ids: listing.page(request), total: 60)
        }
        listing.ids.remove(at: 45)
        listing.ids.insert("new", at: 50)
        _ = pages.read(listing)
        #expect(pages.verdict == .complete)
    }

    @Test func `The removal of the row that two pages share is detected`() throws {
        var pages = Pages(pageSize: 2)
        let first = try pages.nextRequest()
        pages.receive(first, ids: ["a", "b"], total: 3)
        let second = try pages.nextRequest()
        pages.receive(second, ids: [], total: 3)
        #expect(pages.isFinished)
        #expect(pages.verdict == .drifted)
    }

    @Test(arguments: 0..<20)
    func `Reading a changing list ends, and the list is not reported as complete if a row was missed`(seed: UInt64) {
        var random = Seeded(seed &+ 1_000)
        for _ in 0..<25 {
            var listing = Listing(.random(in: 0...200, using: &random))
            let permanent = Set(listing.ids)
            var removed: Set<String> = []
            var pages = Pages(pageSize: .random(in: 1...30, using: &random))
            var rows: Set<String> = []
            var steps = 0
            while let request = pages.next() {
                let page = listing.page(request)
                rows.formUnion(page)
                pages.receive(request, ids: page, total: listing.total)
                // Several changes between two pages are possible, so that TotalCount may be unchanged.
                while Int.random(in: 0..<3, using: &random) == 0 {
                    if Bool.random(using: &random), let victim = listing.ids.randomElement(using: &random) {
                        listing.ids.removeAll { $0 == victim }
                        removed.insert(victim)
                    } else {
                        listing.ids.insert("new-\(steps)", at: .random(in: 0...listing.ids.count, using: &random))
                    }
                    listing.total = listing.ids.count
                }
                steps += 1
                guard steps < 2_000 else { break }
            }
            #expect(pages.isFinished)
            if pages.verdict == .complete { #expect(permanent.subtracting(removed).isSubset(of: rows)) }
        }
    }
}
