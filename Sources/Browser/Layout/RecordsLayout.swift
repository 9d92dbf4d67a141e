// Divides the body of the screen for the timeline and the changes: titles, lines, and the details of the selected line.

struct RecordsLayout: Equatable, Sendable {
    /// The minimum height, in rows, for details below the lines.
    private static let rowsForDetail = 12
    let heading: Range<Int>
    let list: Range<Int>
    /// A rule and the details; empty if the body is too low.
    let detail: Range<Int>

    /// Divides the body of the screen.
    /// - Parameter heading: the number of rows of the titles.
    init(body: Range<Int>, heading rows: Int) {
        let detailRows = body.count < Self.rowsForDetail ? 0 : 1 + min(10, body.count / 3)
        heading = body.lowerBound..<min(body.upperBound, body.lowerBound + rows)
        let end = max(heading.upperBound, body.upperBound - detailRows)
        list = heading.upperBound..<end
        detail = end..<body.upperBound
    }
}
