// What can be asked of the fetch service, as a value: the counterpart of `FetchEvent`. Whoever decides what to read
// needs no service for it, and requests can be queued, compared and tested.

package import Essentials
package import TencentCloud

/// One request to the fetch service.
package enum FetchRequest: Equatable, Sendable {
    case load(Question, LoadID, Priority)
    /// Reads the lists of owners only.
    case loadOwners(LoadID)
    case cancel(LoadID)
    /// Reads an owner before the others of its run.
    case prefer(OwnerID, LoadID)
    /// Reads how origins have been over time. Those that somebody looks at are asked before the others.
    case loadHistory([HistoryQuery], at: Moment, priority: Priority = .foreground)
    /// Reads what a listener has carried.
    case loadTraffic(listenerID: String, at: Moment)
    /// Nobody waits for these histories any more.
    case cancelHistory([OriginKey])
    case cancelTraffic(listenerID: String)
}

extension FetchService {
    /// Starts or stops what a request names. What is found arrives as events.
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
