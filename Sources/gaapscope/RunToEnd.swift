// How a command without a screen runs: its work in the background, the main thread waiting for a signal that ends it early.

import Glibc
import Synchronization

/// Runs work to its end and leaves with its exit status.
/// - Parameters:
///   - endsWithReader: whether the work is for nothing once nobody reads standard output, be it that there is nothing to write for now.
///   - interrupted: is told of SIGINT, SIGTERM and SIGHUP, each time; called on the main thread.
func runToEnd(
    endsWithReader: Bool = false, interrupted: (Int32) -> Void, _ work: @escaping @Sendable () async -> Int32
) -> Never {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    // Before the first thread of the work, so that all of them leave the signals to the one that waits here.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Task.detached { exit(await work()) }
    while true {
        let signal = endsWithReader ? nextSignal(of: &signals) : wait(for: &signals)
        if let signal { interrupted(signal) }
        if endsWithReader, StandardStream.readerIsGone, let status = StandardStream.failure.withLock(\.readerGone) {
            UnfinishedFiles.ofProgram.discard()
            ProgressLine.erase()
            exit(status)
        }
    }
}

private func wait(for signals: inout sigset_t) -> Int32? {
    var signal: Int32 = 0
    return sigwait(&signals, &signal) == 0 ? signal : nil
}

/// The next signal; nil when none has come for a short while.
private func nextSignal(of signals: inout sigset_t) -> Int32? {
    var pause = timespec(tv_sec: 0, tv_nsec: 100_000_000)
    let signal = sigtimedwait(&signals, nil, &pause)
    return signal > 0 ? signal : nil
}

/// The same for a reading: an interruption says how much was read and ends with 128 and the signal's number.
func runToEnd(
    _ progress: Progress, endsWithReader: Bool = false, _ work: @escaping @Sendable () async -> ExitStatus
) -> Never {
    runToEnd(endsWithReader: endsWithReader) { signal in
        UnfinishedFiles.ofProgram.discard()
        ProgressLine.erase()
        say(progress.interruption)
        exit(128 + signal)
    } _: {
        await work().rawValue
    }
}
