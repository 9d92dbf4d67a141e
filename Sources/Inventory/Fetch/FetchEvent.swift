package import Essentials
package import GAAP
package import TencentCloud

/// What the fetch service reports while it works. Events of a run contain its id, so that events of an abandoned run
/// can be recognized.
package enum FetchEvent: Sendable {
    /// Owners that were found. More may follow.
    case owners(LoadID, [Owner])
    /// The reading of a list of owners has ended: proxies or groups.
    case ownersListed(LoadID, action: String, ReadingOutcome)
    /// The owners that a sweep is going to read. All lists of owners have ended.
    case sweeping(LoadID, [OwnerID])
    case page(LoadID, FetchedPage)
    /// A pass over an owner's listeners of one kind has ended. For a query of a single listener the owner is nil.
    case passEnded(LoadID, Pass, ReadingOutcome)
    /// No more events of this run follow.
    case finished(LoadID)
    /// The history of an origin, or why it could not be read.
    case history(OriginKey, Result<OriginHistory, CloudError>, at: Moment)
    /// The traffic of a listener by ListenerId, or why it could not be read.
    case traffic(String, Result<Traffic, CloudError>, at: Moment)
    /// One attempt of a call has ended.
    case called(CallRecord)
    /// A problem that does not prevent the request but should be fixed. It is sent once.
    case warned(Wording)
}

extension FetchEvent {
    /// Whether the event reports that the credentials now belong to another account.
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
    /// The pass that the page belongs to. The pages of one pass form a consistent list.
    package let pass: Pass
    /// The requested rows. Several pages are in flight, so they may arrive out of order.
    package let request: Pages.Request
    /// The index after the last row of the list that the page covers.
    package let end: Int
    package let listeners: [TCPListener]
    package let total: Int?
    package let receivedAt: Moment
    package let requestID: String?
    /// The listeners' JSON as received, in the same order; empty if it is not known.
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

    /// The number of listeners without the row that the page shares with the previous page.
    package var newCount: Int { max(0, listeners.count - request.shared) }
}
