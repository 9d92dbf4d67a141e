// The thread pool of Swift, replaced by a queue on the main thread: every job of every task and actor is put into the
// queue, and the simulation runs one after another. Which one comes next is drawn from the seed, so each seed tries
// another order, and the same seed repeats it.
//
// The runtime of Swift calls a hook, a global variable of its library, instead of its own pool. Tests of other suites
// could not run beside it, so the simulation is a program of its own.

import Glibc
import TestSupport

/// Jobs that are ready to run. Unchecked, because they are added and run on one thread.
final class SimulatedThreads: TaskExecutor, @unchecked Sendable {
    /// The error if this version of Swift has no hook.
    struct NoHookError: Error {}

    private typealias Original = @convention(thin) (UnownedJob) -> Void
    private typealias Hook = @convention(thin) (UnownedJob, Original) -> Void

    /// Only the main thread uses it: there is no other.
    nonisolated(unsafe) private static var current: SimulatedThreads?

    private var jobs: [UnownedJob] = []
    private var random: Seeded
    /// The number of jobs that were run.
    private(set) var count = 0

    private init(seed: UInt64) { random = Seeded(seed) }

    /// Replaces the pool for the rest of the process. Called before the first task starts.
    static func install(seed: UInt64) throws(NoHookError) -> SimulatedThreads {
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "swift_task_enqueueGlobal_hook") else { throw NoHookError() }
        let threads = SimulatedThreads(seed: seed)
        current = threads
        symbol.assumingMemoryBound(to: Hook?.self).pointee = { job, _ in SimulatedThreads.current?.jobs.append(job) }
        return threads
    }

    func enqueue(_ job: consuming ExecutorJob) { jobs.append(UnownedJob(job)) }

    /// Runs jobs until none is left, or the condition is true after one.
    func run(until isEnough: () -> Bool = { false }) {
        while !jobs.isEmpty, !isEnough() {
            let job = jobs.remove(at: Int.random(in: jobs.indices, using: &random))
            count += 1
            job.runSynchronously(on: asUnownedTaskExecutor())
        }
    }

    var isIdle: Bool { jobs.isEmpty }
    /// The maximum number of jobs that may wait at the same time is a measure of unbounded growth.
    var waiting: Int { jobs.count }
}
