// Reads the newest part of the journal in pieces.

import Essentials
package import Reports

extension JournalDatabase {
    /// The number of entries in the first piece, which the reader waits for, and the factor by which each further piece
    /// is larger. Pieces grow, because the reader processes everything again with each piece.
    private static let (firstPiece, growth) = (200, 5)

    /// Reads the newest entries, up to a limit, and passes them on in pieces, the newest first.
    /// - Parameter unwritten: newer entries, which count towards the limit, the newest first.
    package func extract(
        limit: Int, after unwritten: [TimelineEntry] = [], _ receive: (JournalExtract) -> Void
    ) throws(JournalError) {
        var piece = JournalExtract(Array(unwritten.prefix(limit)))
        var (count, size) = (piece.entries.count, Self.firstPiece)
        try readObservation(into: &piece)
        try read { entry in
            guard count < limit else {
                piece.isCut = true
                return false
            }
            if piece.entries.count >= size {
                piece.isContinued = true
                receive(piece)
                piece.isContinued = false
                piece.entries.removeAll()
                size *= Self.growth
            }
            piece.entries.append(entry)
            count += 1
            return true
        }
        receive(piece)
    }

    /// Reads when the journal begins, and until when the account was observed.
    private func readObservation(into extract: inout JournalExtract) throws(JournalError) {
        var (beginsAt, observedUntil): (UnixTime?, UnixTime?)
        // If entries have been removed, the oldest remaining entry determines how far the journal reaches back.
        try database.query(
            """
            SELECT max((SELECT min(since) FROM observed),
                coalesce((SELECT seen_after FROM entry WHERE id > 1 AND id = (SELECT min(id) FROM entry)), 0)),
                (SELECT max(until) FROM observed)
            """
        ) { row in
            beginsAt = row.real(0).map { UnixTime($0) }
            observedUntil = row.real(1).map { UnixTime($0) }
            return false
        }
        (extract.beginsAt, extract.observedUntil) = (beginsAt, observedUntil)
    }
}
