// Texts that cover the list and scroll: the full detail, help, errors and others.

import Reports
import Inventory

extension BrowserState {
    /// Returns the lines of the open text; empty if no text is open.
    func textLines(width: Int) -> [StyledLine] {
        switch openText?.subject {
        case .detail(let row): detailLines(account.rows[row], width: width)
        case .help(let context):
            HelpText.lines(for: context, keys: options.keys, in: options.language, width: width)
        case .errors: errorLines(width: width)
        case .entries(let entries, let title): entryLines(entries, title: title, width: width)
        case .calls: callLines(width: width)
        case .json(let row): jsonLines(account.rows[row], width: width)
        case .query: queryLines(width: width)
        case .sent: sentLines(width: width)
        case .advice(let error): adviceLines(error, width: width)
        case nil: []
        }
    }

    /// Draws a text.
    /// - Returns: the visible range of lines; nil if all lines are visible.
    func draw(_ text: OpenText, in frame: inout Frame, _ layout: Layout) -> String? {
        let lines = textLines(width: size.columns)
        for (row, line) in zip(layout.body, lines.dropFirst(text.top)) {
            line.draw(in: &frame, row: row)
            if !text.search.isEmpty { frame.highlight([SearchFold.fold(text.search)], row: row) }
        }
        return position(top: text.top, height: layout.body.count, of: lines.count)
    }

    private func errorLines(width: Int) -> [StyledLine] {
        guard !errors.isEmpty else { return [StyledLine(words("no errors so far", zh: "目前没有错误"), Style(.faint))] }
        // Times of another day include a date.
        let column = errors.reduce(8) { max($0, localTime($1.at).utf8.count) } + 1
        var title = StyledLine()
        title.addCell(words("TIME", zh: "时间"), columns: column, style: Style(.title))
        title.add(words("ERROR, newest first", zh: "错误（最新在前）"), Style(.title))
        return [title]
            + errors.reversed().flatMap { error in
                StyledLine.wrap(error.notice.line, columns: max(20, width - column - 1)).enumerated().map {
                    number, text in
                    var line = StyledLine()
                    line.addCell(number == 0 ? localTime(error.at) : "", columns: column, style: Style(.faint))
                    line.add(text, Style(.error))
                    return line
                }
            }
    }
}
