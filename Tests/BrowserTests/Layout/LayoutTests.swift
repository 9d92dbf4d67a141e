import Testing

@testable import Browser

@Suite struct LayoutTests {
    @Test(arguments: 0...4)
    func `At every size the parts of the layout are inside the screen and do not overlap`(bannerLines: Int) {
        for columns in 1...300 {
            for rows in 1...100 {
                let layout = Layout(size: Size(columns: columns, rows: rows), bannerLines: bannerLines)
                if layout.isTooSmall { continue }
                let parts =
                    [0..<2, layout.titles..<layout.titles + 1, layout.list, layout.pane, layout.banner]
                    .filter { !$0.isEmpty } + [layout.footer..<layout.footer + 1]
                var next = 0
                for part in parts {
                    if part.lowerBound < next || part.upperBound > rows {
                        Issue.record("\(columns)x\(rows): \(layout)")
                        return
                    }
                    next = part.upperBound
                }
                if next != rows || layout.list.count < 2 || layout.body.count < 3 {
                    Issue.record("\(columns)x\(rows): a list of \(layout.list.count) rows, \(layout)")
                    return
                }
            }
        }
    }

    @Test
    func `At 80x24 the list has 13 rows above the detail`() {
        let layout = Layout(size: Size(columns: 80, rows: 24), bannerLines: 0)
        #expect(layout.list.count == 13)
        #expect(layout.pane.count == 7)
    }

    @Test(arguments: [(39, 24), (80, 7), (1, 1)])
    func `A window that is too small shows a message, and the screen returns when it grows`(columns: Int, rows: Int) {
        var talk = Conversation("link-a 80 web 10.0.0.1")
        let before = talk.screen
        talk.send(.resized(Size(columns: columns, rows: rows)))
        #expect(columns < 24 || talk.screen[0].hasPrefix("gaapscope needs 40x8"))
        talk.send(.resized(Size(columns: 80, rows: 24)))
        #expect(talk.screen == before)
    }
}
