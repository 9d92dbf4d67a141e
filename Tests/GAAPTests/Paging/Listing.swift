import Testing

@testable import GAAP

/// A made-up service: a list, the largest page it gives, and what it says of the total.
struct Listing {
    var ids: [String]
    var cap = Int.max
    var total: Int?

    /// A list of so many rows with a true TotalCount.
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
    /// The next page, which there must be.
    mutating func ask() throws -> Request {
        let request = next()
        return try #require(request)
    }

    /// Reads one page after another.
    /// - Returns: what was asked for, and the rows in the order they came, those that two pages share once.
    mutating func read(_ listing: Listing, most: Int = 10_000) -> (asked: [[Int]], rows: [String]) {
        var asked: [[Int]] = []
        var rows: [String] = []
        while asked.count < most, let request = next() {
            asked.append([request.offset, request.limit])
            let page = listing.page(request)
            rows += page.dropFirst(request.shared)
            receive(request, ids: page, total: listing.total)
        }
        return (asked, rows)
    }
}
