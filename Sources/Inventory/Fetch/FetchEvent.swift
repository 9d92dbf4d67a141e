package import Essentials
package import GAAP
package import TencentCloud

/// What the fetch service tells while it works. Every event names the run it belongs to, so that an answer to a
/// question that nobody asks any more can be told apart.
package enum FetchEvent: Sendable {
    /// Owners that were found; more may follow.
    case owners(LoadID, [Owner])
    /// The reading of a list of owners has ended: proxies or groups.
    case ownersListed(LoadID, action: String, ReadingOutcome)
    /// How many owners a sweep has to read: all lists of owners are in.
    case sweeping(LoadID, [OwnerID])
    case page(LoadID, FetchedPage)
    /// A pass over an owner's listeners of one kind has ended. For a single listener the owner is nil.
    case passEnded(LoadID, Pass, ReadingOutcome)
    /// Nothing more will come for this run.
    case finished(LoadID)
    /// How an origin has been over time, or why that could not be had.
    case history(OriginKey, Result<OriginHistory, CloudError>, at: Moment)
    /// What a listener has carried, by ListenerId, or why that could not be had.
    case traffic(String, Result<Traffic, CloudError>, at: Moment)
    /// One attempt of a call has ended.
    case called(CallRecord)
    /// What to mend although it works; told once.
    case warned(Wording)
}

extension FetchEvent {
    /// Whether it says that the key has become another account's.
    package var isOfOtherAccount: Bool {
        switch self {
        case .ownersListed(_, _, .failed(let error)), .passEnded(_, _, .failed(let error)): error.isOtherAccount
        case .history(_, .failure(let error), _), .traffic(_, .failure(let error), _): error.isOtherAccount
        default: false
        }
    }
}

/// One page of listeners.
package struct FetchedPage: Sendable {
    /// The pass that it belongs to: pages of one pass agree.
    package let pass: Pass
    /// The rows asked for: pages may come out of their order, several being in flight.
    package let request: Pages.Request
    /// One past the last place of the list that it covers.
    package let end: Int
    package let listeners: [TCPListener]
    package let total: Int?
    package let receivedAt: Moment
    package let requestID: String?
    /// The listeners as they came, in the same order; empty where that is not known.
    package let received: [Received]

    package init(
        _ pass: Pass, request: Pages.Request, end: Int? = nil, listeners: [TCPListener], total: Int?,
        receivedAt: Moment, requestID: String?, received: [Received] = []
    ) {
        self.pass = pass
        self.request = request
        self.end = end ?? request.offset + listeners.count
        self.listeners = listeners
        self.total = total
        self.receivedAt = receivedAt
        self.requestID = requestID
        self.received = received
    }

    /// Its listeners without the one that the page before had too.
    package var newCount: Int { max(0, listeners.count - request.shared) }
}
