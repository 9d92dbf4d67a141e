import Testing

@testable import GAAP

/// A fake service: a list, the maximum page size, and the TotalCount that it reports.
struct Listing {
    var ids: [String]
    var cap = Int.max
    var total: Int?

    /// Creates a list of `count` rows with a correct TotalCount.
    init(_ count: Int, cap: Int = .max) {
        ids = (0..<count).map { "listener-\($0)" }
        self.cap = cap
        total = count
    }

    func page(_ request: Pages.Request) -> [String] {
        Array(ids.dropFirst(request.offset).prefix(min(request.limit, cap)))
    }
}

extension Pages {
    /// Returns the next request, and fails the test if there is no next request.
    mutating func nextRequest() throws -> Request {
        let request = next()
        return try #require(request)
    }

    /// Reads one page after another, at most `limit` pages.
    /// - Returns: the offset and limit of each request, and the rows in the order they were received; a row that two
    ///   pages share is included once.
    mutating func read(_ listing: Listing, limit: Int = 10_000) -> (requests: [[Int]], rows: [String]) {
        var requests: [[Int]] = []
        var rows: [String] = []
        while requests.count < limit, let request = next() {
            requests.append([request.offset, request.limit])
            let page = listing.page(request)
            rows += page.dropFirst(request.shared)
            receive(request, ids: page, total: listing.total)
        }
        return (requests, rows)
    }
}
