// Pauses a read while its pages are not processed. Formatting may be slower than the service, and the reader of the
// output may stop reading, as a pager does. Without this limit, the whole account would accumulate in memory.

import Synchronization

/// Counts pages that have arrived and are not yet processed.
final class Backlog: Sendable {
    private struct State {
        var count = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let limit: Int
    private let state = Mutex(State())

    /// - Parameter limit: the number of unprocessed pages at which further requests are paused. Pages that have not
    ///   arrived yet do not count.
    init(limit: Int = 16) { self.limit = limit }

    /// Counts a page that has arrived.
    func add() { state.withLock { $0.count += 1 } }

    /// Counts a page as processed.
    func take() {
        let free = state.withLock { state in
            state.count -= 1
            guard state.count < limit else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in free { waiter.resume() }
    }

    /// Waits until there is room for another page.
    func room() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.count >= limit { state.waiting.append(continuation) }
                return state.count < limit
            }
            if isFree { continuation.resume() }
        }
    }
}
