// Determines what has changed since the last frame. ncurses compares again, character by character. This comparison
// avoids passing 5000 cells to ncurses when only the cursor has moved by a row, and writes nothing for an identical
// frame.

package import Browser
import CTerminal

extension CursesTerminal {
    package func draw(_ frame: Frame) {
        guard isUsable, forgets || frame != last else { return }
        if forgets { terminal_erase(true) } else if frame.size != last?.size { terminal_erase(false) }
        let known = frame.size == last?.size && !forgets ? last : nil
        let columns = min(frame.size.columns, size.columns)
        for row in 0..<min(frame.size.rows, size.rows) {
            let cells = frame.row(row)
            let old = known?.row(row)
            if cells == old { continue }
            let range = ChangedColumns.range(of: cells, since: old)
            for run in StyleRun.runs(of: cells, in: range, columns: columns, palette: palette, writer: writer) {
                run.codePoints.withUnsafeBufferPointer { codePoints in
                    terminal_put(
                        Int32(row), Int32(run.column), codePoints.baseAddress, Int32(codePoints.count),
                        run.attributes.flags.rawValue, Int32(run.attributes.pair))
                }
            }
        }
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
