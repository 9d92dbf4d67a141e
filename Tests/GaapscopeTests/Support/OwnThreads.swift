// Threads apart from the pool of Swift: tests that wait for a program block the threads of the pool, of which there are
// as many as cores. A server in the test process that must answer meanwhile runs on a thread of its own.

import Dispatch

/// Runs tasks one job at a time on a thread of its own.
final class OwnThread: TaskExecutor {
    private let queue = DispatchQueue(label: "a test")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}

/// Runs blocking code on another thread, and suspends the task until it is done.
func onAnotherThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue(label: "a test").async { continuation.resume(with: Swift.Result { try body() }) }
    }
}

/// A number of places. A task that finds none free waits its turn.
actor Places {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = count }

    func take() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func giveBack() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
