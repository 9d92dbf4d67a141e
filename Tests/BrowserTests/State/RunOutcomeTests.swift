// What a run records about each list it has read, by kind of listener.

import Essentials
import GAAP
import Inventory
import TencentCloud
import Testing

@testable import Browser

@Suite struct RunOutcomeTests {
    private static let owner = OwnerID.proxy("link-a")
    private static let other = ListenerKind("UDP")

    private var run = Run(
        id: LoadID(1), question: Question(.all), startedAt: Moment(wall: UnixTime(0)), isManual: false)

    private static func page(_ pass: Pass, rows: Int, total: Int?) -> FetchedPage {
        FetchedPage(
            pass, request: Pages.Request(offset: 0, limit: 100),
            listeners: Array(repeating: TCPListener(), count: rows), total: total,
            receivedAt: Moment(wall: UnixTime(1)), requestID: nil)
    }

    @Test mutating func `A complete pass over one kind does not clear the failure of another`() {
        run.finishedAt = Moment(wall: UnixTime(9))
        run.note(Pass(Self.owner, .tcp, number: 1), .failed(refusal()))
        run.note(Pass(Self.owner, Self.other, number: 2), .complete)
        #expect(run.failed[Self.owner] == refusal() && !run.isWhole)
        run.note(Pass(Self.owner, .tcp, number: 3), .complete)
        #expect(run.failed.isEmpty && run.isWhole && run.finished == [Self.owner])
    }

    @Test mutating func `Rows and totals come from the newest pass over each kind`() {
        #expect(!run.hasPages && run.total == nil)
        run.note(Self.page(Pass(Self.owner, .tcp, number: 1), rows: 3, total: 5))
        run.note(Self.page(Pass(Self.owner, Self.other, number: 2), rows: 1, total: 1))
        #expect(run.rowsRead == 4 && run.total == 6)
        run.note(Self.page(Pass(Self.owner, .tcp, number: 3), rows: 2, total: 4))
        #expect(run.rowsRead == 3 && run.total == 5)
        run.note(Self.page(Pass(Self.owner, Self.other, number: 2), rows: 0, total: nil))
        #expect(run.total == nil)
    }
}
