// A line being typed: the stretch of it that is seen, with the cursor in it, and what Tab offers.

import Essentials
import Inventory

extension LineEditor {
    /// The graphemes that are seen, and the column of the cursor among them. What is around the cursor is seen on both
    /// sides; a short text does not move.
    func window(columns: Int) -> (seen: Range<Int>, cursorColumn: Int) {
        // The cursor may stand behind the last character.
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
    /// Draws a line being typed so that its cursor is seen, and returns the cursor's column.
    func drawPrompt(_ prompt: Prompt, in frame: inout Frame, row: Int, column: Int, limit: Int) -> Int {
        let (seen, cursor) = prompt.line.window(columns: limit)
        frame.put(String(prompt.text[seen]), row: row, column: column, limit: limit, style: Style(.prompt))
        return column + cursor
    }

    /// What Tab offers, on one line around the one that stands in the text; nil when there is nothing to choose from.
    var offerLine: StyledLine? {
        guard let offer = prompt?.offer else { return nil }
        let candidates = offer.completion.candidates
        let more = offer.completion.total - candidates.count
        let place = offer.chosen.map { "\($0 + 1)/" } ?? ""
        var line = StyledLine("\(place)\(Count.text(offer.completion.total)) ", Style(.faint))
        let hint = more > 0 ? words(" \(Count.text(more)) more, type on", zh: " 另有 \(Count.text(more)) 个，请继续输入") : ""
        let room = size.columns - DisplayText.width(of: line.text + hint)
        let chosen = offer.chosen ?? 0
        // From the chosen one back as far as half of the line goes, then on.
        var first = chosen
        var used = DisplayText.width(of: candidates[chosen]) + 1
        while first > 0, used + DisplayText.width(of: candidates[first - 1]) + 1 <= room / 2 {
            first -= 1
            used += DisplayText.width(of: candidates[first]) + 1
        }
        used = 0
        for (index, candidate) in candidates.enumerated().dropFirst(first) {
            used += DisplayText.width(of: candidate) + 1
            guard used <= room || index == chosen else { break }
            line.add(" ")
            line.add(candidate, index == offer.chosen ? Style(.accent, selected: true) : Style(.plain))
        }
        line.add(hint, Style(.faint))
        return line
    }
}
