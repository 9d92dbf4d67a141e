// Which histories are asked for, and when: only for what somebody looks at, once an origin and minute, and not while
// the cursor is on its way somewhere else. An action that is refused permanently is not called again.

import Essentials
import GAAP
import Inventory
import TencentCloud

/// What has been asked beside the listeners, and what has not come yet.
struct HistoryDesk: Sendable {
    /// Seconds that the cursor must rest on a listener before its origins are asked about.
    static let rest: Double = 0.5
    /// Seconds until the same is asked again.
    static let interval: Double = 60
    /// Origins asked about at once: below the list, and in the opened detail.
    static let (originsInPane, originsInDetail) = (8, 40)
    /// Origins of which it is remembered when they were asked about.
    private static let remembered = 5_000

    /// The row looked at, and since when.
    private(set) var row: Int?
    private var since: Moment?
    private var askedAt: [OriginKey: Moment] = [:]
    private var trafficAskedAt: [String: Moment] = [:]
    /// Asked and not answered yet.
    private var pending: Set<OriginKey> = []
    private var pendingTraffic: String?
    /// The service will not tell a history: asked no more in this run.
    private(set) var refusal: CloudError?
    /// The same of traffic.
    private var trafficRefusal: CloudError?
    /// Why the traffic of a listener could not be had.
    private var trafficFaults: [String: CloudError] = [:]

    /// The last error of each kind that was logged: the same one a minute later says nothing new.
    private var logged: [Aside: CloudError] = [:]

    /// What is asked beside the listeners.
    enum Aside: Hashable, Sendable { case history, traffic }

    init() {}

    /// Whether an error is to be logged: it is another one than the last of its kind. What was read makes the next
    /// error news.
    mutating func isNews(_ error: CloudError?, of aside: Aside) -> Bool {
        guard let error else {
            logged[aside] = nil
            return false
        }
        if error == .cancelled || logged[aside].map({ $0.isSameCause(as: error) }) == true { return false }
        logged[aside] = error
        return true
    }

    /// Somebody looks at a row, or at none. What was asked about another and has not come is given up.
    mutating func look(at new: Int?, now: Moment) -> [FetchRequest] {
        guard new != row else { return [] }
        (row, since) = (new, now)
        var requests: [FetchRequest] = []
        if !pending.isEmpty {
            requests.append(.cancelHistory(pending.sorted { $0.realServerID < $1.realServerID }))
            for key in pending { askedAt[key] = nil }
            pending = []
        }
        if let id = pendingTraffic {
            requests.append(.cancelTraffic(listenerID: id))
            trafficAskedAt[id] = nil
            pendingTraffic = nil
        }
        return requests
    }

    /// Asks what is not known of the row, or not lately.
    /// - Parameters:
    ///   - channels: the proxies that the row's listener belongs to.
    ///   - again: whether what has been asked once may be asked again.
    mutating func ask(
        about row: Row, channels: [String], isOpen: Bool, again: Bool, now: Moment
    ) -> [FetchRequest] {
        guard !row.isRemoved, isOpen || hasRested(now), let id = row.listener.listenerID, !id.isEmpty else {
            return []
        }
        func isDue(_ asked: Moment?) -> Bool {
            asked.map { again && (now.age(of: $0) ?? .infinity) >= Self.interval } ?? true
        }
        var requests: [FetchRequest] = []
        // Where nothing is checked, the service has recorded every origin as normal.
        if refusal == nil, row.listener.healthCheck != .off {
            let queries = row.origins.sorted { $0.state < $1.state }
                .compactMap { HistoryQuery($0.server, of: row.listener, channels: channels) }
            // One that is bound on several ports is asked about once.
            var seen: Set<OriginKey> = []
            let wanted = queries.filter { seen.insert($0.key).inserted }
                .prefix(isOpen ? Self.originsInDetail : Self.originsInPane).filter { isDue(askedAt[$0.key]) }
            if askedAt.count > Self.remembered {
                askedAt = askedAt.filter { now.isWithin(Self.interval, of: $0.value) }
            }
            for query in wanted { askedAt[query.key] = now }
            pending.formUnion(wanted.map(\.key))
            if !wanted.isEmpty { requests.append(.loadHistory(wanted, at: now)) }
        }
        if isOpen, trafficRefusal == nil, isDue(trafficAskedAt[id]) {
            if trafficAskedAt.count > Self.remembered {
                trafficAskedAt = trafficAskedAt.filter { now.isWithin(Self.interval, of: $0.value) }
            }
            trafficAskedAt[id] = now
            pendingTraffic = id
            requests.append(.loadTraffic(listenerID: id, at: now))
        }
        return requests
    }

    /// Whether the cursor has been on the row long enough.
    private func hasRested(_ now: Moment) -> Bool { since.flatMap { now.age(of: $0) }.map { $0 >= Self.rest } ?? false }

    /// A history has come, or a refusal.
    mutating func take(_ key: OriginKey, failing error: CloudError?) {
        pending.remove(key)
        if let error, Self.isFinal(error) { refusal = error }
    }

    /// A listener's traffic has come, or a refusal.
    mutating func takeTraffic(of listenerID: String, failing error: CloudError?) {
        if pendingTraffic == listenerID { pendingTraffic = nil }
        if trafficFaults.count > Self.remembered { trafficFaults = [:] }
        trafficFaults[listenerID] = error
        if let error, Self.isFinal(error) { trafficRefusal = error }
    }

    /// Why there is no traffic of a listener to show; nil where none was asked for, or it came.
    /// Why the traffic of a listener could not be read; nil where it was read, or where nobody waited for it any more.
    func trafficFault(of listenerID: String) -> CloudError? {
        let error = trafficRefusal ?? trafficFaults[listenerID]
        return error == .cancelled ? nil : error
    }

    func isWaitingForTraffic(of listenerID: String) -> Bool { pendingTraffic == listenerID }

    /// Asking again would not help: no permission, or a service that does not have the action.
    private static func isFinal(_ error: CloudError) -> Bool {
        guard case .service(let answer) = error else { return false }
        return error.isDenied || answer.matches("InvalidAction") || answer.matches("UnsupportedOperation")
    }
}
