// Which columns the list shows, and at which width.

import Essentials
import Inventory
import Reports
import Testing

@testable import Browser

@Suite struct ColumnsTests {
    private static let account = "link-hwera8lq 8443 login-gw-hk 10.3.1.7!\nlg-bjkpdum1 80 web 10.0.0.1"

    private static func columns(_ width: Int, skipping: Int = 0) -> [(id: ColumnID, width: Int)] {
        PlacedColumn.place(in: width, skipping: skipping).map { ($0.column.id, $0.width) }
    }

    /// Widths of the list: 100, 88, 108 and 148 are those in windows of 100, 120, 140 and 200 columns.
    @Test(
        arguments: [
            (52, [.state, .port, .name, .origin, .down]), (66, [.state, .port, .name, .owner, .origin, .down]),
            (80, [.state, .port, .name, .owner, .origin, .down, .duration]),
            (100, [.state, .port, .name, .owner, .ownerName, .origin, .down, .duration]),
            (88, [.state, .port, .name, .owner, .ownerName, .origin, .down, .duration]),
            (108, [.state, .port, .name, .owner, .ownerName, .origin, .down, .region, .duration]),
            (148, [.state, .port, .name, .owner, .ownerName, .origin, .down, .region, .duration, .id]),
        ] as [(Int, [ColumnID])])
    func `Owner names and regions are added before names and reasons grow`(width: Int, ids: [ColumnID]) {
        let placed = Self.columns(width)
        #expect(placed.map(\.id) == ids)
        #expect(placed.reduce(-1) { $0 + 1 + $1.width } == width)
        #expect(placed.allSatisfy { $0.width >= Column[$0.id].width })
    }

    @Test(arguments: [(100, 100), (120, 88), (140, 108), (159, 127), (160, 118), (200, 148)])
    func `The list has the width that the sidebar leaves`(columns: Int, width: Int) {
        #expect(Layout(size: Size(columns: columns, rows: 40), bannerLines: 0).main.count == width)
    }

    @Test(arguments: [40, 52, 80, 100, 140, 200])
    func `State, port and name stay while the others scroll, and the next column is always visible`(columns: Int) {
        var talk = Conversation(Self.account, columns: columns)
        let rest = Column.all.dropFirst(3).map(\.id)
        for skipped in 1...PlacedColumn.maximumSkipped {
            talk.press(.right)
            #expect(talk.state.listing.firstColumn == skipped)
            let placed = Self.columns(Layout(talk.state).main.count, skipping: skipped)
            #expect(placed.prefix(4).map(\.id) == [.state, .port, .name, rest[skipped]])
            #expect(placed.allSatisfy { $0.width >= 4 })
            #expect(placed.reduce(-1) { $0 + 1 + $1.width } <= Layout(talk.state).main.count)
            #expect(talk.screen.contains { $0.contains("DOWN   8443 login-gw") })
        }
        talk.press(.right)
        #expect(talk.shows("this is the last column"))
    }
}
