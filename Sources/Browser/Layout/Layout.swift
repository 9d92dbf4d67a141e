// Divides the screen into parts. `update` uses the layout for page lengths, and the views use it for drawing, so the
// two cannot disagree.
//
//                 left     main
//   0..1        header
//   2           column titles        ┐
//   list        listeners            ├ body, if a view covers the list
//   pane        rule, then detail    ┘
//   banner      error or remark, up to 4 lines
//   last        footer: keys, or the prompt

/// The parts of the screen as ranges of rows and columns. Empty ranges are not drawn.
struct Layout: Equatable, Sendable {
    static let minimumSize = Size(columns: 40, rows: 8)
    private static let headerRows = 2
    /// The minimum height, in rows, for a detail pane below the list.
    private static let rowsForPane = 18
    /// The minimum width, in columns, for the sidebar.
    private static let columnsForSidebar = 120
    let isTooSmall: Bool
    /// The width of the sidebar in columns, not counting the rule that follows it; 0 if there is no sidebar.
    let sidebar: Int
    /// The columns of the list and of the detail pane.
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
        isTooSmall = size.columns < Self.minimumSize.columns || size.rows < Self.minimumSize.rows
        sidebar = Self.sidebar(columns: size.columns)
        main = (sidebar == 0 ? 0 : sidebar + 2)..<max(sidebar == 0 ? 0 : sidebar + 2, size.columns)
        footer = max(0, size.rows - 1)
        let bannerTop = max(Self.headerRows, footer - min(bannerLines, Self.maximumBannerLines(rows: size.rows)))
        banner = bannerTop..<max(bannerTop, footer)
        body = Self.headerRows..<max(Self.headerRows, bannerTop)
        titles = body.lowerBound
        let paneRows = size.rows >= Self.rowsForPane ? 1 + max(4, min(14, size.rows / 4)) : 0
        let paneTop = max(titles + 2, bannerTop - paneRows)
        pane = paneRows == 0 ? bannerTop..<bannerTop : paneTop..<max(paneTop, bannerTop)
        list = titles + 1..<max(titles + 1, pane.lowerBound)
    }

    /// Returns the width of the sidebar. It is wide enough for names; it includes ids only if the list still has enough
    /// columns.
    private static func sidebar(columns: Int) -> Int {
        if columns < columnsForSidebar { return 0 }
        return columns < 160 ? 30 : min(50, columns / 4)
    }

    /// Returns the maximum number of lines of a banner. In a low window the list keeps most of the rows.
    static func maximumBannerLines(rows: Int) -> Int { max(1, min(4, (rows - 4) / 2)) }
}

extension BrowserState {
    /// The visible panes, in the order of Tab.
    var panes: [Focus] {
        let layout = Layout(self)
        return [.list] + (layout.pane.isEmpty ? [] : [.pane]) + (layout.sidebar == 0 ? [] : [.sidebar])
    }
}
