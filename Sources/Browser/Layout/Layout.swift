// Which rows of the screen belong to what. `update` asks it for the length of a page, the views for where to draw, so
// they cannot disagree.
//
//                 left     main
//   0..1        header
//   2           column titles        ┐
//   list        listeners            ├ body, when something lies over the list
//   pane        detail, its rule first┘
//   banner      an error or a remark, up to 4 lines
//   last        keys, or the prompt

/// The screen cut into stretches of rows. Empty ranges are not drawn.
struct Layout: Equatable, Sendable {
    static let smallest = Size(columns: 40, rows: 8)
    private static let headerRows = 2
    /// From this height on there is a detail pane below the list.
    private static let rowsForPane = 18
    /// From this width on there are groups on the left of the list.
    private static let columnsForSidebar = 120
    let isTooSmall: Bool
    /// Columns of the groups on the left, a rule after them; 0 where there are none.
    let sidebar: Int
    /// Columns of the list and of the detail below it.
    let main: Range<Int>
    let titles: Int
    let list: Range<Int>
    let pane: Range<Int>
    let body: Range<Int>
    let banner: Range<Int>
    let footer: Int

    init(_ state: BrowserState) {
        self.init(size: state.size, bannerLines: state.bannerLines.count)
    }

    init(size: Size, bannerLines: Int) {
        isTooSmall = size.columns < Self.smallest.columns || size.rows < Self.smallest.rows
        sidebar = Self.sidebar(columns: size.columns)
        main = (sidebar == 0 ? 0 : sidebar + 2)..<max(sidebar == 0 ? 0 : sidebar + 2, size.columns)
        footer = max(0, size.rows - 1)
        let bannerTop = max(Self.headerRows, footer - min(bannerLines, Self.longestBanner(rows: size.rows)))
        banner = bannerTop..<max(bannerTop, footer)
        body = Self.headerRows..<max(Self.headerRows, bannerTop)
        titles = body.lowerBound
        let paneRows = size.rows >= Self.rowsForPane ? 1 + max(4, min(14, size.rows / 4)) : 0
        let paneTop = max(titles + 2, bannerTop - paneRows)
        pane = paneRows == 0 ? bannerTop..<bannerTop : paneTop..<max(paneTop, bannerTop)
        list = titles + 1..<max(titles + 1, pane.lowerBound)
    }

    /// The groups are wide enough for names; only where the list has room for everything they have ids as well.
    private static func sidebar(columns: Int) -> Int {
        if columns < columnsForSidebar { return 0 }
        return columns < 160 ? 30 : min(50, columns / 4)
    }

    /// Lines of a banner at most: a low window keeps some for the list.
    static func longestBanner(rows: Int) -> Int { max(1, min(4, (rows - 4) / 2)) }
}

extension BrowserState {
    /// The panes on the screen, in the order of Tab.
    var panes: [Focus] {
        let layout = Layout(self)
        return [.list] + (layout.pane.isEmpty ? [] : [.pane]) + (layout.sidebar == 0 ? [] : [.sidebar])
    }
}
