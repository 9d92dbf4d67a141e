// How a command without a screen runs: its work in the background, the main thread waiting for a signal that ends it
// early.

import Glibc
import Synchronization
import Essentials

/// When a command gives up, and how.
struct Deadline {
    let time: Duration
    /// Called on the main thread, so that a pool without threads cannot miss the deadline. The process ends within a
    /// second after it.
    let giveUp: () -> Void
}

/// Runs work to its end and leaves with its exit status.
/// - Parameters:
///   - endsWithReader: whether the work is for nothing once nobody reads standard output, be it that there is nothing
///   to write for now.
///   - forcedStatus: the exit status if a signal came and the process did not end by itself; nil for 128 and the number
///   of the signal.
///   - interrupted: is told of SIGINT, SIGTERM and SIGHUP, each time; called on the main thread.
func runToEnd(
    endsWithReader: Bool = false, forcedStatus: Int32? = nil, deadline: Deadline? = nil, interrupted: (Int32) -> Void,
    _ work: @escaping @Sendable () async -> Int32
) -> Never {
    let start = TimeSource.system.uptime()
    // Threads that the work starts inherit the blocked signals. Those that run already pass the signals on.
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
