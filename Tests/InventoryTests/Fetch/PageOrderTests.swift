import GAAP
import Essentials
import TestSupport
import Testing

@testable import Inventory

@Suite struct PageOrderTests {
    private func page(_ offset: Int, of owner: OwnerID? = .proxy("link-1"), reading: Int = 1) -> FetchedPage {
        FetchedPage(
            Pass(owner, .tcp, number: reading), request: Pages.Request(offset: offset, limit: 10), end: offset + 10,
            listeners: [], total: 50, receivedAt: Moment(0), requestID: nil)
    }

    @Test func `Pages that arrive early wait for the pages before them`() {
        var order = PageOrder()
        #expect(order.take(page(20)).isEmpty)
        #expect(order.take(page(0)).map(\.request.offset) == [0])
        #expect(order.take(page(30)).isEmpty)
        #expect(order.take(page(10)).map(\.request.offset) == [10, 20, 30])
        #expect(order.take(page(40)).map(\.request.offset) == [40])
        #expect(order.finish(ListID(.proxy("link-1"), .tcp)).isEmpty)
    }

    @Test func `A page that shares a row with the previous page, or completes it, follows it`() {
        var order = PageOrder()
        #expect(order.take(page(0)).map(\.request.offset) == [0])
        #expect(order.take(page(9)).map(\.request.offset) == [9])
        #expect(order.take(page(14)).map(\.request.offset) == [14])
        #expect(order.take(page(33)).isEmpty)
        #expect(order.take(page(23)).map(\.request.offset) == [23, 33])
    }

    @Test func `Owners do not wait for each other`() {
        var order = PageOrder()
        #expect(order.take(page(10)).isEmpty)
        #expect(order.take(page(0, of: .group("lg-1"))).count == 1)
        #expect(order.take(page(0, of: nil)).count == 1)
    }

    @Test func `At the end of an owner, pages that waited for a missing page are returned`() {
        var order = PageOrder()
        _ = order.take(page(30))
        _ = order.take(page(10))
        #expect(order.finish(ListID(.proxy("link-1"), .tcp)).map(\.request.offset) == [10, 30])
        #expect(order.finish(ListID(.proxy("link-1"), .tcp)).isEmpty)
    }

    @Test func `A restarted pass starts with its first page`() {
        var order = PageOrder()
        _ = order.take(page(0))
        _ = order.take(page(20))
        #expect(order.take(page(0, reading: 2)).map(\.pass.number) == [2])
        #expect(order.take(page(10, reading: 2)).map(\.request.offset) == [10])
        #expect(order.finish(ListID(.proxy("link-1"), .tcp)).isEmpty)
    }
}
