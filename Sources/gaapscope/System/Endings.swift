// The signals that ask a command without a screen to end. CProcess guards the end: whatever the command waits for then,
// be it a pipe that nobody empties, the process ends within a second.

import CProcess
import Glibc

enum Endings {
    private static let all = [SIGINT, SIGTERM, SIGHUP]

    /// Those that end this process. One that was ignored when it started stays ignored: so nohup and scripts arrange
    /// it.
    static var signals: [Int32] { all.filter { !process_was_ignored($0) } }

    /// Takes them out of the mask of blocked signals: whoever started the program from a thread of a pool may have left
    /// them blocked.
    static func unblock() {
        var signals = set(of: all + [SIGQUIT, SIGALRM, SIGTSTP, SIGCONT])
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Makes this thread the one that receives these signals, and returns them for `next`.
    /// - Parameter forcedStatus: the exit status if the process must be ended by force; nil for 128 and the number of
    ///   the signal.
    static func take(forcedStatus: Int32?) -> sigset_t {
        process_guard_end(forcedStatus ?? -1)
        let signals = signals
        for signal in signals { process_wait_for(signal) }
        return set(of: signals)
    }

    /// The next of them; nil when none came within a time. From the first one on, the end is near.
    /// - Parameter patience: nil waits without end.
    static func next(of signals: inout sigset_t, within patience: Duration?) -> Int32? {
        let signal: Int32
        if let patience {
            let (seconds, attoseconds) = patience.components
            var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
            signal = sigtimedwait(&signals, nil, &time)
        } else {
            signal = sigwaitinfo(&signals, nil)
        }
        guard signal > 0 else { return nil }
        process_must_end(signal)
        return signal
    }

    /// Sets the deadline for the end of the process, as a signal does.
    static func isNear() { process_must_end(SIGALRM) }

    private static func set(of numbers: [Int32]) -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in numbers { sigaddset(&set, number) }
        return set
    }
}
