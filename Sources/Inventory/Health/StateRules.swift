// Derives states from codes. This is the only code that interprets the health codes of the service. There are two
// special cases: if the health check is off, every origin is reported as normal; and an abnormal domain with an empty
// DownIPList does not resolve.

package import GAAP
package import Essentials

/// The health of a listener: what its own fields show, and whether its owner forwards traffic.
package struct Health: Equatable, Sendable {
    /// The state of the listener: the worse of its own state and its owner's.
    package private(set) var state: State
    /// The state of the listener according to its own fields, without its owner.
    package let own: State
    /// The state of the owner; nil if owner states are ignored.
    package private(set) var owner: OwnerState?
    /// The states of the origins, in the order of `realServerSet`.
    package let origins: [State]
    /// What the service is doing to the listener, even if a worse state takes precedence.
    package let busy: ListenerStatus?
    /// Whether the list of origins was read completely. If not, there may be further origins.
    package let areOriginsRead: Bool
    /// Why the listener's own state is `?`, as a short text.
    private let ownDoubt: Wording?

    package init(_ listener: TCPListener, owner: OwnerState? = nil) {
        let check = listener.healthCheck
        let servers = listener.realServerSet ?? []
        let origins = servers.map { Health.state(of: $0, check: check, bind: listener.bindStatus) }
        self.origins = origins
        busy = Health.busyStatuses.contains { $0 == listener.listenerStatus } ? listener.listenerStatus : nil

        let failing = origins.filter { $0 == .down || $0 == .dns }.count
        let doubt = Health.doubt(about: listener, origins: origins)
        // An origin that could not be read may be healthy.
        areOriginsRead = listener.readsOrigins
        if areOriginsRead, !origins.isEmpty, origins.allSatisfy({ $0 == .dns }) {
            own = .dns
        } else if areOriginsRead, !origins.isEmpty, failing == origins.count {
            own = .down
        } else if failing > 0 || origins.contains(.part) {
            own = .part
        } else if busy != nil {
            own = .busy
        } else if areOriginsRead, origins.isEmpty {
            own = .none
        } else if doubt != nil {
            own = .unknown
        } else {
            own = check == .off ? .off : .ok
        }
        ownDoubt = own == .unknown ? doubt : nil
        state = own
        apply(owner)
    }

    /// Applies the state of the owner; nil ignores the owner.
    package mutating func apply(_ owner: OwnerState?) {
        self.owner = owner
        // The order of the states is the order of the rules, so the worse of the two states applies.
        state = min(own, owner?.kind.bestWord ?? .ok)
    }

    /// Whether a later reading found a different state. If the owner's state became known or unknown, that is not a
    /// change: in that case the listener's own states are compared.
    package func hasChanged(to later: Health) -> Bool {
        let isOneUnknown = (owner?.kind == .unknown) != (later.owner?.kind == .unknown)
        return isOneUnknown ? own != later.own : state != later.state
    }

    /// Why the state is `?`, as a short text.
    package var doubt: Wording? { state == .unknown ? ownDoubt ?? owner?.words : nil }

    /// The text for the owner's state; nil if the owner forwards traffic or is ignored.
    package var ownerWords: Wording? { owner?.words }

    /// Whether the owner is known to forward traffic, or is ignored.
    package var isOwnerServing: Bool { owner.map { $0.kind == .serves } ?? true }

    /// The number of origins that serve; nil if health checks are off, and if no origin was read although there may be
    /// some.
    package var serving: Int? {
        if origins.isEmpty, !areOriginsRead { return nil }
        if !origins.isEmpty, origins.allSatisfy({ $0 == .off || $0 == .unknown }) { return nil }
        return origins.count { $0 == .ok || $0 == .part }
    }

    private static let busyStatuses: [ListenerStatus] = [
        .creating, .destroying, .adjustingOrigins, .changingConfiguration,
    ]

    /// The state of one origin.
    private static func state(of server: BindRealServer, check: Toggle?, bind: BindStatus?) -> State {
        let down = server.downIPList ?? []
        switch (check, server.realServerStatus) {
        case (.off?, .abnormal?): return .unknown  // contradictory: not checked, but abnormal
        case (.off?, _): return .off
        // Only a list that was read and is empty proves that the name does not resolve.
        case (_, .abnormal?):
            return server.readsDownList && down.isEmpty && isDomain(server.realServerIP) ? .dns : .down
        // The meaning of this code depends on the other fields.
        case (_, .undocumented?) where bind == .abnormal && !down.isEmpty: return .down
        case (.on?, .normal?) where !down.isEmpty: return .part
        case (.on?, .normal?): return server.lacksDownList ? .unknown : .ok
        default: return .unknown
        }
    }

    private static func doubt(about listener: TCPListener, origins: [State]) -> Wording? {
        guard let status = listener.listenerStatus else { return listener.lacks(.listenerStatus) }
        guard status.isKnown else { return Wording(verbatim: "ListenerStatus \(status.raw)") }
        guard let check = listener.healthCheck else { return listener.lacks(.healthCheck) }
        guard check.isKnown else { return Wording(verbatim: "HealthCheck \(check.raw)") }
        if !listener.readsOrigins { return listener.lacks(.realServerSet) }
        if let index = origins.firstIndex(of: .unknown) {
            let server = (listener.realServerSet ?? [])[index]
            let name = server.realServerIP.map(Wording.init(verbatim:)) ?? Wording("an origin", zh: "某源站")
            func about(_ words: Wording) -> Wording {
                Wording("\(words[.english]) of \(name[.english])", zh: "\(name[.chinese]) 的 \(words[.chinese])")
            }
            if server.realServerStatus == .normal {
                let field = BindRealServer.CodingKeys.downIPList.rawValue
                return about(server.isUnreadable(.downIPList) ? unreadable(field) : missing(field))
            }
            let field = BindRealServer.CodingKeys.realServerStatus.rawValue
            if let status = server.realServerStatus { return about(Wording(verbatim: "\(field) \(status.raw)")) }
            return about(server.isUnreadable(.realServerStatus) ? unreadable(field) : missing(field))
        }
        guard check == .on else { return nil }
        guard let bind = listener.bindStatus else {
            return listener.isUnreadable(.bindStatus) ? unreadable("BindStatus") : nil
        }
        guard bind.isKnown else { return Wording(verbatim: "BindStatus \(bind.raw)") }
        return bind == .abnormal
            ? Wording("BindStatus abnormal, but no origin is", zh: "BindStatus 异常，但源站均正常") : nil
    }

    fileprivate static func unreadable(_ field: String) -> Wording {
        Wording("\(field) unreadable", zh: "\(field) 无法读取")
    }

    fileprivate static func missing(_ field: String) -> Wording { Wording("\(field) missing", zh: "\(field) 缺失") }

    /// Whether the text is a domain name rather than an address. Addresses contain only digits and dots, or a colon.
    package static func isDomain(_ text: String?) -> Bool {
        guard let text, !text.isEmpty, !text.contains(":") else { return false }
        return !text.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
}

extension OwnerState.Kind {
    /// The best state that a listener of such an owner can have.
    package var bestWord: State {
        switch self {
        case .stopped: .stop
        case .partlyStopped: .part
        case .changing: .busy
        case .unknown: .unknown
        case .serves: .ok
        }
    }
}

extension TCPListener {
    /// Whether all its origins were read. Only then does an empty list mean that no origin is bound.
    package var readsOrigins: Bool { realServerSet != nil && !isUnreadable(.realServerSet) }

    /// Whether the form of a field, or of an element of it, differs from the documented one.
    fileprivate func isUnreadable(_ key: CodingKeys) -> Bool { unreadable.contains { $0.isAbout(key) } }

    /// Why a field has no value.
    fileprivate func lacks(_ key: CodingKeys) -> Wording {
        isUnreadable(key) ? Health.unreadable(key.rawValue) : Health.missing(key.rawValue)
    }
}

extension BindRealServer {
    /// Whether every element of DownIPList was read. Only then does an empty list mean that no address is down.
    package var readsDownList: Bool { downIPList != nil && !isUnreadable(.downIPList) }

    /// Whether a normal origin may have addresses that are down and were not read. An origin that is an address has no
    /// other addresses, so the service may leave the list out for it. But a list that the service sends must be
    /// readable.
    fileprivate var lacksDownList: Bool {
        isUnreadable(.downIPList) || downIPList == nil && Health.isDomain(realServerIP)
    }

    fileprivate func isUnreadable(_ key: CodingKeys) -> Bool { unreadable.contains { $0.isAbout(key) } }
}

extension UnreadableField {
    /// Whether it is this field, or an element of this field's list.
    fileprivate func isAbout(_ key: some CodingKey) -> Bool {
        path == key.stringValue || path.hasPrefix(key.stringValue + "[")
    }
}
