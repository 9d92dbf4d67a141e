// Which histories are asked for, and when: for what somebody looks at, once an origin and minute, and not while the
// cursor is on its way somewhere else; and for the problems on the screen, so that FOR is filled, once for each change
// of their state and a few at a time. An action that is refused permanently is not called again.

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
    /// Histories that are asked for at once without anybody looking at them.
    static let behind = 6
    /// Seconds until a history that could not be read, or says nothing of now, is asked for again without anybody
    /// looking at it.
    private static let retry: Double = 300
    /// Origins of which it is remembered when they were asked about.
    private static let remembered = 5_000

    /// The row looked at, and since when.
    private(set) var row: Int?
    private var since: Moment?
    private var askedAt: [OriginKey: Moment] = [:]
    private var trafficAskedAt: [String: Moment] = [:]
    /// Asked and not answered yet.
    private var pending: Set<OriginKey> = []
    /// The same without anybody looking at them.
    private var pendingBehind: Set<OriginKey> = []
    private var pendingTraffic: String?
    /// Those that could not be read when they were asked for last.
    private var failed: Set<OriginKey> = []
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

    /// Asks for what FOR of problems needs and was not asked for since they began.
    /// - Parameter problems: with the proxies that their listeners belong to, in the order of their importance.
    mutating func askBehind(_ problems: [(row: Row, channels: [String])], now: Moment) -> [FetchRequest] {
        guard refusal == nil else { return [] }
        var wanted: [HistoryQuery] = []
        for (row, channels) in problems {
            let room = Self.behind - pendingBehind.count
            guard room > 0 else { break }
            guard !row.isRemoved, row.listener.healthCheck != .off, row.since?.isAtLeast ?? true else { continue }
            let failing = row.origins.filter { $0.state == .down || $0.state == .dns }.prefix(Self.originsInPane)
            for (server, _) in failing {
                guard pendingBehind.count < Self.behind,
                    let query = HistoryQuery(server, of: row.listener, channels: channels), isDue(query.key, row, now)
                else { continue }
                askedAt[query.key] = now
                pendingBehind.insert(query.key)
                wanted.append(query)
            }
        }
        return wanted.isEmpty ? [] : [.loadHistory(wanted, at: now, priority: .background)]
    }

    /// Whether a history was not asked for since its row changed, or did not help and that is some time ago.
    private func isDue(_ key: OriginKey, _ row: Row, _ now: Moment) -> Bool {
        guard let asked = askedAt[key] else { return true }
        if let changed = row.changedAt, asked.isBefore(changed) { return true }
        return (failed.contains(key) || row.since == nil) && !now.isWithin(Self.retry, of: asked)
    }

    /// Whether the cursor has been on the row long enough.
    private func hasRested(_ now: Moment) -> Bool { since.flatMap { now.age(of: $0) }.map { $0 >= Self.rest } ?? false }

    /// A history has come, or a refusal.
    /// - Returns: whether it is a refusal that stops asking, of a history that nobody looked at.
    mutating func take(_ key: OriginKey, failing error: CloudError?) -> Bool {
        pending.remove(key)
        let isBehind = pendingBehind.remove(key) != nil
        if error == nil { failed.remove(key) } else { failed.insert(key) }
        if failed.count > Self.remembered { failed = [] }
        guard let error, Self.isFinal(error), refusal == nil else { return false }
        refusal = error
        return isBehind
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
