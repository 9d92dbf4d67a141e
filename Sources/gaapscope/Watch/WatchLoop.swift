// The control loop of `watch`: read, hand over what was found, wait, read again. It knows no file and no stream; time
// is handed in, so that a test runs through a week in seconds.

import Essentials
import Inventory
import Reports

/// Takes what a watch finds.
protocol WatchReceiver: AnyObject {
    /// An attempt of a call has ended.
    func take(_ call: AccountReader.Call)
    /// A sweep has ended.
    /// - Parameter account: as it is known now.
    func take(_ sweep: Sweep, _ account: Account)
}

struct WatchLoop<Receiver: WatchReceiver> {
    /// Why the loop has ended.
    enum End: Equatable {
        /// One sweep was wanted, and this is its exit status.
        case done(ExitStatus)
        case cancelled
        /// The sources hold the key of another account: what is known is not that account's.
        case otherAccount
    }

    var watch: AccountWatch
    let receiver: Receiver
    let session: AccountSession
    let time: TimeSource
    /// Seconds from the end of a sweep to the start of the next one.
    let interval: Double

    /// Runs until the task is cancelled.
    /// - Parameter limit: sweeps after which it ends; nil for no limit.
    mutating func run(limit: Int? = nil) async -> End {
        var count = 0
        let receiver = receiver
        while true {
            let sweep = await watch.sweep(session, time) { receiver.take($0) }
            count += 1
            // What was found before somebody ended the loop is no less true.
            receiver.take(sweep, watch.account)
            if Task.isCancelled { return .cancelled }
            if sweep.outcome.isOfOtherAccount { return .otherAccount }
            if let limit, count >= limit { return .done(sweep.outcome.status) }
            let passed = time.moment.age(of: sweep.endedAt) ?? 0
            do throws(CancellationError) {
                try await time.sleep(.seconds(max(0, interval - passed)))
            } catch {
                return .cancelled
            }
        }
    }
}
