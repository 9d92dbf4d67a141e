// Draws the screen from the state. Only visible lines are drawn, so the cost depends on the size of the screen and not
// on the number of listeners.

import Inventory

extension BrowserState {
    /// Returns the frame to show.
    package func render() -> Frame {
        var frame = Frame(size: size)
        let layout = Layout(self)
        guard !layout.isTooSmall else {
            let minimum = Layout.minimumSize
            let text = words(
                "gaapscope needs \(minimum.columns)x\(minimum.rows)",
                zh: "gaapscope 需要 \(minimum.columns)x\(minimum.rows)")
            frame.put(text, row: 0, column: 0, style: Style(.warning))
            return frame
        }
        drawHeader(in: &frame)
        var position: String?
        switch overlay {
        case nil:
            drawSidebar(in: &frame, layout)
            drawList(in: &frame, layout)
            drawPane(in: &frame, layout)
        case .text(let text): position = draw(text, in: &frame, layout)
        case .timeline, .changes:
            drawRecords(in: &frame, layout)
            position = self.position(
                top: recordCursor.top, height: recordsLayout(layout.body).list.count, of: recordCount)
        case .picker(let picker):
            drawPicker(picker, in: &frame, layout)
            position = self.position(top: picker.top, height: layout.body.count - 2, of: picker.choices.count)
        case .menu(let menu): drawMenu(menu, in: &frame, layout)
        }
        drawBanner(in: &frame, layout)
        drawFooter(in: &frame, layout, position: position)
        return frame
    }

    private func drawBanner(in frame: inout Frame, _ layout: Layout) {
        for (row, line) in zip(layout.banner, bannerLines) { line.draw(in: &frame, row: row) }
    }
}
