// Draws a prompt: the visible part of its text, and the cursor.

import Essentials
import Inventory

extension LineEditor {
    /// Returns the visible graphemes, and the column of the cursor among them. Text on both sides of the cursor is
    /// visible; a text that fits does not scroll.
    func window(columns: Int) -> (seen: Range<Int>, cursorColumn: Int) {
        // The cursor may be after the last character.
        let room = max(1, columns - 1)
        let widths = text.map { DisplayText.width(of: String($0)) }
        let before = widths[..<cursor].reduce(0, +)
        let all = before + widths[cursor...].reduce(0, +)
        var hidden = min(max(0, before - room * 2 / 3), max(0, all - room))
        var start = 0
        var skipped = 0
        while start < cursor, hidden > 0 {
            hidden -= widths[start]
            skipped += widths[start]
            start += 1
        }
        var end = start
        var used = 0
        while end < text.count, used + widths[end] <= columns {
            used += widths[end]
            end += 1
        }
        return (start..<end, before - skipped)
    }
}

extension BrowserState {
    /// Draws a prompt so that its cursor is visible, and returns the cursor's column.
    func drawPrompt(_ prompt: Prompt, in frame: inout Frame, row: Int, column: Int, limit: Int) -> Int {
        let (seen, cursor) = prompt.line.window(columns: limit)
        frame.put(String(prompt.text[seen]), row: row, column: column, limit: limit, style: Style(.prompt))
        return column + cursor
    }
}
