// Holds a reading up while its pages are not taken: whoever formats them may be slower than the service, and a reader
// of the output may stand still, as a pager does. Without it all of the account would wait in memory.

import Synchronization

/// Pages that have come and not been taken yet.
final class Backlog: Sendable {
    private struct State {
        var count = 0
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let most: Int
    private let state = Mutex(State())

    /// - Parameter most: pages from which on nothing more is asked for; those under way come on top.
    init(most: Int = 16) { self.most = most }

    /// A page has come.
    func add() { state.withLock { $0.count += 1 } }

    /// A page has been taken.
    func take() {
        let free = state.withLock { state in
            state.count -= 1
            guard state.count < most else { return [CheckedContinuation<Void, Never>]() }
            defer { state.waiting = [] }
            return state.waiting
        }
        for waiter in free { waiter.resume() }
    }

    /// Waits until there is room for another.
    func room() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.count >= most { state.waiting.append(continuation) }
                return state.count < most
            }
            if isFree { continuation.resume() }
        }
    }
}
