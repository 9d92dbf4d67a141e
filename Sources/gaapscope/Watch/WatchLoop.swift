// The control loop of `watch`: read, pass on what was found, wait, read again. It uses neither files nor streams, and
// the time source is a parameter, so that a test runs through a week in seconds.

import Essentials
import Inventory
import Reports

/// Receives what a watch finds.
protocol WatchReceiver: AnyObject {
    /// Receives a finished attempt of a call.
    func take(_ call: AccountReader.Call)
    /// Receives a finished sweep.
    /// - Parameter account: the account after the sweep.
    func take(_ sweep: Sweep, _ account: Account)
}

struct WatchLoop<Receiver: WatchReceiver> {
    /// Why the loop ended.
    enum End: Equatable {
        /// The limit of sweeps was reached. The value is the exit status of the last sweep.
        case done(ExitStatus)
        case cancelled
        /// The sources now contain the key of another account, to which the known data does not belong.
        case otherAccount
    }

    var watch: AccountWatch
    let receiver: Receiver
    let session: AccountSession
    let time: TimeSource
    /// Seconds from the end of a sweep to the start of the next one.
    let interval: Double

    /// Runs until the task is cancelled.
    /// - Parameter limit: the number of sweeps after which the loop ends; nil means no limit.
    mutating func run(limit: Int? = nil) async -> End {
        var count = 0
        let receiver = receiver
        while true {
            let sweep = await watch.sweep(session, time) { receiver.take($0) }
            count += 1
            // Changes found before the loop was cancelled are passed on as well.
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
