// One listener with what we know about it: its owner, its health, and when and by which answer we learned it.

package import GAAP
package import Essentials

/// A listener as the account knows it.
package struct Row: Sendable, Equatable {
    package let id: String
    package let kind: ListenerKind
    package var listener: TCPListener
    /// The owner that was asked for it, or that it names; nil where neither is known. See `Account+Filing`.
    package internal(set) var owner: OwnerID?
    /// The other owners whose answers hold it: the service gave one listener for several.
    var otherClaims: [Claim] = []
    package var health: Health
    package var readAt: Moment
    package var requestID: String?
    /// As the service sent it; nil where the row comes from elsewhere.
    package var received: Received?
    /// The reading that found another state than the one before, if that was seen in this run. The change itself lies
    /// between the two.
    package var changedAt: Moment?
    /// The readings that have seen this state.
    var observed: Observation
    /// The same of each origin, in the order of `origins`.
    var originsObserved: [Observation]
    /// When the state began, as the histories of its origins tell it; see `Account.note`.
    var historySince: Since?
    /// The state changed and nobody has looked since.
    package var isUnseen = false
    /// Gone from the service: kept until `Account.reclaim`, shown only where it was opened before.
    package internal(set) var isRemoved = false
    /// Its place in the account waits for another listener.
    var isVacant = false
    /// The newest pass over its owner's listeners of its kind that saw it.
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

    /// The ListenerId; where the service sends none, port and name, which tell the listeners of one owner apart as
    /// well, those of one kind at least.
    static func identity(of listener: TCPListener, kind: ListenerKind) -> String {
        if let id = listener.listenerID, !id.isEmpty { return id }
        return "(no id) \(kind == .tcp ? "" : kind.name):\(listener.port ?? 0) \(listener.listenerName ?? "")"
    }

    /// The id of its owner; `?` where that is not known.
    package var ownerText: String { owner?.text ?? "?" }
    package var state: State { health.state }
    package var name: String { listener.listenerName ?? "" }
    package var port: Int? { listener.port }

    /// Since when the state is what it is, as far as the service's history or this run's own readings tell.
    ///
    /// That a listener has been well for as long as somebody has looked says nothing, and nor does a single reading.
    package var since: Since? {
        guard let since = Since.resolve(observed, historySince) else { return nil }
        guard since.isAtLeast, since.source == .seen else { return since }
        return state.isProblem && since.time != readAt ? since : nil
    }

    /// Takes over since when it is as it is, from whoever has observed it before.
    package mutating func note(_ since: Since) { historySince = since }

    /// The origins with their states.
    package var origins: [(server: BindRealServer, state: State)] {
        Array(zip(listener.realServerSet ?? [], health.origins)).map { (server: $0.0, state: $0.1) }
    }

    /// Healthy origins of all: `1/2`, or `?/2` where nothing is checked.
    /// `?/?` where no origin was read, `1/2+` where others may not have been.
    package var originCount: String {
        let count = health.origins.count
        let all = health.areOriginsRead ? "\(count)" : count == 0 ? "?" : "\(count)+"
        return "\(health.serving.map(String.init) ?? "?")/\(all)"
    }

    /// The addresses that are down, without repeats: those of failing origins, and those that DownIPList names.
    package var downAddresses: [String] {
        let named = namedAddresses
        return named.all + named.amongOthers
    }

    /// The same, and apart from them those of domains of which at least these addresses are down.
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

    /// A few words on why the state is what it is, as they are exported and sorted by.
    package var trouble: String { trouble(in: .english) }

    /// The same as shown: the DOWN column. A search finds both.
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

    /// What is the matter with the listener itself.
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
            // How the other addresses of a domain are cannot be told.
            let atLeast = others.isEmpty ? [] : [Wording("at least \(list)", zh: "至少 \(list)")[language]]
            let plain = (addresses + names).joined(separator: " ")
            let separator = Wording(", ", zh: "，")[language]
            return withBusy(((plain.isEmpty ? [] : [plain]) + atLeast).joined(separator: separator), language)
        case .busy: return health.busy?.meaning[language] ?? ""
        case .none: return Wording("no origin bound", zh: "未绑定源站")[language]
        case .unknown: return health.doubt?[language] ?? ""
        case .off: return Wording("not checked", zh: "未检查")[language]
        // An owner stops a listener, never the listener itself.
        case .stop, .ok: return ""
        }
    }

    /// What the state means, and what is true besides: what the service is doing, and the owner where it does not
    /// serve.
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
