// A clock that advances only when a test advances it, and that knows when every task waits. No test sleeps, and no test
// depends on the order in which the machine runs tasks.
//
// Every task started with `start` counts as busy until it ends or sleeps. When no task is busy, only a change of the
// time can make progress. The clock then wakes the sleeper with the earliest deadline, one at a time.

import Synchronization
import Essentials

/// A clock that is advanced manually.
final class ManualTime: Sendable {
    private struct Sleeper {
        let number: Int
        let deadline: Duration
        let wake: CheckedContinuation<Bool, Never>
    }
    private struct State {
        var uptime: Duration = .zero
        var busy = 0
        var sleepers: [Sleeper] = []
        var numbers = 0
        var slept: [Duration] = []
        var idle: [CheckedContinuation<Void, Never>] = []
    }
    private let state = Mutex(State())
    /// The wall clock at uptime zero.
    let epoch: UnixTime

    init(epoch: UnixTime = UnixTime(1_763_856_000)) { self.epoch = epoch }

    var source: TimeSource {
        TimeSource(
            now: { self.epoch + self.uptime.seconds },
            uptime: { self.uptime },
            sleep: { duration throws(CancellationError) in try await self.sleep(duration) })
    }

    var uptime: Duration { state.withLock(\.uptime) }
    var sleeperCount: Int { state.withLock(\.sleepers.count) }
    /// The durations of the requested sleeps, in order.
    var slept: [Duration] { state.withLock(\.slept) }

    /// Starts a task and keeps track of when it sleeps and ends.
    @discardableResult
    func start<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Task<Value, Never> {
        state.withLock { $0.busy += 1 }
        return Task {
            let value = await body()
            rest()
            return value
        }
    }

    /// Waits until every task sleeps or has ended.
    func settle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.busy > 0 { state.idle.append(continuation) }
                return state.busy == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Advances the time and wakes the sleepers in the order of their deadlines.
    func advance(by duration: Duration) async {
        let goal = uptime + duration
        await settle()
        while await wakeNext(upTo: goal) {}
        state.withLock { $0.uptime = max($0.uptime, goal) }
    }

    /// Advances the time until every task has ended.
    func run() async {
        await settle()
        while await wakeNext(upTo: .seconds(1_000_000)) {}
    }

    private func wakeNext(upTo goal: Duration) async -> Bool {
        let next: Sleeper? = state.withLock { state in
            guard
                let index = state.sleepers.indices.min(by: {
                    (state.sleepers[$0].deadline, state.sleepers[$0].number)
                        < (state.sleepers[$1].deadline, state.sleepers[$1].number)
                }), state.sleepers[index].deadline <= goal
            else { return nil }
            let sleeper = state.sleepers.remove(at: index)
            state.uptime = max(state.uptime, sleeper.deadline)
            state.busy += 1
            return sleeper
        }
        guard let next else { return false }
        next.wake.resume(returning: true)
        await settle()
        return true
    }

    private func sleep(_ duration: Duration) async throws(CancellationError) {
        let number = state.withLock { state in
            state.numbers += 1
            state.slept.append(duration)
            return state.numbers
        }
        let woken = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isCancelled = state.withLock { state in
                    // A cancellation before this lock found no sleeper to wake.
                    if Task.isCancelled { return true }
                    state.sleepers.append(
                        Sleeper(number: number, deadline: state.uptime + duration, wake: continuation))
                    return false
                }
                if isCancelled { continuation.resume(returning: false) } else { rest() }
            }
        } onCancel: {
            let sleeper: Sleeper? = state.withLock { state in
                guard let index = state.sleepers.firstIndex(where: { $0.number == number }) else { return nil }
                state.busy += 1
                return state.sleepers.remove(at: index)
            }
            sleeper?.wake.resume(returning: false)
        }
        guard woken else { throw CancellationError() }
    }

    private func rest() {
        let waiting = state.withLock { state in
            state.busy -= 1
            guard state.busy == 0 else { return [CheckedContinuation<Void, Never>]() }
            defer { state.idle = [] }
            return state.idle
        }
        for continuation in waiting { continuation.resume() }
    }
}

extension Duration {
    /// The duration in seconds, rounded to the precision of a Double.
    var seconds: Double { self / .seconds(1) }
}
