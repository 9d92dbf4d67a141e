// When a list is at its end, and which pages to ask for: the rule that the browser, `list` and the picker share. A state machine
// without a socket: it is told what came and says what to ask next.
//
//   offset 0           asked alone, for TotalCount is not known yet
//   offset n, 2n, …    may be asked at the same time, up to TotalCount; one after another where there is none
//   a short page       the service gives smaller pages than asked for: the gap is asked for again
//   an empty page      there is no more, whatever TotalCount says
//   a full last page   one page more is asked for: a TotalCount that is too small would end there as one that is right
//   nothing but rows   a few such pages in a row: the service does not heed Offset, or counts more than it has; there is
//   known already      no more to be learned
//
// Offsets shift when rows are added or removed in between; a row that repeats or a TotalCount that moves is the sign of it, and
// the verdict says so. Answers are not trusted: no TotalCount, however absurd, makes a reading endless, for every request after
// the first few needs a row that is new, and there is a bound on them all.

/// One reading of a list, page by page.
package struct Pages: Sendable, Equatable {
    /// One page to ask for.
    package struct Request: Hashable, Sendable {
        package let offset: Int
        package let limit: Int

        package init(offset: Int, limit: Int) {
            self.offset = offset
            self.limit = limit
        }

        /// One past the last row asked for.
        fileprivate var end: Int { offset + limit }
    }

    /// How a reading ended.
    package enum Verdict: Equatable, Sendable {
        /// Every row that the service said there is.
        case complete
        /// The list changed while it was read: a row may be missing.
        case drifted
        /// Fewer rows than TotalCount promises, and no more to be had.
        case short(missing: Int)
    }

    /// Pages under way at the same time, at most: what is asked for stays in proportion to what has come.
    package static let mostUnderWay = 12
    /// Requests of one reading, at most: a hundred times what an owner with 10,000 listeners takes.
    package static let mostRequests = 10_000
    /// So many pages in a row without a new row end a reading.
    private static let patience = 3

    private let pageSize: Int
    private var waiting: [Request]
    private var asked: Set<Request> = []
    private var seen: Set<String> = []
    /// The first offset that no page covers yet.
    private var nextOffset: Int
    /// Where an empty page has shown that there is no more.
    private var end: Int?
    private var fruitless = 0
    private var requests = 0
    private var moved = false
    /// The page behind TotalCount has been asked for.
    private var hasLookedBeyond = false
    /// The newest TotalCount; nil before the first page, or when the service leaves it out.
    package private(set) var total: Int?

    /// - Parameter pageSize: rows to ask for at a time, 1 at least.
    package init(pageSize: Int) {
        self.pageSize = max(1, pageSize)
        waiting = [Request(offset: 0, limit: self.pageSize)]
        nextOffset = self.pageSize
    }

    /// Rows with an id of their own so far.
    package var rowCount: Int { seen.count }

    /// The next page that may be asked for now; nil when there is none, or none before an answer has come.
    package mutating func next() -> Request? {
        guard asked.count < Self.mostUnderWay, requests < Self.mostRequests,
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
        let known = seen.count
        seen.formUnion(ids)
        if seen.count - known < ids.count { moved = true }

        fruitless = seen.count == known ? fruitless + 1 : 0
        if ids.isEmpty {
            end = min(end ?? .max, request.offset)
        } else if fruitless >= Self.patience {
            end = 0
        } else {
            // A page may be larger than asked for, too.
            let reached = request.offset + ids.count
            nextOffset = max(nextOffset, reached)
            let promised = min(request.end, total ?? .max)
            if reached < promised {
                waiting.append(Request(offset: reached, limit: promised - reached))
            } else if reached == total, reached == request.end, !hasLookedBeyond {
                hasLookedBeyond = true
                waiting.append(Request(offset: reached, limit: pageSize))
            }
        }
        if let end { waiting.removeAll { $0.offset >= end } }
    }

    /// Whether nothing is left to ask for, and nothing under way.
    package var isFinished: Bool {
        guard asked.isEmpty else { return false }
        if requests >= Self.mostRequests { return true }
        guard waiting.isEmpty else { return false }
        return nextOffset >= min(total ?? .max, end ?? .max)
    }

    /// How it ended; to be asked when finished.
    package var verdict: Verdict {
        guard let total else { return moved || requests >= Self.mostRequests ? .drifted : .complete }
        if moved || seen.count > total { return .drifted }
        return seen.count < total ? .short(missing: total - seen.count) : .complete
    }

    /// The page after all those covered; nil at the end, and where only the answers under way can tell whether there is one.
    private mutating func following() -> Request? {
        // The look beyond a last page that will be full need not wait for it.
        if let total, total > 0, total == nextOffset, total % pageSize == 0, end == nil, !hasLookedBeyond {
            hasLookedBeyond = true
            return Request(offset: total, limit: pageSize)
        }
        guard nextOffset < min(total ?? .max, end ?? .max), total != nil || asked.isEmpty else { return nil }
        let request = Request(offset: nextOffset, limit: pageSize)
        nextOffset = request.end
        return request
    }
}
