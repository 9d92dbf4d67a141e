import Inventory

extension BrowserState {
    func drawMenu(_ menu: Menu, in frame: inout Frame, _ layout: Layout) {
        frame.put(menu.kind.title(self), row: layout.body.lowerBound, column: 0, style: Style(.title))
        let items = menu.kind.items(self)
        let height = layout.body.count - 1
        let top = max(0, min(menu.cursor - height + 1, items.count - height))
        let titleWidth = min(max(14, items.map { DisplayText.width(of: $0.title) }.max() ?? 0), size.columns / 2)
        for (row, place) in zip(layout.body.dropFirst(), items.indices.dropFirst(top)) {
            let item = items[place]
            var line = StyledLine("  ")
            line.addCell(item.title, columns: titleWidth, style: Style(item.isCurrent ? .accent : .plain))
            line.add(item.about, Style(.faint))
            line.draw(in: &frame, row: row)
            if place == menu.cursor { frame.restyle(row: row) { $0.selected = true } }
        }
    }
}
