// How the timeline and the changes divide the body of the screen: titles, lines, and what there is to say of the line
// under the cursor.

struct RecordsLayout: Equatable, Sendable {
    /// From this height on there is room for particulars below the lines.
    private static let rowsForDetail = 12
    let heading: Range<Int>
    let list: Range<Int>
    /// A rule, then the particulars; empty where there is no room.
    let detail: Range<Int>

    /// - Parameter heading: rows of the titles.
    init(body: Range<Int>, heading rows: Int) {
        let detailRows = body.count < Self.rowsForDetail ? 0 : 1 + min(10, body.count / 3)
        heading = body.lowerBound..<min(body.upperBound, body.lowerBound + rows)
        let end = max(heading.upperBound, body.upperBound - detailRows)
        list = heading.upperBound..<end
        detail = end..<body.upperBound
    }
}
