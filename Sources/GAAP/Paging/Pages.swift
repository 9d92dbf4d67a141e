// When a list is at its end, and which pages to ask for: the rule that the browser, `list` and the picker share. A
// state machine without a socket: it is told what came and says what to ask next.
//
//   offset 0           asked alone, for TotalCount is not known yet
//   the pages behind   may be asked at the same time, up to TotalCount; one after another where there is none
//   their first row    is the last one of the page before: if it is another, something has come or gone between the two
//   a short page       the service gives smaller pages than asked for: the gap is asked for again
//   no new row behind  there is no more, whatever TotalCount says
//   TotalCount         is no proof that nothing is behind it: behind a full page, and behind a shorter one where the
//   service may reached            have cut it, one page more is asked for rows beyond it     TotalCount is too small:
//   it is not heeded any more, and pages are read until one has no new row nothing but rows   a few such pages in a
//   row: the service does not heed Offset, or counts more than it has; there is known already      no more to be
//   learned too many rows      the service may have no end: the reading stops, and says so
//
// Offsets shift when rows are added or removed in between. That shows in a TotalCount that moves; where as many came as
// went, in the row that two pages share, which is why they share one (docs/decisions/0008). The verdict says so.
// Answers are not trusted: no TotalCount, however absurd, makes a reading endless, for every request after the first
// few needs a row that is new, and both rows and requests are bounded.

/// One reading of a list, page by page.
package struct Pages: Sendable, Equatable {
    /// One page to ask for.
    package struct Request: Hashable, Sendable {
        package let offset: Int
        package let limit: Int
        /// Rows at its start that the page before ends with: 0 or 1.
        package let shared: Int

        package init(offset: Int, limit: Int, shared: Int = 0) {
            self.offset = offset
            self.limit = limit
            self.shared = shared
        }

        /// One past the last row asked for.
        fileprivate var end: Int {
            let sum = offset.addingReportingOverflow(limit)
            return sum.overflow ? .max : sum.partialValue
        }
    }

    /// How a reading ended.
    package enum Verdict: Equatable, Sendable {
        /// Every row: nothing is behind the last one.
        case complete
        /// The list changed while it was read: a row may be missing.
        case drifted
        /// Fewer rows than TotalCount promises, and no more to be had.
        case short(missing: Int)
        /// There are more rows than are read of one list, or no end of them.
        case endless(rows: Int)
    }

    /// Pages under way at the same time, at most: what is asked for stays in proportion to what has come.
    package static let mostUnderWay = 12
    /// Rows of one list, at most: a hundred times the 200 listeners that the documents allow a proxy.
    package static let mostRows = 20_000
    /// Maximum number of requests of one reading: what the maximum number of rows takes in pages of ten.
    package static let mostRequests = 2_000
    /// So many pages in a row without a new row end a reading.
    private static let patience = 3

    /// Fewest rows of a first page that is shorter than asked for from which the service's own page size is taken.
    private static let leastTrusted = 20

    private var pageSize: Int
    private var waiting: [Request]
    private var asked: Set<Request> = []
    private var seen: Set<String> = []
    /// The rows at which pages meet, by their places in the list.
    private var seams: [Int: String] = [:]
    /// The most rows that a page had.
    private var largestPage = 0
    /// The first offset that no page covers yet.
    private var nextOffset: Int
    /// Where there is no more, as a page without a new row has shown.
    private var end: Int?
    private var fruitless = 0
    private var requests = 0
    private var moved = false
    /// The page behind TotalCount has been asked for.
    private var hasLookedBeyond = false
    /// There are rows beyond TotalCount.
    private var isTotalWrong = false
    /// Too many rows have come.
    private var isStopped = false
    /// Whether TotalCount is doubted behind a page that is shorter than asked for, too.
    private let doubtsShortPages: Bool
    /// The number of rows of the largest page that the service has given: it did not cut a shorter page.
    package var provenSize = 0
    /// The newest TotalCount; nil before the first page, or when the service leaves it out.
    package private(set) var total: Int?

    /// - Parameters:
    ///   - pageSize: rows to ask for at a time, 2 at least, for two pages share a row.
    ///   - doubtsShortPages: whether to look behind TotalCount also where the last page is shorter than asked for, and
    ///   no shorter than `provenSize`.
    package init(pageSize: Int, doubtsShortPages: Bool = false) {
        self.pageSize = max(2, pageSize)
        self.doubtsShortPages = doubtsShortPages
        waiting = [Request(offset: 0, limit: self.pageSize)]
        nextOffset = self.pageSize
    }

    /// Rows with an id of their own so far.
    package var rowCount: Int { seen.count }

    /// The next page that may be asked for now; nil when there is none, or none before an answer has come.
    package mutating func next() -> Request? {
        guard !isStopped, asked.count < Self.mostUnderWay, requests < Self.mostRequests,
            let request = waiting.popLast() ?? following()
        else { return nil }
        asked.insert(request)
        requests += 1
        return request
    }

    /// Takes a page in; one that was not asked for is left out.
    /// - Parameters:
    ///   - ids: the ids of its rows, in order.
    ///   - newTotal: its TotalCount; a negative one counts as missing.
    package mutating func receive(_ request: Request, ids: [String], total newTotal: Int?) {
        guard asked.remove(request) != nil else { return }
        if let newTotal, newTotal >= 0 {
            if let total, total != newTotal { moved = true }
            total = newTotal
        }
        largestPage = max(largestPage, ids.count)
        let known = seen.count
        let isContradicted = !note(ids, from: request.offset)
        if isContradicted { moved = true }
        fruitless = isContradicted && seen.count == known ? fruitless + 1 : 0
        if seen.count >= Self.mostRows { stop() }

        let reached = request.offset + ids.count
        if let total, seen.count > total || reached > total && seen.count > known { isTotalWrong = true }
        if !ids.isEmpty, ids.count == request.shared, reached < min(request.end, bound ?? 0) {
            // More is promised: a service that gives fewer rows than asked for may have had no place for another.
            waiting.append(Request(offset: reached, limit: min(request.end, bound ?? 0) - reached))
        } else if ids.count <= request.shared {
            end = min(end ?? .max, reached)
        } else if fruitless >= Self.patience {
            end = 0
        } else {
            // A page may be larger than asked for, too.
            goOn(after: request, at: reached)
        }
        if let end { waiting.removeAll { $0.offset + $0.shared >= end } }
    }

    /// Asks for nothing more: too much has come.
    package mutating func stop() {
        isStopped = true
        waiting = []
    }

    /// The TotalCount that is believed; nil if the service sent none, or if rows beyond it have shown that it is too
    /// small.
    private var bound: Int? { isTotalWrong ? nil : total }

    /// Notes the rows of a page.
    /// - Returns: whether what was known already is what it has to share with others, and nothing else.
    private mutating func note(_ ids: [String], from offset: Int) -> Bool {
        var isAsExpected = true
        for (index, id) in ids.enumerated() {
            let isNew = seen.insert(id).inserted
            if let shared = seams[offset + index] {
                if shared != id { isAsExpected = false }
            } else if !isNew {
                isAsExpected = false
            }
        }
        if let first = ids.first { seams[offset] = first }
        if let last = ids.last { seams[offset + ids.count - 1] = last }
        return isAsExpected
    }

    /// Sees to what comes after a page that reaches so far.
    private mutating func goOn(after request: Request, at reached: Int) {
        let count = reached - request.offset
        let promised = min(request.end, bound ?? .max)
        if reached >= promised {
            nextOffset = isAlone(request) ? reached : max(nextOffset, reached)
            let mayBeCut = reached == request.end || doubtsShortPages && count >= provenSize
            if reached == bound, mayBeCut, !hasLookedBeyond {
                hasLookedBeyond = true
                waiting.append(page(from: reached))
            }
        } else if isAlone(request) {
            nextOffset = reached
            if count >= Self.leastTrusted { pageSize = count }
        } else {
            waiting.append(page(from: reached, upTo: promised))
        }
    }

    /// Whether nothing else has been asked for that could have been answered differently: the first page, and each page
    /// of a list whose end is not known.
    private func isAlone(_ request: Request) -> Bool {
        request.offset == 0 || bound == nil && asked.isEmpty && waiting.isEmpty
    }

    /// Whether nothing is left to ask for, and nothing under way. The reader sees the same from `next` and its own
    /// requests; the tests of this state machine, which make none, ask here.
    package var isFinished: Bool {
        guard asked.isEmpty else { return false }
        if isStopped || requests >= Self.mostRequests { return true }
        guard waiting.isEmpty else { return false }
        return nextOffset >= min(bound ?? .max, end ?? .max)
    }

    /// How it ended; to be asked when finished.
    package var verdict: Verdict {
        // Rows behind the end, and the last of them a row that the next page did not begin with, have come or gone
        // meanwhile.
        let moved = moved || seams.keys.contains { $0 >= end ?? .max }
        if isStopped || requests >= Self.mostRequests { return .endless(rows: seen.count) }
        if moved { return .drifted }
        guard let total = bound, seen.count < total else { return .complete }
        return .short(missing: total - seen.count)
    }

    /// The page after all those covered; nil at the end, and where only the answers under way can tell whether there is
    /// one.
    private mutating func following() -> Request? {
        // The look behind TotalCount does not wait for the last page where it is needed whatever that page brings.
        if let total = bound, end == nil, !hasLookedBeyond, asked.contains(where: { needsLook(behind: $0, at: total) })
        {
            hasLookedBeyond = true
            return page(from: total)
        }
        guard nextOffset < min(bound ?? .max, end ?? .max), bound != nil || asked.isEmpty else { return nil }
        let request = page(from: nextOffset)
        nextOffset = request.end
        return request
    }

    /// Whether a page that ends with the last row of TotalCount does not prove that it is the last one.
    private func needsLook(behind request: Request, at total: Int) -> Bool {
        request.end == total
            || doubtsShortPages && request.offset < total && request.end > total && total - request.offset >= provenSize
    }

    /// A page whose new rows begin at an offset. It shares a row with the page before, unless the service gives one row
    /// at a time.
    /// - Parameter bound: one past the last row wanted.
    private func page(from offset: Int, upTo bound: Int = .max) -> Request {
        let shared = largestPage < 2 ? 0 : 1
        return Request(offset: offset - shared, limit: min(bound - (offset - shared), pageSize), shared: shared)
    }
}
