import Essentials
import Inventory
import Reports

extension BrowserState {
    func drawMenu(_ menu: Menu, in frame: inout Frame, _ layout: Layout) {
        frame.put(menu.kind.title(self), row: layout.body.lowerBound, column: 0, style: Style(.title))
        let items = menu.items(self)
        let titleWidth = min(max(14, items.map { DisplayText.width(of: $0.title) }.max() ?? 0), size.columns / 2)
        let whole = wholeText(of: items, at: menu.cursor, titleWidth: titleWidth, rows: layout.body.count)
        let height = layout.body.count - 1 - whole.count
        let top = max(0, min(menu.cursor - height + 1, items.count - height))
        for (row, index) in zip(layout.body.dropFirst().prefix(max(0, height)), items.indices.dropFirst(top)) {
            let item = items[index]
            var line = StyledLine("  ")
            line.addCell(item.title, columns: titleWidth, style: Style(item.isCurrent ? .accent : .plain))
            line.add(item.about, Style(.faint))
            line.draw(in: &frame, row: row)
            if index == menu.cursor { frame.restyle(row: row) { $0.selected = true } }
        }
        for (row, line) in zip(layout.body.suffix(whole.count), whole) { line.draw(in: &frame, row: row) }
    }

    /// Returns the complete description of the selected item, to be shown below the items; empty if every item fits its
    /// line.
    private func wholeText(of items: [Menu.Item], at index: Int, titleWidth: Int, rows: Int) -> [StyledLine] {
        let room = size.columns - titleWidth - 3
        guard rows >= 6, items.indices.contains(index),
            items.contains(where: { DisplayText.width(of: $0.about) > room })
        else { return [] }
        let maximum = rows / 2
        // The number of lines is the same for every item, so that the items do not move with the cursor.
        let count = items.map { StyledLine.wrap($0.about, columns: size.columns).count }.max() ?? 0
        let lines = StyledLine.wrap(items[index].about, columns: size.columns, maximumLines: maximum).map {
            StyledLine($0, Style(.accent))
        }
        return [StyledLine()] + lines + Array(repeating: StyledLine(), count: max(0, min(count, maximum) - lines.count))
    }
}
