// How much is asked for at once, and how much one run reads at most.

extension FetchService {
    /// Bounds on what is under way at once.
    package struct Limits: Sendable {
        /// Owners of a sweep.
        package var owners = 8
        /// Pages of one list. At 250 ms an answer 5 keep 20 requests a second busy; with more, a budget that has been
        /// saved up, as at the start, is used at once.
        package var pages = 12
        /// Histories and traffic: a listener may have a hundred origins.
        package var asides = 6
        /// Rows of a run, and bytes of its answers, after which it is stopped: twice the rows of the largest account
        /// that was ever measured, and as much memory as a small machine can spare.
        package var (rows, bytes) = (200_000, 256 << 20)

        package init() {}
    }

    /// What a run has read.
    struct Extent {
        var (rows, bytes) = (0, 0)

        func exceeds(_ limits: Limits) -> Bool { rows >= limits.rows || bytes >= limits.bytes }
    }
}
