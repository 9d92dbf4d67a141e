// One listener with what we know about it: its owner, its health, and when and by which answer we learned it.

package import GAAP
package import TencentCloud

/// A listener as the account knows it.
package struct Row: Sendable, Equatable {
    package let id: String
    package var listener: TCPListener
    package var owner: OwnerID
    package var health: Health
    package var readAt: UnixTime
    package var requestID: String?
    /// As the service sent it; nil where the row comes from elsewhere.
    package var received: Received?
    /// When the state changed, if that was seen in this run.
    package var changedAt: UnixTime?
    /// When the state began, as the histories of its origins tell it; see `Account.note`.
    var beganAt: UnixTime?
    /// When it was read first in this run.
    package internal(set) var firstReadAt: UnixTime
    /// The state changed and nobody has looked since.
    package var isUnseen = false
    /// Gone from the service: kept so that indexes stay, never shown.
    package var isRemoved = false
    /// The newest reading that saw it.
    var reading: Int = 0

    package init(
        _ listener: TCPListener, owner: OwnerID, readAt: UnixTime, requestID: String? = nil, received: Received? = nil
    ) {
        let identity = Row.identity(of: listener)
        id = (listener.listenerID ?? "").isEmpty ? "\(owner.text) \(identity)" : identity
        self.received = received
        self.listener = listener
        self.owner = owner
        health = Health(listener)
        self.readAt = readAt
        firstReadAt = readAt
        self.requestID = requestID
    }

    /// The ListenerId; where the service sends none, port and name, which tell the listeners of one owner apart as well.
    static func identity(of listener: TCPListener) -> String {
        if let id = listener.listenerID, !id.isEmpty { return id }
        return "(no id) :\(listener.port ?? 0) \(listener.listenerName ?? "")"
    }

    package var state: State { health.state }
    package var name: String { listener.listenerName ?? "" }
    package var port: Int? { listener.port }

    /// Since when the state is what it is, as far as the service's history or this run's own readings tell.
    package var since: UnixTime? {
        guard let changedAt, let beganAt else { return changedAt ?? beganAt }
        return max(changedAt, beganAt)
    }

    /// The origins with their states.
    package var origins: [(server: BindRealServer, state: State)] {
        Array(zip(listener.realServerSet ?? [], health.origins)).map { (server: $0.0, state: $0.1) }
    }

    /// Healthy origins of all: `1/2`, or `?/2` where nothing is checked.
    package var originCount: String { "\(health.serving.map(String.init) ?? "?")/\(health.origins.count)" }

    /// The addresses that are down, without repeats: those of failing origins, and those that DownIPList names.
    package var downAddresses: [String] {
        var seen: Set<String> = []
        var addresses: [String] = []
        for (server, state) in origins where state == .down || state == .part {
            let named = server.downIPList ?? []
            for address in named.isEmpty ? [server.realServerIP ?? "?"] : named
            where seen.insert(address).inserted {
                addresses.append(address)
            }
        }
        return addresses
    }

    /// A few words on why the state is what it is: the DOWN column.
    package var trouble: String {
        switch state {
        case .dns: return withBusy("(does not resolve)")
        case .down, .part:
            let names = origins.filter { $0.state == .dns }
                .map { "\($0.server.realServerIP ?? "?") (does not resolve)" }
            return withBusy((downAddresses + names).joined(separator: " "))
        case .busy: return health.busy?.words ?? ""
        case .none: return "no origin bound"
        case .unknown: return health.doubt ?? ""
        case .off: return "not checked"
        case .ok: return ""
        }
    }

    private func withBusy(_ text: String) -> String { health.busy.map { "\(text) (\($0.words))" } ?? text }
}
