// The commands of `--exec`: one at a time, each with one event on its standard input, in the order of the events. What
// comes while too many wait is dropped, and a command that takes too long is ended; both are said.

import CProcess
import Dispatch
import Essentials
import Synchronization

/// Runs a command for each event.
final class EventCommands: Sendable {
    /// How the commands have ended.
    struct Counts: Equatable {
        var succeeded = 0
        var failed = 0
        var late = 0
        var dropped = 0
        var waiting = 0
    }

    private struct State {
        var counts = Counts()
        var isStopped = false
    }

    /// Events that may wait.
    static let capacity = 100
    /// How long a command may take.
    static let timeLimit: Duration = .seconds(30)

    private let command: String
    private let timeLimit: Duration
    private let capacity: Int
    private let queue = DispatchQueue(label: "exec", qos: .utility)
    private let state = Mutex(State())
    private let say: @Sendable (Wording) -> Void
    private let overflow: SaidOnce

    /// - Parameters:
    ///   - command: is given to `/bin/sh -c`.
    ///   - say: says on any thread what went wrong.
    init(
        _ command: String, timeLimit: Duration = EventCommands.timeLimit, capacity: Int = EventCommands.capacity,
        say: @escaping @Sendable (Wording) -> Void
    ) {
        self.command = command
        self.timeLimit = timeLimit
        self.capacity = capacity
        self.say = say
        overflow = SaidOnce(say)
    }

    var counts: Counts { state.withLock(\.counts) }

    /// Runs the command for an event as soon as its turn has come.
    /// - Parameter event: what the command reads.
    func run(for event: String) {
        let hasRoom = state.withLock { state in
            guard !state.isStopped else { return true }
            guard state.counts.waiting < capacity else {
                state.counts.dropped += 1
                return false
            }
            state.counts.waiting += 1
            queue.async { [self] in runNext(event) }
            return true
        }
        if hasRoom { return overflow.works() }
        let count = Count.text(capacity)
        overflow.complain(
            Wording(
                "--exec: \(count) events wait for the command, so the newest are dropped",
                zh: "--exec：已有 \(count) 个事件等待执行，新事件被丢弃"))
    }

    /// Waits until no event waits any more.
    func finish() { queue.sync {} }

    /// Ends the command that runs, and runs no other one.
    /// - Parameter limit: how long to wait for its end.
    func stop(within limit: Duration) {
        state.withLock { $0.isStopped = true }
        process_stop_command()
        let done = DispatchSemaphore(value: 0)
        queue.async { done.signal() }
        _ = done.wait(timeout: .now() + .milliseconds(Int(limit / .milliseconds(1))))
    }

    private func runNext(_ event: String) {
        let isStopped = state.withLock { state in
            state.counts.waiting -= 1
            return state.isStopped
        }
        guard !isStopped else { return }
        let input = Array(event.utf8)
        var code: Int32 = 0
        let end = process_run_command(
            command, input.map(CChar.init(bitPattern:)), input.count, Int32(timeLimit / .milliseconds(1)), &code)
        note(Int(end), code)
    }

    private func note(_ end: Int, _ code: Int32) {
        let hasSucceeded = end == PROCESS_COMMAND_EXITED && code == 0
        state.withLock { state in
            switch end {
            case _ where hasSucceeded: state.counts.succeeded += 1
            case PROCESS_COMMAND_LATE: state.counts.late += 1
            default: state.counts.failed += 1
            }
        }
        if hasSucceeded { return }
        switch end {
        case PROCESS_COMMAND_EXITED:
            say(Wording("--exec: the command ended with status \(code)", zh: "--exec：命令的退出状态为 \(code)"))
        case PROCESS_COMMAND_SIGNALLED:
            say(Wording("--exec: signal \(code) ended the command", zh: "--exec：命令被信号 \(code) 终止"))
        case PROCESS_COMMAND_LATE:
            let seconds = Int(timeLimit / .seconds(1))
            say(
                Wording(
                    "--exec: the command did not end within \(seconds) s and was killed",
                    zh: "--exec：命令未在 \(seconds) 秒内结束，已终止"))
        case PROCESS_COMMAND_STOPPED: break
        default:
            let reason = Wording(errno: code)
            say(Wording { "\(Wording("--exec: cannot start the command", zh: "--exec：无法启动命令")[$0]): \(reason[$0])" })
        }
    }
}
