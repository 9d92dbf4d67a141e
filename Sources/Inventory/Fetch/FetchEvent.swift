package import GAAP
package import TencentCloud

/// What the fetch service tells while it works. Every event names the run it belongs to, so that an answer to a question that
/// nobody asks any more can be told apart.
package enum FetchEvent: Sendable {
    /// Owners that were found; more may follow.
    case owners(LoadID, [Owner])
    /// A list of owners could not be read: proxies or groups.
    case ownersFailed(LoadID, action: String, CloudError)
    /// How many owners a sweep has to read: all lists of owners are in.
    case sweeping(LoadID, [OwnerID])
    case page(LoadID, FetchedPage)
    /// An owner's reading has ended. For a single listener the owner is nil.
    case ownerFinished(LoadID, OwnerID?, reading: Int, ReadingOutcome)
    /// Nothing more will come for this run.
    case finished(LoadID)
    /// One attempt of a call has ended.
    case called(CallRecord)
}

/// One page of listeners.
package struct FetchedPage: Sendable {
    package let owner: OwnerID?
    /// The number of the reading it belongs to: pages of one reading agree.
    package let reading: Int
    package let listeners: [TCPListener]
    package let total: Int?
    package let receivedAt: UnixTime
    package let requestID: String?
}

/// How the reading of an owner ended.
package enum ReadingOutcome: Sendable, Equatable {
    case complete
    case changedWhileReading
    case short(missing: Int)
    case failed(CloudError)
}
