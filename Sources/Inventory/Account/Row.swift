// One listener and what is known about it: its owner, its health, and when and in which response it was read.

package import GAAP
package import Essentials

/// A listener with its owner and state.
package struct Row: Sendable, Equatable {
    package let id: String
    package let kind: ListenerKind
    package var listener: TCPListener
    /// The owner that was queried for the listener, or that the listener names; nil if neither is known. See
    /// `Account+Filing`.
    package internal(set) var owner: OwnerID?
    /// The other owners whose responses contain the listener: the service returned it for several owners.
    var otherClaims: [Claim] = []
    package var health: Health
    package var readAt: Moment
    package var requestID: String?
    /// The JSON as the service sent it; nil if the row was not received from the service.
    package var received: Received?
    /// The time of the reading that found a different state than the reading before it; nil if this run found no
    /// change. The change itself lies between the two readings.
    package var changedAt: Moment?
    /// The consecutive readings with the current state.
    var observed: Observation
    /// The same for each origin, in the order of `origins`.
    var originsObserved: [Observation]
    /// When the state began according to the histories of its origins; see `Account.note`.
    var historySince: Since?
    /// The state has changed and the user has not looked at the row since.
    package var isUnseen = false
    /// The service no longer returns the listener. The row is kept until `Account.reclaim`, and is displayed only in
    /// views that were already open.
    package internal(set) var isRemoved = false
    /// The row's index waits for another listener.
    var isVacant = false
    /// The latest pass over its owner's listeners of its kind that found it.
    var reading: Int = 0

    package init(
        _ listener: TCPListener, kind: ListenerKind = .tcp, owner: OwnerID?, readAt: Moment, requestID: String? = nil,
        received: Received? = nil
    ) {
        let identity = Row.identity(of: listener, kind: kind)
        self.kind = kind
        let hasID = !(listener.listenerID ?? "").isEmpty
        id = hasID ? identity : [owner?.text, identity].compactMap(\.self).joined(separator: " ")
        self.received = received
        self.listener = listener
        self.owner = owner
        health = Health(listener)
        self.readAt = readAt
        observed = Observation(from: readAt)
        originsObserved = Array(repeating: Observation(from: readAt), count: health.origins.count)
        self.requestID = requestID
    }

    /// The ListenerId. If the service sends none, it is the port and the name, which also identify a listener among
    /// those of one owner and one kind.
    static func identity(of listener: TCPListener, kind: ListenerKind) -> String {
        if let id = listener.listenerID, !id.isEmpty { return id }
        return "(no id) \(kind == .tcp ? "" : kind.name):\(listener.port ?? 0) \(listener.listenerName ?? "")"
    }

    /// The id of its owner; `?` if the owner is not known.
    package var ownerText: String { owner?.text ?? "?" }
    package var state: State { health.state }
    package var name: String { listener.listenerName ?? "" }
    package var port: Int? { listener.port }

    /// Since when the state is as it is, as far as the service's history or this run's own readings show.
    ///
    /// A healthy state that was observed since the first reading has no useful start time, and neither does a state
    /// that was read only once. In both cases the value is nil.
    package var since: Since? {
        guard let since = Since.resolve(observed, historySince) else { return nil }
        guard since.isAtLeast, since.source == .seen else { return since }
        return state.isProblem && since.time != readAt ? since : nil
    }

    /// Stores since when the state is as it is, as an earlier run or a snapshot observed it.
    package mutating func note(_ since: Since) { historySince = since }

    /// The origins with their states.
    package var origins: [(server: BindRealServer, state: State)] {
        Array(zip(listener.realServerSet ?? [], health.origins)).map { (server: $0.0, state: $0.1) }
    }

    /// The number of healthy origins and of all origins, such as `1/2`. It is `?/2` if health checks are off, `?/?` if
    /// no origin was read, and `1/2+` if there may be origins that were not read.
    package var originCount: String {
        let count = health.origins.count
        let all = health.areOriginsRead ? "\(count)" : count == 0 ? "?" : "\(count)+"
        return "\(health.serving.map(String.init) ?? "?")/\(all)"
    }

    /// The addresses that are down, without repeats: those of failing origins, and those in their DownIPLists.
    package var downAddresses: [String] {
        let named = namedAddresses
        return named.all + named.amongOthers
    }

    /// The same addresses, split. `amongOthers` has those of domains that may have further addresses that are down.
    private var namedAddresses: (all: [String], amongOthers: [String]) {
        let names = listener.originNames
        var seen: Set<String> = []
        var (all, amongOthers): ([String], [String]) = ([], [])
        for (server, state) in origins where state == .down || state == .part {
            let named = server.downIPList ?? []
            if state == .down, !named.isEmpty, Health.isDomain(server.realServerIP) {
                amongOthers += named.filter { seen.insert($0).inserted }
            } else {
                all += (named.isEmpty ? [names[server]] : named).filter { seen.insert($0).inserted }
            }
        }
        return (all, amongOthers)
    }

    /// A short reason for the state. Exports and sort orders use this text.
    package var trouble: String { trouble(in: .english) }

    /// The same in a given language, for the DOWN column. A search matches both languages.
    package func trouble(in language: Language) -> String {
        let owner = health.ownerWords?[language] ?? ""
        switch state {
        case .stop: return withBusy(owner, language)
        case .unknown: return health.doubt?[language] ?? ""
        case .down, .dns, .part, .busy, .none, .off, .ok: break
        }
        let own = ownTrouble(in: language)
        if own.isEmpty || owner.isEmpty { return own.isEmpty ? owner : own }
        return Wording("\(own), \(owner)", zh: "\(own)，\(owner)")[language]
    }

    /// The reason for the state of the listener itself, without its owner's.
    private func ownTrouble(in language: Language) -> String {
        let unresolved = Wording("(does not resolve)", zh: "（无法解析）")[language]
        switch health.own {
        case .dns: return withBusy(unresolved, language)
        case .down, .part:
            let originNames = listener.originNames
            let names = origins.filter { $0.state == .dns }
                .map { "\(originNames[$0.server])\(language == .english ? " " : "")\(unresolved)" }
            let (addresses, others) = namedAddresses
            let list = others.joined(separator: " ")
            // The state of the domain's other addresses is not known.
            let atLeast = others.isEmpty ? [] : [Wording("at least \(list)", zh: "至少 \(list)")[language]]
            let plain = (addresses + names).joined(separator: " ")
            let separator = Wording(", ", zh: "，")[language]
            return withBusy(((plain.isEmpty ? [] : [plain]) + atLeast).joined(separator: separator), language)
        case .busy: return health.busy?.meaning[language] ?? ""
        case .none: return Wording("no origin bound", zh: "未绑定源站")[language]
        case .unknown: return health.doubt?[language] ?? ""
        case .off: return Wording("not checked", zh: "未检查")[language]
        // Only an owner can stop a listener, so `stop` is never the listener's own state.
        case .stop, .ok: return ""
        }
    }

    /// What the state means, and what else is true: what the service is doing, and the owner's state if the owner does
    /// not forward traffic.
    package var stateMeaning: Wording {
        var meaning = state.meaning
        if state != .busy || health.own != .busy, let busy = health.busy?.meaning {
            meaning = Wording(
                "\(meaning[.english]); also \(busy[.english])", zh: "\(meaning[.chinese])；同时\(busy[.chinese])")
        }
        guard let owner = health.ownerWords else { return meaning }
        return Wording("\(meaning[.english]); \(owner[.english])", zh: "\(meaning[.chinese])；\(owner[.chinese])")
    }

    private func withBusy(_ text: String, _ language: Language) -> String {
        guard let busy = health.busy?.meaning[language] else { return text }
        return Wording("\(text) (\(busy))", zh: "\(text)（\(busy)）")[language]
    }
}
