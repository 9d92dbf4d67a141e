// Time that passes only when a test says so, and a test that knows when everybody waits: no test sleeps, and none
// depends on the order in which the machine runs tasks.
//
// Every task started with `start` counts as busy until it ends or sleeps. When none is busy, nothing can happen but the
// passing of time, and the sleeper with the earliest deadline is woken, one at a time.

import Synchronization
import Essentials

/// A clock to be advanced by hand.
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
    /// How long the sleeps were that have been asked for, in order.
    var slept: [Duration] { state.withLock(\.slept) }

    /// Starts a task whose sleeping and ending this clock knows of.
    @discardableResult
    func start<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Task<Value, Never> {
        state.withLock { $0.busy += 1 }
        return Task {
            let value = await body()
            rest()
            return value
        }
    }

    /// Returns when every task sleeps or has ended.
    func settle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if state.busy > 0 { state.idle.append(continuation) }
                return state.busy == 0
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Lets time pass, waking sleepers in turn.
    func advance(by duration: Duration) async {
        let goal = uptime + duration
        await settle()
        while await wakeNext(upTo: goal) {}
        state.withLock { $0.uptime = max($0.uptime, goal) }
    }

    /// Lets as much time pass as it takes for every task to end.
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
                    // A cancellation from before this lock has found no sleeper to wake.
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
    /// The same in seconds, as near as a Double comes.
    var seconds: Double { self / .seconds(1) }
}
