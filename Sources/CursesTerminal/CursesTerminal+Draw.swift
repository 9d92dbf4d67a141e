// Determines what has changed since the last frame. ncurses compares again, character by character. This comparison
// avoids passing 5000 cells to ncurses when only the cursor has moved by a row, and writes nothing for an identical
// frame.

package import Browser
import CTerminal

extension CursesTerminal {
    package func draw(_ frame: Frame) {
        guard isUsable else { return }
        let known = forgets ? nil : last.flatMap { $0.size == frame.size ? $0 : nil }
        if known == nil { terminal_erase(forgets) }
        let columns = min(frame.size.columns, size.columns)
        var hasChanged = known?.cursor != frame.cursor || known == nil
        for row in 0..<min(frame.size.rows, size.rows) {
            let range = known.map { frame.changedColumns(ofRow: row, since: $0) } ?? 0..<frame.size.columns
            guard !range.isEmpty else { continue }
            hasChanged = true
            let runs = StyleRun.runs(
                of: frame.row(row), in: range, columns: columns, palette: palette, writer: writer)
            for run in runs {
                run.codePoints.withUnsafeBufferPointer { codePoints in
                    terminal_put(
                        Int32(row), Int32(run.column), codePoints.baseAddress, Int32(codePoints.count),
                        run.attributes.flags.rawValue, Int32(run.attributes.pair))
                }
            }
        }
        guard hasChanged else { return }
        let cursor = frame.cursor.flatMap { size.contains($0) ? $0 : nil }
        terminal_show(Int32(cursor?.row ?? -1), Int32(cursor?.column ?? 0))
        last = frame
        forgets = false
    }
}

extension Size {
    fileprivate func contains(_ position: Position) -> Bool {
        (0..<rows).contains(position.row) && (0..<columns).contains(position.column)
    }
}
