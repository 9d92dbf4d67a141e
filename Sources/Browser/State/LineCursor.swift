// A cursor in scrolling lines, and the text that is searched for in them.

import Essentials
import Inventory

struct LineCursor: Equatable, Sendable {
    private(set) var line = 0
    private(set) var top = 0
    /// The text that `/` searches for.
    var search = ""

    /// Moves the cursor within the lines.
    /// - Parameter count: the number of lines.
    mutating func move(by lines: Int, of count: Int) {
        let (sum, overflows) = line.addingReportingOverflow(lines)
        line = max(0, min(overflows ? (lines < 0 ? 0 : Int.max) : sum, count - 1))
    }

    /// Scrolls just enough to make the cursor visible.
    mutating func scroll(height: Int, of count: Int) {
        guard height > 0 else { return }
        if line < top { top = line }
        if line >= top + height { top = line - height + 1 }
        top = max(0, min(top, max(0, count - height)))
    }

    /// Moves the cursor with its line, which has a new index, without changing its row on the screen.
    mutating func follow(to index: Int) {
        top += index - line
        line = index
    }

    mutating func goToTop() { (line, top) = (0, 0) }

    /// Returns the next line that contains the search text, wrapping at the end; nil if no line does.
    /// - Parameter text: returns the text of a line.
    func match(forward: Bool, fromHere: Bool, of count: Int, _ text: (Int) -> String) -> Int? {
        let needle = SearchFold.fold(search)
        guard !needle.isEmpty, count > 0 else { return nil }
        for step in (fromHere ? 0 : 1)..<count + 1 {
            let index = ((line + (forward ? step : -step)) % count + count) % count
            let text = SearchFold.fold(text(index))
            if text.indices.contains(where: { text[$0...].starts(with: needle) }) { return index }
        }
        return nil
    }
}
