// Decides when a list is complete and which pages to request. The browser, `list` and the picker share this code. It is
// a state machine without network access: the caller passes in the pages, and the state machine returns the next
// requests.
//
// - The first page (offset 0) is requested alone, because TotalCount is not known yet.
// - The following pages may be requested concurrently, up to TotalCount. Without a TotalCount they are requested one
//   after another.
// - The first row of each following page is the last row of the page before it. If it is a different row, a row has
//   been added or removed between the two requests.
// - A page may be shorter than requested, because the service limits the page size. The missing rows are requested
//   again.
// - If a page has no new row, the list ends there, whatever TotalCount says.
// - TotalCount does not prove that there are no rows after it. After a full last page, and after a shorter one that the
//   service may have cut, one more page is requested.
// - If there are rows after TotalCount, TotalCount is too small. It is then ignored, and pages are read until one has
//   no new row.
// - If several consecutive pages contain only known rows, reading stops: the service ignores Offset, or counts more
//   rows than it has.
// - If there are too many rows, the list may be endless. Reading stops, and the verdict is `endless`.
//
// Offsets shift when rows are added or removed during reading. Usually TotalCount changes as well. If the same number
// of rows was added and removed, only the row that two pages share reveals the change. Therefore consecutive pages
// share a row (docs/decisions/0008). In either case, the verdict is `drifted`. The state machine does not trust
// responses: no TotalCount, however large, makes it read forever, because every request after the first few requires a
// new row, and both rows and requests are limited.

/// Reads a list page by page.
package struct Pages: Sendable, Equatable {
    /// The request of one page.
    package struct Request: Hashable, Sendable {
        package let offset: Int
        package let limit: Int
        /// The number of rows at the start that are also at the end of the previous page: 0 or 1.
        package let shared: Int

        package init(offset: Int, limit: Int, shared: Int = 0) {
            self.offset = offset
            self.limit = limit
            self.shared = shared
        }

        /// The offset after the last requested row.
        fileprivate var end: Int {
            let sum = offset.addingReportingOverflow(limit)
            return sum.overflow ? .max : sum.partialValue
        }
    }

    /// The result of reading a list.
    package enum Verdict: Equatable, Sendable {
        /// All rows were read, and no row follows the last one.
        case complete
        /// The list changed while it was being read, so a row may be missing.
        case drifted
        /// There are fewer rows than TotalCount says, and no further rows are available.
        case short(missing: Int)
        /// The list has more rows than the limit, or does not end.
        case endless(rows: Int)
    }

    /// The maximum number of concurrent requests. It keeps the number of requests in proportion to the received pages.
    package static let maximumConcurrentRequests = 12
    /// The maximum number of rows of one list: a hundred times the 200 listeners that the documentation allows for a
    /// proxy.
    package static let maximumRows = 20_000
    /// The maximum number of requests for one list: enough for the maximum number of rows in pages of ten.
    package static let maximumRequests = 2_000
    /// The number of consecutive pages without a new row after which reading stops.
    private static let fruitlessLimit = 3

    /// The minimum number of rows of a shortened first page for its size to be used as the page size of the service.
    private static let minimumPageSize = 20

    private var pageSize: Int
    private var waiting: [Request]
    private var asked: Set<Request> = []
    private var seen: Set<String> = []
    /// The rows at the boundaries of pages, by their index in the list.
    private var seams: [Int: String] = [:]
    /// The maximum number of rows that a page has contained.
    private var largestPage = 0
    /// The first offset that no page covers.
    private var nextOffset: Int
    /// The offset at which the list ends, as shown by a page without a new row.
    private var end: Int?
    private var fruitless = 0
    private var requests = 0
    private var moved = false
    /// Whether the page after TotalCount has been requested.
    private var hasLookedBeyond = false
    /// Whether there are rows after TotalCount.
    private var isTotalWrong = false
    /// Whether reading was stopped, because there are too many rows.
    private var isStopped = false
    /// Whether to look for rows after TotalCount even if the last page is shorter than requested.
    private let doubtsShortPages: Bool
    /// The number of rows of the largest page that the service has returned. If a page is shorter than this, the
    /// service did not cut it.
    package var provenSize = 0
    /// The latest TotalCount. nil before the first page, or if the service omits it.
    package private(set) var total: Int?

    /// - Parameters:
    ///   - pageSize: the number of rows per request, at least 2, because two pages share a row.
    ///   - doubtsShortPages: whether to look for rows after TotalCount even if the last page is shorter than requested,
    ///     unless it is also shorter than `provenSize`.
    package init(pageSize: Int, doubtsShortPages: Bool = false) {
        self.pageSize = max(2, pageSize)
        self.doubtsShortPages = doubtsShortPages
        waiting = [Request(offset: 0, limit: self.pageSize)]
        nextOffset = self.pageSize
    }

    /// The number of distinct rows so far.
    package var rowCount: Int { seen.count }

    /// Returns the next page that may be requested now, or nil: either every page was requested, or the next one needs
    /// another response first.
    package mutating func next() -> Request? {
        guard !isStopped, asked.count < Self.maximumConcurrentRequests, requests < Self.maximumRequests,
            let request = waiting.popLast() ?? following()
        else { return nil }
        asked.insert(request)
        requests += 1
        return request
    }

    /// Processes a page. A page that was not requested is ignored.
    /// - Parameters:
    ///   - request: the request of the page.
    ///   - ids: the ids of the rows, in order.
    ///   - newTotal: the TotalCount of the page. A negative value is treated as missing.
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
        if seen.count >= Self.maximumRows { stop() }

        let reached = request.offset + ids.count
        if let total, seen.count > total || reached > total && seen.count > known { isTotalWrong = true }
        if !ids.isEmpty, ids.count == request.shared, reached < min(request.end, bound ?? 0) {
            // TotalCount promises more rows. A service that returns fewer rows than requested may return a page that
            // contains only the shared row.
            waiting.append(Request(offset: reached, limit: min(request.end, bound ?? 0) - reached))
        } else if ids.count <= request.shared {
            end = min(end ?? .max, reached)
        } else if fruitless >= Self.fruitlessLimit {
            end = 0
        } else {
            // A page may also be larger than requested.
            continueReading(after: request, at: reached)
        }
        if let end { waiting.removeAll { $0.offset + $0.shared >= end } }
    }

    /// Stops requesting pages, because there are too many rows.
    package mutating func stop() {
        isStopped = true
        waiting = []
    }

    /// The TotalCount that is used. nil if the service sent none, or if rows after it have shown that it is too small.
    private var bound: Int? { isTotalWrong ? nil : total }

    /// Records the rows of a page.
    /// - Returns: whether the only known rows in the page are those that it must share with other pages.
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

    /// Determines the next requests after a page that ends at `reached`.
    private mutating func continueReading(after request: Request, at reached: Int) {
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
            if count >= Self.minimumPageSize { pageSize = count }
        } else {
            waiting.append(page(from: reached, upTo: promised))
        }
    }

    /// Returns whether no other page is requested at the same time. This applies to the first page, and to each page of
    /// a list whose end is unknown.
    private func isAlone(_ request: Request) -> Bool {
        request.offset == 0 || bound == nil && asked.isEmpty && waiting.isEmpty
    }

    /// Whether there are no further requests and none is running. A caller can derive the same from `next` and its own
    /// requests. Tests of this state machine, which make no requests, use this property.
    package var isFinished: Bool {
        guard asked.isEmpty else { return false }
        if isStopped || requests >= Self.maximumRequests { return true }
        guard waiting.isEmpty else { return false }
        return nextOffset >= min(bound ?? .max, end ?? .max)
    }

    /// The result. Valid when reading is finished.
    package var verdict: Verdict {
        // A page boundary at or after the end means that rows were added or removed in the meantime: the page that
        // ended the list did not start with the last row of the page before it.
        let moved = moved || seams.keys.contains { $0 >= end ?? .max }
        if isStopped || requests >= Self.maximumRequests { return .endless(rows: seen.count) }
        if moved { return .drifted }
        guard let total = bound, seen.count < total else { return .complete }
        return .short(missing: total - seen.count)
    }

    /// Returns the page after all covered pages. Returns nil at the end, and if it depends on running requests whether
    /// there is another page.
    private mutating func following() -> Request? {
        // If the page after TotalCount is needed in any case, it is requested before the last page has arrived.
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

    /// Returns whether rows may follow a page that ends with the last row of TotalCount.
    private func needsLook(behind request: Request, at total: Int) -> Bool {
        request.end == total
            || doubtsShortPages && request.offset < total && request.end > total && total - request.offset >= provenSize
    }

    /// Returns the request of a page whose new rows start at an offset. The page shares a row with the previous page,
    /// unless the service returns one row at a time.
    /// - Parameter bound: the offset after the last requested row.
    private func page(from offset: Int, upTo bound: Int = .max) -> Request {
        let shared = largestPage < 2 ? 0 : 1
        return Request(offset: offset - shared, limit: min(bound - (offset - shared), pageSize), shared: shared)
    }
}
