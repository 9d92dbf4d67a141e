// When a list is at its end, and which pages to ask for: the rule that the browser, `list` and the picker share. A state machine
// without a socket: it is told what came and says what to ask next.
//
//   offset 0           asked alone, for TotalCount is not known yet
//   offset n, 2n, …    may be asked at the same time, up to TotalCount
//   a short page       the service gives smaller pages than asked for: the gap is asked for again
//   an empty page      before TotalCount: there is no more, whatever TotalCount says
//
// Offsets shift when rows are added or removed in between; a row that repeats or a TotalCount that moves is the sign of it, and
// the verdict says so.

/// One reading of a list, page by page.
package struct Pages: Sendable, Equatable {
    /// One page to ask for.
    package struct Request: Hashable, Sendable {
        package let offset: Int
        package let limit: Int
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

    private let pageSize: Int
    private var waiting: [Request]
    private var asked: Set<Request> = []
    private var seen: Set<String> = []
    private var nextOffset: Int
    /// Where an empty page has shown that there is no more.
    private var emptyAt: Int?
    /// Without a TotalCount: one past the last row known, or the end when a page was not full.
    private var openEnd: Int?
    private var moved = false
    /// The newest TotalCount; nil before the first page, or when the service leaves it out.
    package private(set) var total: Int?

    package init(pageSize: Int) {
        self.pageSize = max(1, pageSize)
        waiting = [Request(offset: 0, limit: self.pageSize)]
        nextOffset = self.pageSize
    }

    /// Rows with an id of their own so far.
    package var rowCount: Int { seen.count }

    /// The next page that may be asked for now; nil when there is none, or none before an answer has come.
    package mutating func next() -> Request? {
        if let request = waiting.popLast() {
            asked.insert(request)
            return request
        }
        guard let bound, nextOffset < bound else { return nil }
        let request = Request(offset: nextOffset, limit: pageSize)
        nextOffset += pageSize
        asked.insert(request)
        return request
    }

    /// Takes a page in.
    /// - Parameter ids: the ids of its rows, in order.
    package mutating func receive(_ request: Request, ids: [String], total newTotal: Int?) {
        asked.remove(request)
        if let total, let newTotal, total != newTotal { moved = true }
        if let newTotal { total = newTotal }
        for id in ids where !seen.insert(id).inserted { moved = true }

        let reached = request.offset + ids.count
        if ids.isEmpty {
            emptyAt = min(emptyAt ?? .max, request.offset)
            return
        }
        if let total {
            let promised = min(request.offset + request.limit, total)
            if reached < promised {
                waiting.append(Request(offset: reached, limit: promised - reached))
            }
        } else {
            openEnd = max(openEnd ?? 0, ids.count < request.limit ? reached : reached + 1)
        }
    }

    /// The offset at which nothing more is to be asked; nil before the first answer.
    private var bound: Int? {
        guard let promised = total ?? openEnd ?? emptyAt else { return nil }
        return min(promised, emptyAt ?? .max)
    }

    /// Whether nothing is left to ask for, and nothing under way.
    package var isFinished: Bool {
        guard let bound else { return false }
        return waiting.isEmpty && asked.isEmpty && nextOffset >= bound
    }

    /// How it ended; to be asked when finished.
    package var verdict: Verdict {
        if moved { return .drifted }
        if let total, seen.count < total { return .short(missing: total - seen.count) }
        return .complete
    }
}
