// One clock for everything. It advances only when the simulation moves it, and wakes sleepers in the order of their
// deadlines. The wall clock of the client can be wrong; the one of the service is always right.

import Essentials
import Synchronization

/// The clocks of the client and of the service.
final class SimulatedClock: Sendable {
    private struct Sleeper {
        let number: Int
        let deadline: Duration
        let wake: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var uptime: Duration = .zero
        var skew = 0.0
        var sleepers: [Sleeper] = []
        var numbers = 0
    }
    private let state = Mutex(State())

    /// 2025-11-23 00:00:00 UTC.
    private static let start = 1_763_856_000.0

    var uptime: Duration { state.withLock(\.uptime) }
    var sleepers: Int { state.withLock(\.sleepers.count) }
    /// When the next sleeper is due.
    var nextDeadline: Duration? { state.withLock { $0.sleepers.map(\.deadline).min() } }

    /// The clocks of the client.
    var client: TimeSource {
        TimeSource(
            now: { self.state.withLock { UnixTime(Self.start + $0.uptime / .seconds(1) + $0.skew) } },
            uptime: { self.uptime },
            sleep: { duration throws(CancellationError) in try await self.sleep(duration) })
    }

    /// The clocks of the service.
    var service: TimeSource {
        TimeSource(
            now: { UnixTime(Self.start + self.uptime / .seconds(1)) }, uptime: { self.uptime },
            sleep: { duration throws(CancellationError) in try await self.sleep(duration) })
    }

    /// Sets the wall clock of the client wrong by a number of seconds.
    func setSkew(_ seconds: Double) { state.withLock { $0.skew = seconds } }
    var skew: Double { state.withLock(\.skew) }

    /// Advances the clock and wakes every sleeper that is due.
    func advance(to time: Duration) {
        let due = state.withLock { state in
            state.uptime = max(state.uptime, time)
            let due = state.sleepers.filter { $0.deadline <= state.uptime }
            state.sleepers.removeAll { $0.deadline <= state.uptime }
            return due
        }
        for sleeper in due.sorted(by: { ($0.deadline, $0.number) < ($1.deadline, $1.number) }) {
            sleeper.wake.resume(returning: true)
        }
    }

    private func sleep(_ duration: Duration) async throws(CancellationError) {
        let number = state.withLock { state in
            state.numbers += 1
            return state.numbers
        }
        let isWoken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCancelled = state.withLock { state in
                    // A cancellation before this lock found no sleeper to wake.
                    if Task.isCancelled { return true }
                    state.sleepers.append(
                        Sleeper(number: number, deadline: state.uptime + duration, wake: continuation))
                    return false
                }
                if isCancelled { continuation.resume(returning: false) }
            }
        } onCancel: {
            let sleeper = state.withLock { state in
                state.sleepers.firstIndex { $0.number == number }.map { state.sleepers.remove(at: $0) }
            }
            sleeper?.wake.resume(returning: false)
        }
        if !isWoken { throw CancellationError() }
    }
}
