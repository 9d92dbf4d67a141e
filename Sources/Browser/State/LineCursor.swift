// A cursor in lines that scroll, and what is searched for in them.

import Essentials
import Inventory

struct LineCursor: Equatable, Sendable {
    private(set) var line = 0
    private(set) var top = 0
    /// What `/` looks for.
    var search = ""

    /// - Parameter count: the number of lines.
    mutating func move(by lines: Int, of count: Int) {
        let (place, overflows) = line.addingReportingOverflow(lines)
        line = max(0, min(overflows ? (lines < 0 ? 0 : Int.max) : place, count - 1))
    }

    /// Scrolls as little as needed for the cursor to be seen.
    mutating func scroll(height: Int, of count: Int) {
        guard height > 0 else { return }
        if line < top { top = line }
        if line >= top + height { top = line - height + 1 }
        top = max(0, min(top, max(0, count - height)))
    }

    /// The line that the cursor is on has another place now.
    mutating func follow(to place: Int) {
        top += place - line
        line = place
    }

    mutating func goToTop() { (line, top) = (0, 0) }

    /// The next line that holds what is searched for, going round; nil where none does.
    /// - Parameter text: the text of a line.
    func match(forward: Bool, fromHere: Bool, of count: Int, _ text: (Int) -> String) -> Int? {
        let needle = SearchFold.fold(search)
        guard !needle.isEmpty, count > 0 else { return nil }
        for step in (fromHere ? 0 : 1)..<count + 1 {
            let place = ((line + (forward ? step : -step)) % count + count) % count
            let text = SearchFold.fold(text(place))
            if text.indices.contains(where: { text[$0...].starts(with: needle) }) { return place }
        }
        return nil
    }
}
