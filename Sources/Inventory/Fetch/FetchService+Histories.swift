// What is asked beside the listeners: the history of each origin, and a listener's traffic. Their actions have budgets
// of their own, so they hold up no page. What somebody looks at goes before the histories that only fill a column.
//
//   loadHistory ─ keys not wanted yet ─► line ─► so many tasks at a time ─► .history, one a key
//
// Invariants: a key is asked for once at a time, however often it is wanted; a key that is cancelled is told of no
// more; one that is not cancelled is told of exactly once.

package import Essentials
import GAAP
package import TencentCloud

/// One thing that is asked beside the listeners.
enum Aside: Hashable {
    case history(OriginKey)
    case traffic(listenerID: String)
}

/// What is asked beside the listeners: in line, then under way.
struct Asides {
    typealias Work = @Sendable (isolated FetchService) async -> Void

    /// Those in the foreground first.
    var line: [(aside: Aside, priority: Priority, work: Work)] = []
    var tasks: [Aside: Task<Void, Never>] = [:]
    /// Tasks that have not ended, those that were cancelled included.
    var underWay = 0

    func isWanted(_ aside: Aside) -> Bool { tasks[aside] != nil || line.contains { $0.aside == aside } }
}

extension FetchService {
    /// What is asked about traffic: a day, by five minutes.
    private static let trafficSpan = 86_400.0
    private static let trafficGranularity = 300

    /// Asks for the histories of origins, those left out that are under way. Returns at once.
    /// - Parameter now: noted as the time of an error.
    package func loadHistory(of queries: [HistoryQuery], at now: Moment, priority: Priority = .foreground) {
        for query in queries {
            start(.history(query.key), priority) { service in
                let result = await service.history(of: query, until: now, priority)
                // An error has no time of its own.
                service.tell(.history(query.key, result, at: (try? result.get().readAt) ?? now))
            }
        }
    }

    /// Asks for a day of a listener's traffic, unless that is under way. Returns at once.
    /// - Parameter now: the end of that day.
    package func loadTraffic(of listenerID: String, at now: Moment) {
        start(.traffic(listenerID: listenerID), .foreground) { service in
            let result = await service.traffic(of: listenerID, until: now)
            service.tell(.traffic(listenerID, result, at: (try? result.get().readAt) ?? now))  // as above
        }
    }

    /// Nobody looks at these origins any more: what is in line is not sent, and nothing more is told of them.
    package func cancelHistory(of keys: [OriginKey]) { cancel(Set(keys.map(Aside.history))) }

    /// Nobody looks at this traffic any more.
    package func cancelTraffic(of listenerID: String) { cancel([.traffic(listenerID: listenerID)]) }

    private func cancel(_ unwanted: Set<Aside>) {
        asides.line.removeAll { unwanted.contains($0.aside) }
        for aside in unwanted { asides.tasks.removeValue(forKey: aside)?.cancel() }
    }

    private func start(_ aside: Aside, _ priority: Priority, _ work: @escaping Asides.Work) {
        guard !isClosed, !asides.isWanted(aside) else { return }
        let place = asides.line.firstIndex { $0.priority < priority } ?? asides.line.count
        asides.line.insert((aside, priority, work), at: place)
        proceed()
    }

    private func proceed() {
        while asides.underWay < limits.asides, !asides.line.isEmpty {
            let (aside, _, work) = asides.line.removeFirst()
            asides.underWay += 1
            asides.tasks[aside] = Task {
                await work(self)
                asides.underWay -= 1
                // One that was cancelled has made way for the next of its kind already.
                if !Task.isCancelled { asides.tasks[aside] = nil }
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
                // Where the statistics are still there, what they say of the origin is the answer.
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
