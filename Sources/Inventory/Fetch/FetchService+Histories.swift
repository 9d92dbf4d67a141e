// Side requests: the histories of origins, and the traffic of listeners. Their actions have their own budgets, so they
// do not delay pages. Requests for what the user is looking at take precedence over the histories that only fill a
// column.
//
//   loadHistory ─ keys not requested yet ─► queue ─► a limited number of tasks ─► .history, one for each key
//
// Invariants: there is at most one request for a key at a time, even if it is requested several times; a cancelled key
// has no more events; a key that is not cancelled has exactly one event.

package import Essentials
import GAAP
package import TencentCloud

/// A request besides those for listeners.
enum SideRequest: Hashable {
    case history(OriginKey)
    case traffic(listenerID: String)
}

/// The side requests that are queued or in flight.
struct SideRequests {
    typealias Work = @Sendable (isolated FetchService) async -> Void

    /// The queue. Requests in the foreground come first.
    var queue: [(request: SideRequest, priority: Priority, work: Work)] = []
    var tasks: [SideRequest: Task<Void, Never>] = [:]
    /// The number of tasks that have not ended, including cancelled ones.
    var underWay = 0

    func isWanted(_ request: SideRequest) -> Bool {
        tasks[request] != nil || queue.contains { $0.request == request }
    }
}

extension FetchService {
    /// Time span and granularity of requests for traffic, in seconds: one day in steps of five minutes.
    private static let trafficSpan = 86_400.0
    private static let trafficGranularity = 300

    /// Requests the histories of origins, except those that are already queued or in flight. Returns immediately.
    /// - Parameter now: the time to record for an error.
    package func loadHistory(of queries: [HistoryQuery], at now: Moment, priority: Priority = .foreground) {
        for query in queries {
            start(.history(query.key), priority) { service in
                let result = await service.history(of: query, until: now, priority)
                // A failed result does not contain a time.
                service.report(.history(query.key, result, at: (try? result.get().readAt) ?? now))
            }
        }
    }

    /// Requests one day of a listener's traffic, unless the request is already queued or in flight. Returns
    /// immediately.
    /// - Parameter now: the end of that day.
    package func loadTraffic(of listenerID: String, at now: Moment) {
        start(.traffic(listenerID: listenerID), .foreground) { service in
            let result = await service.traffic(of: listenerID, until: now)
            service.report(.traffic(listenerID, result, at: (try? result.get().readAt) ?? now))  // as above
        }
    }

    /// Cancels the requests for these histories. Queued requests are not sent, and no more events about them follow.
    package func cancelHistory(of keys: [OriginKey]) { cancel(Set(keys.map(SideRequest.history))) }

    /// Cancels the request for a listener's traffic.
    package func cancelTraffic(of listenerID: String) { cancel([.traffic(listenerID: listenerID)]) }

    private func cancel(_ unwanted: Set<SideRequest>) {
        sideRequests.queue.removeAll { unwanted.contains($0.request) }
        for request in unwanted { sideRequests.tasks.removeValue(forKey: request)?.cancel() }
    }

    private func start(_ request: SideRequest, _ priority: Priority, _ work: @escaping SideRequests.Work) {
        guard !isClosed, !sideRequests.isWanted(request) else { return }
        let index = sideRequests.queue.firstIndex { $0.priority < priority } ?? sideRequests.queue.count
        sideRequests.queue.insert((request, priority, work), at: index)
        proceed()
    }

    private func proceed() {
        while sideRequests.underWay < limits.sideRequests, !sideRequests.queue.isEmpty {
            let (request, _, work) = sideRequests.queue.removeFirst()
            sideRequests.underWay += 1
            sideRequests.tasks[request] = Task {
                await work(self)
                sideRequests.underWay -= 1
                // The entry of a cancelled task was already removed, and may belong to a newer request.
                if !Task.isCancelled { sideRequests.tasks[request] = nil }
                proceed()
            }
        }
    }

    private func history(
        of query: HistoryQuery, until now: Moment, _ priority: Priority
    ) async -> Result<OriginHistory, CloudError> {
        let client: Client
        switch await self.client() {
        case .failure(let error): return .failure(error)
        case .success(let connected): client = connected
        }
        do throws(CloudError) {
            return .success(try await historySources.first.history(of: query, until: now, by: client, priority))
        } catch let refusal {
            guard let second = historySources.second(after: refusal, of: query) else { return .failure(refusal) }
            do throws(CloudError) {
                return .success(try await second.history(of: query, until: now, by: client, priority))
            } catch {
                // If the statistics still exist, their error is the answer for this origin.
                return .failure(historySources.areStatisticsGone ? error : refusal)
            }
        }
    }

    private func traffic(of listenerID: String, until now: Moment) async -> Result<Traffic, CloudError> {
        let request = DescribeListenerStatistics(
            listenerID: listenerID, startTime: ServiceTime.text(now.wall + -Self.trafficSpan),
            endTime: ServiceTime.text(now.wall), metricNames: [.inBandwidth, .outBandwidth],
            granularity: Self.trafficGranularity)
        return await call(request, about: listenerID).map { Traffic($0.value, readAt: $0.receivedAt) }
    }

    private func call<A: GAAPAction>(_ request: A, about subject: String) async -> Result<Reply<A.Answer>, CloudError> {
        switch await client() {
        case .failure(let error): return .failure(error)
        case .success(let client):
            do throws(CloudError) {
                return .success(try await client.call(request, about: subject, priority: .foreground))
            } catch {
                return .failure(error)
            }
        }
    }
}
