// Decides which histories to request, and when. The histories of the listener that is shown are requested once per
// origin and minute, and only after the cursor has rested. The histories that FOR needs for the problems on the screen
// are requested once per change of state, and a few at a time. An action that is refused permanently is not called
// again.

import Essentials
import GAAP
import Inventory
import TencentCloud

/// The requests for histories and traffic, and which of them are pending.
struct HistoryRequests: Sendable {
    /// How long the cursor must rest on a listener before its histories are requested, in seconds.
    static let rest: Double = 0.5
    /// The time until the same request is repeated, in seconds.
    static let interval: Double = 60
    /// The maximum number of origins per request: for the pane, and for the detail.
    static let (originsInPane, originsInDetail) = (8, 40)
    /// The maximum number of pending histories for problems that are not selected.
    static let maximumInBackground = 6
    /// The time until the history of a problem is requested again if it could not be read or did not help, in seconds.
    private static let retry: Double = 300
    /// The maximum number of origins whose last request is remembered.
    private static let remembered = 5_000

    /// The row that is shown, and since when.
    private(set) var row: Int?
    private var since: Moment?
    private var askedAt: [OriginKey: Moment] = [:]
    private var trafficAskedAt: [String: Moment] = [:]
    /// The pending histories of the row that is shown.
    private var pending: Set<OriginKey> = []
    /// The pending histories of other problems.
    private var pendingInBackground: Set<OriginKey> = []
    private var pendingTraffic: String?
    /// The histories whose last request failed.
    private var failed: Set<OriginKey> = []
    /// The permanent refusal of histories, after which they are not requested again.
    private(set) var refusal: CloudError?
    /// The permanent refusal of traffic.
    private var trafficRefusal: CloudError?
    /// The errors of traffic, by listener.
    private var trafficFaults: [String: CloudError] = [:]

    /// The last logged error of each kind. The same error a minute later is not logged again.
    private var logged: [SideRequest: CloudError] = [:]

    /// The kinds of requests other than for listeners.
    enum SideRequest: Hashable, Sendable { case history, traffic }

    init() {}

    /// Returns whether an error must be logged, which is the case if it differs from the last one of its kind. After a
    /// successful request, the next error is logged again.
    mutating func isNews(_ error: CloudError?, of kind: SideRequest) -> Bool {
        guard let error else {
            logged[kind] = nil
            return false
        }
        if error == .cancelled || logged[kind].map({ $0.isSameCause(as: error) }) == true { return false }
        logged[kind] = error
        return true
    }

    /// Notes which row is shown, and cancels the pending requests of the previous one.
    /// - Returns: the cancellations.
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

    /// Returns the requests for data of a row that is missing or too old.
    /// - Parameters:
    ///   - channels: the proxies that the row's listener belongs to.
    ///   - again: whether requests may be repeated.
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
        // Without a health check, the service records every origin as normal.
        if refusal == nil, row.listener.healthCheck != .off {
            let queries = row.origins.sorted { $0.state < $1.state }
                .compactMap { HistoryQuery($0.server, of: row.listener, channels: channels) }
            // The history of an origin that is bound with several ports is requested once.
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

    /// Returns requests for the histories that FOR of the problems needs and that were not requested since the problems
    /// began.
    /// - Parameter problems: the rows with the proxies that their listeners belong to, most important first.
    mutating func requestInBackground(_ problems: [(row: Row, channels: [String])], now: Moment) -> [FetchRequest] {
        guard refusal == nil else { return [] }
        var wanted: [HistoryQuery] = []
        for (row, channels) in problems {
            let room = Self.maximumInBackground - pendingInBackground.count
            guard room > 0 else { break }
            guard !row.isRemoved, row.listener.healthCheck != .off, row.since?.isAtLeast ?? true else { continue }
            let failing = row.origins.filter { $0.state == .down || $0.state == .dns }.prefix(Self.originsInPane)
            for (server, _) in failing {
                guard pendingInBackground.count < Self.maximumInBackground,
                    let query = HistoryQuery(server, of: row.listener, channels: channels), isDue(query.key, row, now)
                else { continue }
                askedAt[query.key] = now
                pendingInBackground.insert(query.key)
                wanted.append(query)
            }
        }
        return wanted.isEmpty ? [] : [.loadHistory(wanted, at: now, priority: .background)]
    }

    /// Returns whether a history was not requested since its row changed, or did not help and may be requested again.
    private func isDue(_ key: OriginKey, _ row: Row, _ now: Moment) -> Bool {
        guard let asked = askedAt[key] else { return true }
        if let changed = row.changedAt, asked.isBefore(changed) { return true }
        return (failed.contains(key) || row.since == nil) && !now.isWithin(Self.retry, of: asked)
    }

    /// Returns whether the cursor has been on the row long enough.
    private func hasRested(_ now: Moment) -> Bool { since.flatMap { now.age(of: $0) }.map { $0 >= Self.rest } ?? false }

    /// Notes that a history was read, or its error.
    /// - Returns: whether the error is permanent and the history belongs to a problem that is not selected.
    mutating func take(_ key: OriginKey, failing error: CloudError?) -> Bool {
        pending.remove(key)
        let isInBackground = pendingInBackground.remove(key) != nil
        if error == nil { failed.remove(key) } else { failed.insert(key) }
        if failed.count > Self.remembered { failed = [] }
        guard let error, Self.isFinal(error), refusal == nil else { return false }
        refusal = error
        return isInBackground
    }

    /// Notes that the traffic of a listener was read, or its error.
    mutating func takeTraffic(of listenerID: String, failing error: CloudError?) {
        if pendingTraffic == listenerID { pendingTraffic = nil }
        if trafficFaults.count > Self.remembered { trafficFaults = [:] }
        trafficFaults[listenerID] = error
        if let error, Self.isFinal(error) { trafficRefusal = error }
    }

    /// Returns why the traffic of a listener could not be read; nil if it was read, was not requested, or its request
    /// was cancelled.
    func trafficFault(of listenerID: String) -> CloudError? {
        let error = trafficRefusal ?? trafficFaults[listenerID]
        return error == .cancelled ? nil : error
    }

    func isWaitingForTraffic(of listenerID: String) -> Bool { pendingTraffic == listenerID }

    /// Returns whether a repeated request would fail, too: there is no permission, or the service lacks the action.
    private static func isFinal(_ error: CloudError) -> Bool {
        guard case .service(let answer) = error else { return false }
        return error.isDenied || answer.matches("InvalidAction") || answer.matches("UnsupportedOperation")
    }
}
