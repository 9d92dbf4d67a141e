// Runs the commands of `--exec` one at a time, each with one event on its standard input, in the order of the events.
// While too many events wait, new events are dropped. A command that takes too long is killed. Both are reported.

import CProcess
import Dispatch
import Essentials
import Synchronization

/// Runs a command for each event.
final class EventCommands: Sendable {
    /// Counts how the commands ended.
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

    /// The maximum number of waiting events.
    static let capacity = 100
    /// The time limit of a command.
    static let timeLimit: Duration = .seconds(30)

    private let command: String
    private let timeLimit: Duration
    private let capacity: Int
    private let queue = DispatchQueue(label: "exec", qos: .utility)
    private let state = Mutex(State())
    private let say: @Sendable (Wording) -> Void
    private let overflow: SaidOnce

    /// - Parameters:
    ///   - command: passed to `/bin/sh -c`.
    ///   - say: reports errors; called on any thread.
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

    /// Queues an event. The command runs for it after the commands of earlier events.
    /// - Parameter event: the standard input of the command.
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
                "--exec: \(count) events wait for the command, so new events are dropped",
                zh: "--exec：已有 \(count) 个事件等待执行，新事件被丢弃"))
    }

    /// Waits until the commands of all queued events have ended.
    func finish() { queue.sync {} }

    /// Stops the running command and prevents further commands from starting.
    /// - Parameter limit: how long to wait for the end of the command.
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
            say(Wording("--exec: the command was ended by signal \(code)", zh: "--exec：命令被信号 \(code) 终止"))
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
