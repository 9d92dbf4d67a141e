// Sample listeners and owners. Every property that a test does not set has a healthy value.

package import GAAP
package import Inventory
import Essentials

extension BindRealServer {
    package static func origin(
        _ address: String? = "10.0.0.1", _ status: RealServerStatus? = .normal, down: [String]? = []
    ) -> BindRealServer {
        var server = BindRealServer()
        server.realServerIP = address
        server.realServerPort = 8_080
        server.realServerStatus = status
        server.downIPList = down
        return server
    }
}

extension TCPListener {
    package static func sample(
        _ id: String? = "listener-1", name: String = "web", port: Int? = 80, status: ListenerStatus? = .running,
        check: Toggle? = .on, bind: BindStatus? = nil, origins: [BindRealServer]? = [.origin()],
        proxy: String? = "link-1", group: String? = nil
    ) -> TCPListener {
        var listener = TCPListener()
        listener.listenerID = id
        listener.listenerName = name
        listener.port = port
        listener.listenerStatus = status
        listener.healthCheck = check
        listener.bindStatus = bind
        listener.realServerSet = origins
        listener.proxyID = proxy
        listener.groupID = group
        listener.scheduler = .roundRobin
        return listener
    }

    /// Returns a listener in the given state, with the simplest data that cause the state.
    package static func sample(_ id: String, in state: State, name: String = "web", port: Int = 80) -> TCPListener {
        switch state {
        case .down: sample(id, name: name, port: port, origins: [.origin("10.0.0.1", .abnormal)])
        case .dns: sample(id, name: name, port: port, origins: [.origin("a.example", .abnormal)])
        // Only the state of the owner gives STOP. The listener itself is healthy.
        case .stop: sample(id, name: name, port: port)
        case .part:
            sample(id, name: name, port: port, origins: [.origin("10.0.0.1", .abnormal), .origin("10.0.0.2")])
        case .busy: sample(id, name: name, port: port, status: .creating)
        case .none: sample(id, name: name, port: port, origins: [])
        case .unknown: sample(id, name: name, port: port, status: ListenerStatus(9))
        case .off: sample(id, name: name, port: port, check: .off)
        case .ok: sample(id, name: name, port: port)
        }
    }
}

extension Row {
    package init(_ listener: TCPListener, at seconds: Double = 0) {
        self.init(listener, owner: OwnerID(of: listener) ?? .proxy("link-1"), readAt: Moment(seconds))
    }
}

extension Owner {
    /// Returns an owner that forwards traffic; a group has one member.
    package static func serving(_ id: OwnerID, name: String = "") -> Owner {
        var owner = Owner(id: id, name: name)
        owner.isRead = true
        owner.status = .value(.running)
        if id.isGroup {
            owner.members = [.serving(.proxy("link-in-\(id.text)"))]
        } else {
            owner.ban = .value(.notBanned)
        }
        return owner
    }
}

extension Account {
    package init(_ listeners: [TCPListener]) {
        self.init()
        take(listeners)
    }

    /// Merges listeners into the account. Their states do not depend on the states of their owners.
    @discardableResult
    package mutating func take(
        _ listeners: [TCPListener], askedOf owner: OwnerID? = nil, reading: Int = 1, at seconds: Double = 0
    ) -> [Int] {
        usesOwnerStates = false
        return merge(listeners, askedOf: owner, reading: reading, at: Moment(seconds), requestID: "request-1")
    }
}
