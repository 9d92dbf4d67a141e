import GAAP
import TestSupport
import Testing
import Essentials

@testable import Inventory
@testable import Reports

@Suite struct ColumnTests {
    private static let proxy: Owner = {
        var owner = Owner(id: .proxy("link-1"), name: "Front")
        owner.accessRegion = "Hong Kong"
        owner.originRegion = "Singapore"
        return owner
    }()

    private static let row: Row = {
        var row = Row(
            .sample(name: "Web", port: 8_443, origins: [.origin("10.0.0.1", .abnormal), .origin()]), at: 1_000)
        row.observed = Observation(from: Moment(280), isBeginning: true)
        return row
    }()

    private static let bare = Row(.sample(nil, name: "", port: nil, check: .off, origins: nil), at: 1_000)

    @Test(
        arguments: [
            (.state, "PART", .number(3)), (.port, "8443", .number(8_443)), (.name, "Web", .text("web")),
            (.owner, "link-1", .text("link-1")), (.ownerName, "Front", .text("front")),
            (.origin, "1/2", .number(1)),
            (.down, "10.0.0.1", .text("10.0.0.1")),
            (.region, "Hong Kong > Singapore", .text("Hong Kong > Singapore")),
            (.duration, "12m", .number(~280)), (.scheduler, "rr", .text("rr")),
            (.id, "listener-1", .text("listener-1")),
            (.age, "5s", .number(~1_000)),
        ] as [(ColumnID, String, SortKey)])
    func `A column has a text and a sort key`(id: ColumnID, text: String, key: SortKey) {
        let column = Column[id]
        let context = ColumnContext(owner: Self.proxy, now: Moment(1_005.9))
        #expect(column.text(Self.row, context) == text)
        #expect(column.sortKey(Self.row, context) == key)
    }

    @Test(
        arguments: [
            (.state, "?", .number(6)), (.port, "?", .absent), (.name, "", .absent), (.ownerName, "", .absent),
            (.origin, "?/?", .absent), (.down, "RealServerSet missing", .text("RealServerSet missing")),
            (.region, "", .absent),
            (.duration, "", .absent),
        ] as [(ColumnID, String, SortKey)])
    func `A missing value is shown as missing and sorted as absent`(id: ColumnID, text: String, key: SortKey) {
        let column = Column[id]
        let context = ColumnContext(owner: nil, now: Moment(1_005))
        #expect(column.text(Self.bare, context) == text)
        #expect(column.sortKey(Self.bare, context) == key)
    }

    @Test func `Columns have unique IDs, titles and explanations, and fixed columns are wide enough for their texts`() {
        #expect(Column.all.map(\.id) == ColumnID.allCases)
        for column in Column.all {
            #expect(
                !column.title[.english].isEmpty && !column.about[.english].isEmpty && column.width > 0
                    && column.stretch >= 0)
            #expect(Column[column.id].title == column.title)
            let width = DisplayText.width(of: column.sample)
            #expect(width > 0 && (width <= column.width || column.stretch > 0), "the sample of \(column.id) fits")
        }
        #expect(State.allCases.allSatisfy { $0.word.count <= Column[.state].width })
    }

    @Test func `Numbers are sorted before texts, and absent values last`() {
        let keys: [SortKey] = [.absent, .text("b"), .number(10), .text("a"), .number(9), .absent, .number(-1)]
        #expect(keys.sorted() == [.number(-1), .number(9), .number(10), .text("a"), .text("b"), .absent, .absent])
    }

    @Test func `A time out of the range of an integer can be sorted`() {
        for seconds in [Double.infinity, -.infinity, .nan, 1e300] {
            _ = SortKey.newestFirst(Moment(seconds))
            _ = SortKey.newestFirst(Moment(wall: UnixTime(seconds)))
        }
        func key(_ seconds: Double) -> SortKey { SortKey.newestFirst(Moment(wall: UnixTime(seconds))) }
        #expect(key(.infinity) < key(0) && key(0) < key(-.infinity))
        // A read of another run is older than every read of this run.
        #expect(SortKey.newestFirst(Moment(0)) < key(1.8e9))
    }
}

@Suite struct AgeTests {
    @Test(
        arguments: [
            (0, "0s"), (59.9, "59s"), (60, "1m"), (3_599, "59m"), (3_600, "1h"), (86_399, "23h"), (86_400, "1d"),
            (86_400 * 999, "999d"), (86_400 * 1_000, "999d"), (1e300, "999d"), (-5, "0s"), (.infinity, "999d"),
            (-.infinity, "0s"), (.nan, "0s"),
        ] as [(Double, String)])
    func `An age takes at most four columns, whatever the clock shows`(seconds: Double, text: String) {
        #expect(Age.text(seconds) == text)
        #expect(text.count <= 4)
    }
}
