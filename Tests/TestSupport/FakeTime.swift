// Time that does not pass by itself: either it jumps to whatever somebody waits for, or it stands until a test moves it
// on.

import Synchronization
package import Essentials

/// A clock without a tick.
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

    /// - Parameter jumps: whether a sleep ends at once, and it is then as late as it asked for.
    package init(jumps: Bool) { self.jumps = jumps }

    /// What is handed to those who are to live in it.
    package var source: TimeSource {
        TimeSource(
            now: { UnixTime(self.now) }, uptime: { self.uptime },
            sleep: { duration throws(CancellationError) in try await self.sleep(duration) })
    }

    /// The wall clock, seconds since 1970.
    package var now: Double { 1_763_856_000 + uptime / .seconds(1) }
    package var uptime: Duration { state.withLock(\.uptime) }
    package var sleeperCount: Int { state.withLock(\.sleepers.count) }

    /// Moves on by so much; who waits is not woken.
    package func advance(by duration: Duration) { state.withLock { $0.uptime += duration } }

    /// Moves on to the next moment that somebody waits for, and wakes all who wait for it.
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
                    // A cancellation from before this lock has found no sleeper to wake.
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

/// Returns when it is so. Every suite that waits has a time limit, which cancels the test.
package func until(_ condition: @Sendable () -> Bool) async {
    var looks = 0
    while !condition(), !Task.isCancelled {
        looks += 1
        // After some looks the processor is left to those that are waited for. A cancelled sleep ends the loop.
        if looks < 50 { await Task.yield() } else { try? await Task.sleep(for: .milliseconds(1)) }
    }
}
