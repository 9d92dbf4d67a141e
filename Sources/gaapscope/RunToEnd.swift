// How a command without a screen runs: its work in the background, the main thread waiting for a signal that ends it early.

import Glibc

/// Runs work to its end and leaves with its exit status.
/// - Parameter interrupted: is told of SIGINT, SIGTERM and SIGHUP, each time; called on the main thread.
func runToEnd(interrupted: (Int32) -> Void, _ work: @escaping @Sendable () async -> Int32) -> Never {
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&signals, signal) }
    // Before the first thread of the work, so that all of them leave the signals to the one that waits here.
    pthread_sigmask(SIG_BLOCK, &signals, nil)
    Task.detached { exit(await work()) }
    while true {
        var signal: Int32 = 0
        if sigwait(&signals, &signal) == 0 { interrupted(signal) }
    }
}

/// The same for a reading: an interruption says how much was read and ends with 128 and the signal's number.
func runToEnd(_ progress: Progress, _ work: @escaping @Sendable () async -> ExitStatus) -> Never {
    runToEnd { signal in
        StandardStream.error.print("gaapscope: interrupted; read so far: \(progress.text)")
        exit(128 + signal)
    } _: {
        await work().rawValue
    }
}
