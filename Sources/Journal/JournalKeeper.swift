// The journal as the browser and `watch` use it: everything returns at once, and a queue of its own does what takes
// time. What cannot be written stays in memory and is tried again with the next batch; the reason is reported once.

import Dispatch
import Essentials
package import Reports
import Synchronization

package final class JournalKeeper: Sendable {
    /// What is kept in memory: what no file has.
    private struct State {
        var batches: [JournalBatch] = []
        var entryCount = 0
        /// The error that was reported last.
        var reported: JournalError?
        /// Whether there is no use in trying again.
        var isLost = false
    }

    /// Entries kept in memory while they cannot be written; beyond that the oldest go.
    private static let entriesKept = 10_000

    private let path: @Sendable () -> String?
    private let limits: JournalLimits
    private let queue: DispatchQueue
    private let connection: Connection
    private let state = Mutex(State())
    private let report: @Sendable (JournalError) -> Void

    /// - Parameters:
    ///   - path: asked when the file is opened; nil without a home: everything stays in memory.
    ///   - report: called on any thread, once for each reason.
    package init(
        path: @escaping @Sendable () -> String?, limits: JournalLimits = JournalLimits(),
        report: @escaping @Sendable (JournalError) -> Void
    ) {
        self.path = path
        self.limits = limits
        self.report = report
        queue = DispatchQueue(label: "journal", qos: .utility)
        connection = Connection()
    }

    /// Writes a batch as soon as that can be done.
    package func record(_ batch: JournalBatch) {
        state.withLock { state in
            state.batches.append(batch)
            state.entryCount += batch.entries.count
            while state.entryCount > Self.entriesKept, state.batches.count > 1 {
                state.entryCount -= state.batches.removeFirst().entries.count
            }
        }
        queue.async { [self] in write() }
    }

    /// Reads the newest entries, those that are still in memory included, and hands them over on another thread, the
    /// newest first.
    package func load(limit: Int, _ receive: @escaping @Sendable ([TimelineEntry]) -> Void) {
        queue.async { [self] in
            write()
            var entries = Array(
                state.withLock { $0.batches.reversed().flatMap { batch in batch.entries.reversed() } }.prefix(limit))
            // What cannot be read has been reported by writing, or stays as it was.
            try? connection.use(path, limits) { journal throws(JournalError) in
                try journal.read { entry in
                    if entries.count < limit { entries.append(entry) }
                    return entries.count < limit
                }
            }
            receive(entries)
        }
    }

    /// Writes what is left, as far as the time limit allows, and closes the file.
    package func close(within limit: Duration) {
        let done = DispatchSemaphore(value: 0)
        queue.async { [self] in
            write()
            connection.close()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .milliseconds(Int(limit / .milliseconds(1))))
    }

    /// On the queue.
    private func write() {
        while let batch = state.withLock({ $0.isLost ? nil : $0.batches.first }) {
            do throws(JournalError) {
                try connection.use(path, limits) { journal throws(JournalError) in try journal.append(batch) }
                state.withLock { state in
                    // The queue is the only one that writes; the batch may have given way to newer ones meanwhile.
                    if state.batches.first == batch {
                        state.entryCount -= batch.entries.count
                        state.batches.removeFirst()
                    }
                    state.reported = nil
                }
            } catch {
                connection.close()
                let isNew = state.withLock { state in
                    defer { state.reported = error }
                    state.isLost = !error.isTemporary
                    return state.reported?.reason != error.reason
                }
                if isNew { report(error) }
                return
            }
        }
    }
}

/// The connection of a keeper, opened with the first use, and again where the file is not there any more.
private final class Connection: Sendable {
    private let journal = Mutex<JournalDatabase?>(nil)

    func use(_ path: () -> String?, _ limits: JournalLimits, _ body: (JournalDatabase) throws(JournalError) -> Void)
        throws(JournalError)
    {
        try journal.withLock { (journal: inout JournalDatabase?) throws(JournalError) in
            if journal?.hasMoved == true { journal = nil }
            if journal == nil {
                guard let path = path() else { throw JournalError("", .noHome) }
                journal = try JournalDatabase(creating: path, limits: limits)
            }
            if let journal { try body(journal) }
        }
    }

    func close() { journal.withLock { $0 = nil } }
}
