// The signals that end a command without a screen. CProcess enforces the end: the process ends within one second even
// if the command waits for something, for example for a full pipe.

import CProcess
import Glibc

enum Endings {
    private static let all = [SIGINT, SIGTERM, SIGHUP]

    /// The signals that end this process. A signal that was ignored at the start stays ignored, as nohup and scripts
    /// expect.
    static var signals: [Int32] { all.filter { !process_was_ignored($0) } }

    /// Unblocks the signals. A parent that starts the program from a pool thread may have left them blocked.
    static func unblock() {
        var signals = set(of: all + [SIGQUIT, SIGALRM, SIGTSTP, SIGCONT])
        pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }

    /// Makes this thread the receiver of the signals, and returns them for `next`.
    /// - Parameter forcedStatus: the exit status if the process must be ended by force; nil for 128 plus the number of
    ///   the signal.
    static func take(forcedStatus: Int32?) -> sigset_t {
        process_guard_end(forcedStatus ?? -1)
        let signals = signals
        for signal in signals { process_wait_for(signal) }
        return set(of: signals)
    }

    /// Waits for the next signal. The first signal sets the deadline for the end of the process. Returns nil if no
    /// signal arrived in time.
    /// - Parameter patience: how long to wait; nil means no limit.
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
