// The journal for the browser and `watch`: all calls except `close` return immediately, and a separate queue does the
// work. Entries that cannot be written stay in memory and are written with the next batch. The reason is reported once.

import Dispatch
import Essentials
package import Reports
import Synchronization

package final class JournalKeeper: Sendable {
    /// The state in memory: the batches that are not in the file.
    private struct State {
        var batches: [JournalBatch] = []
        var entryCount = 0
        /// The error that was reported last.
        var reported: JournalError?
        /// Whether retrying makes no sense.
        var isLost = false
    }

    /// The maximum number of entries in memory while they cannot be written. Beyond that, the oldest are dropped.
    private static let entriesKept = 10_000

    /// Returns the path of the file; nil as long as the account is not known.
    package typealias Path = @Sendable () throws(JournalError) -> String?

    private let path: Path
    private let limits: JournalLimits
    private let queue: DispatchQueue
    private let connection: Connection
    private let state = Mutex(State())
    private let report: @Sendable (JournalError) -> Void

    /// Creates a keeper. It opens the file with the first batch or query.
    /// - Parameters:
    ///   - path: called when the file is opened. As long as it returns nil, everything stays in memory.
    ///   - report: called on any thread, once for each reason.
    package init(
        path: @escaping Path, limits: JournalLimits = JournalLimits(),
        report: @escaping @Sendable (JournalError) -> Void
    ) {
        self.path = path
        self.limits = limits
        self.report = report
        queue = DispatchQueue(label: "journal", qos: .utility)
        connection = Connection()
    }

    /// Writes a batch as soon as possible.
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

    /// Reads the newest entries, including those that are still in memory, and passes them on in pieces on another
    /// thread, the newest first. The last piece is not continued.
    package func load(limit: Int, _ receive: @escaping @Sendable (JournalExtract) -> Void) {
        queue.async { [self] in
            write()
            let unwritten = state.withLock { $0.batches.reversed().flatMap { batch in batch.entries.reversed() } }
            var isBegun = false
            do throws(JournalError) {
                try connection.use(path, limits) { journal throws(JournalError) in
                    try journal.extract(limit: limit, after: unwritten) { piece in
                        isBegun = true
                        receive(piece)
                    }
                }
            } catch {
                // The error is not reported here: `write` has reported it, or the entries that were read before it
                // remain.
                receive(JournalExtract(isBegun ? [] : Array(unwritten.prefix(limit)), isCut: isBegun))
            }
        }
    }

    /// Writes the remaining entries, as far as the time limit allows, and closes the file.
    package func close(within limit: Duration) {
        let done = DispatchSemaphore(value: 0)
        queue.async { [self] in
            write()
            connection.close()
            done.signal()
        }
        _ = done.wait(timeout: .now() + .milliseconds(Int(limit / .milliseconds(1))))
    }

    /// Writes the batches in memory. Runs on the queue.
    private func write() {
        while let batch = state.withLock({ $0.isLost ? nil : $0.batches.first }) {
            do throws(JournalError) {
                try connection.use(path, limits) { journal throws(JournalError) in try journal.append(batch) }
                state.withLock { state in
                    // Only the queue writes. The batch may have been dropped for newer ones in the meantime.
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
                    return state.reported?.reason != error.reason && error.reason != .accountUnknown
                }
                if isNew { report(error) }
                return
            }
        }
    }
}

/// The connection of a keeper. It is opened at the first use, and again if the file no longer exists.
private final class Connection: Sendable {
    private let journal = Mutex<JournalDatabase?>(nil)

    func use(
        _ path: JournalKeeper.Path, _ limits: JournalLimits, _ body: (JournalDatabase) throws(JournalError) -> Void
    ) throws(JournalError) {
        try journal.withLock { (journal: inout JournalDatabase?) throws(JournalError) in
            if journal?.hasMoved == true { journal = nil }
            if journal == nil {
                guard let path = try path() else { throw JournalError("", .accountUnknown) }
                journal = try JournalDatabase(creating: path, limits: limits)
            }
            if let journal { try body(journal) }
        }
    }

    func close() { journal.withLock { $0 = nil } }
}
