// How many requests run in parallel, and how much one run may read.

extension FetchService {
    /// Limits of parallel requests and of a run.
    package struct Limits: Sendable {
        /// The maximum number of owners that a sweep reads in parallel.
        package var owners = 8
        /// The maximum number of pages of one list in flight. At 250 ms for each response, 5 pages use 20 requests per
        /// second. More pages use up a saved budget quickly, for example at the start.
        package var pages = 12
        /// The maximum number of requests for histories and traffic in flight. A listener may have a hundred origins.
        package var sideRequests = 6
        /// The number of rows and of response bytes after which a run is stopped: twice the rows of the largest
        /// measured account, and as much memory as a small machine can spare.
        package var (rows, bytes) = (200_000, 256 << 20)

        package init() {}
    }

    /// What a run has read so far.
    struct Extent {
        var (rows, bytes) = (0, 0)

        func exceeds(_ limits: Limits) -> Bool { rows >= limits.rows || bytes >= limits.bytes }
    }
}
