// A clock that never advances by itself. Either every sleep advances it immediately, or only the test advances it.

import Synchronization
package import Essentials

/// A clock under the control of a test.
package final class FakeTime: Sendable {
    private struct Sleeper {
        let deadline: Duration
        let wake: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var uptime: Duration = .zero
        var sleepers: [Int: Sleeper] = [:]
        var numbers = 0
    }
    private let state = Mutex(State())
    private let jumps: Bool

    /// - Parameter jumps: whether a sleep returns immediately and advances the clock by its duration.
    package init(jumps: Bool) { self.jumps = jumps }

    /// The time source to pass to the code under test.
    package var source: TimeSource {
        TimeSource(
            now: { UnixTime(self.now) }, uptime: { self.uptime },
            sleep: { duration throws(CancellationError) in try await self.sleep(duration) })
    }

    /// The wall clock in seconds since 1970.
    package var now: Double { 1_763_856_000 + uptime / .seconds(1) }
    package var uptime: Duration { state.withLock(\.uptime) }
    package var sleeperCount: Int { state.withLock(\.sleepers.count) }

    /// Advances the clock by a duration without waking any sleeper.
    package func advance(by duration: Duration) { state.withLock { $0.uptime += duration } }

    /// Advances the clock to the earliest deadline, and wakes all sleepers whose deadline it is.
    package func advance() {
        let due = state.withLock { state in
            guard let next = state.sleepers.values.map(\.deadline).min() else { return [Sleeper]() }
            state.uptime = max(state.uptime, next)
            let due = state.sleepers.filter { $0.value.deadline <= next }
            for number in due.keys { state.sleepers[number] = nil }
            return Array(due.values)
        }
        for sleeper in due { sleeper.wake.resume(returning: true) }
    }

    private func sleep(_ duration: Duration) async throws(CancellationError) {
        let number = state.withLock { state in
            if jumps { state.uptime += duration }
            state.numbers += 1
            return state.numbers
        }
        guard !jumps else {
            await Task.yield()
            if Task.isCancelled { throw CancellationError() }
            return
        }
        let isWoken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCancelled = state.withLock { state in
                    // A cancellation before this lock found no sleeper to wake.
                    if Task.isCancelled { return true }
                    state.sleepers[number] = Sleeper(deadline: state.uptime + duration, wake: continuation)
                    return false
                }
                if isCancelled { continuation.resume(returning: false) }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: number) }?.wake.resume(returning: false)
        }
        if !isWoken { throw CancellationError() }
    }
}

/// Waits until a condition is true. Every suite that waits has a time limit, which cancels the test.
package func until(_ condition: @Sendable () -> Bool) async {
    var checks = 0
    while !condition(), !Task.isCancelled {
        checks += 1
        // After some checks the loop sleeps, to leave the processor to other tasks. A cancelled sleep ends the loop.
        if checks < 50 { await Task.yield() } else { try? await Task.sleep(for: .milliseconds(1)) }
    }
}
