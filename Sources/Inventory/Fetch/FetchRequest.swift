// The requests to the fetch service as values, the counterpart of `FetchEvent`. The code that decides what to read does
// not depend on the service, and requests can be queued, compared and tested.

package import Essentials
package import TencentCloud

/// One request to the fetch service.
package enum FetchRequest: Equatable, Sendable {
    case load(Question, LoadID, Priority)
    /// Reads only the lists of owners.
    case loadOwners(LoadID)
    case cancel(LoadID)
    /// Reads this owner before the others of its run.
    case prefer(OwnerID, LoadID)
    /// Reads the histories of origins. Requests in the foreground take precedence.
    case loadHistory([HistoryQuery], at: Moment, priority: Priority = .foreground)
    /// Reads the traffic of a listener.
    case loadTraffic(listenerID: String, at: Moment)
    /// Cancels the requests for these histories.
    case cancelHistory([OriginKey])
    case cancelTraffic(listenerID: String)
}

extension FetchService {
    /// Starts or stops the requested work. The results arrive as events.
    package func perform(_ request: FetchRequest) {
        switch request {
        case .load(let question, let id, let priority): load(question, id: id, priority: priority)
        case .loadOwners(let id): loadOwners(id: id)
        case .cancel(let id): cancel(id)
        case .prefer(let owner, let id): prefer(owner, in: id)
        case .loadHistory(let queries, let time, let priority):
            loadHistory(of: queries, at: time, priority: priority)
        case .loadTraffic(let listenerID, let time): loadTraffic(of: listenerID, at: time)
        case .cancelHistory(let keys): cancelHistory(of: keys)
        case .cancelTraffic(let listenerID): cancelTraffic(of: listenerID)
        }
    }
}
