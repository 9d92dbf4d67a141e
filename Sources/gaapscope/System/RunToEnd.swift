// Runs a command without a screen: its work runs in the background while the main thread waits for signals.

import Glibc
import Synchronization
import Essentials

/// The time after which a command gives up, and what it does then.
struct Deadline {
    let time: Duration
    /// Called on the main thread, so that a thread pool without free threads cannot delay it. The process ends within
    /// one second after the call.
    let giveUp: () -> Void
}

/// Runs work to its end and exits with its status.
/// - Parameters:
///   - endsWithReader: whether to end when the reader of standard output closes the pipe, even if there is nothing to
///   write at that time.
///   - forcedStatus: the exit status if the process does not end by itself after a signal; nil for 128 plus the number
///   of the signal.
///   - interrupted: called on the main thread for each SIGINT, SIGTERM and SIGHUP.
func runToEnd(
    endsWithReader: Bool = false, forcedStatus: Int32? = nil, deadline: Deadline? = nil, interrupted: (Int32) -> Void,
    _ work: @escaping @Sendable () async -> Int32
) -> Never {
    let start = TimeSource.system.uptime()
    // Threads that the work starts inherit the blocked signals. Threads that already run forward the signals.
    var signals = Endings.take(forcedStatus: forcedStatus)
    Task.detached { exit(await work()) }
    var isLate = false
    while true {
        let left = isLate ? nil : deadline.map { max(.zero, $0.time - (TimeSource.system.uptime() - start)) }
        let glance: Duration? = endsWithReader ? .milliseconds(100) : nil
        if let signal = Endings.next(of: &signals, within: [left, glance].compactMap(\.self).min()) {
            interrupted(signal)
        }
        if let deadline, left == .zero {
            isLate = true
            Endings.isNear()
            deadline.giveUp()
        }
        if endsWithReader, StandardStream.readerIsGone, let status = StandardStream.failure.withLock(\.readerGone) {
            UnfinishedFiles.ofProgram.discard()
            ProgressLine.erase()
            exit(status)
        }
    }
}
