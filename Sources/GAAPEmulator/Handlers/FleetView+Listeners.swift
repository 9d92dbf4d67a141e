// A listener and its origins in the format of the service, with 21 and 7 fields. Only this code converts health to
// codes:
//
//   the check is off             every origin has status 0 (normal), whatever its health
//   an origin is down            status 1; a domain lists its addresses in DownIPList. Some listeners use -1
//   a domain does not resolve    status 1, with an empty DownIPList
//   a domain's address is down   status 0, with that address in DownIPList
//   BindStatus                   0 if an origin has status 1, otherwise 1

import Essentials

extension FleetView {
    /// Returns an element of `ListenerSet`.
    func row(of listener: FleetListener, owner: FleetOwner) -> JSONValue {
        var abnormal = listener.contradictsItself
        let origins = listener.bindings.map { binding in
            let health = listener.checksHealth ? self.health(of: binding) : .up
            if health == .down || health == .unresolved { abnormal = true }
            return row(of: binding, health: health, abnormal: listener.saysMinusOne ? -1 : 1)
        }
        var proxyID: String?
        var groupID: String?
        switch owner {
        case .proxy(let id): proxyID = id
        case .group(let id): groupID = id
        }
        let isSharedPort = groupID != nil || fleet.version(of: owner) == "1.0"
        return [
            "ListenerId": .string(listener.id),
            "ListenerName": .string(listener.name),
            "Port": .integer(listener.port),
            "RealServerPort": JSONValue(isSharedPort ? listener.bindings.first?.port : nil),
            "RealServerType": .string(listener.usesDomains ? "DOMAIN" : "IP"),
            "Protocol": "TCP",
            "ListenerStatus": .integer(status(of: listener)),
            "Scheduler": .string(listener.scheduler),
            "ConnectTimeout": .integer(listener.connectTimeout),
            "DelayLoop": .integer(listener.delayLoop),
            "HealthCheck": JSONValue(flag: listener.checksHealth),
            "BindStatus": JSONValue(flag: !abnormal),
            "RealServerSet": .array(origins),
            "CreateTime": .integer(listener.createTime),
            "ClientIPMethod": .integer(listener.clientIPMethod),
            "HealthyThreshold": .integer(listener.healthyThreshold),
            "UnhealthyThreshold": .integer(listener.unhealthyThreshold),
            "FailoverSwitch": JSONValue(flag: listener.hasFailover),
            "SessionPersist": .integer(listener.sessionPersist),
            "ProxyId": JSONValue(listener.hidesOwner ? nil : proxyID),
            "GroupId": JSONValue(listener.hidesOwner ? nil : groupID),
        ]
    }

    private func row(
        of binding: FleetListener.Binding, health: FleetOrigin.Health, abnormal: Int
    ) -> JSONValue {
        let origin = fleet.origins[binding.origin]
        let downAddresses: ArraySlice<String> =
            switch health {
            case .up, .unresolved: []
            case .down: origin.resolved[...]
            case .partly: origin.resolved.prefix(1)
            }
        return [
            "RealServerId": .string(origin.id),
            "RealServerIP": .string(origin.address),
            "RealServerWeight": .integer(binding.weight),
            "RealServerStatus": .integer(health == .down || health == .unresolved ? abnormal : 0),
            "RealServerPort": .integer(binding.port),
            "DownIPList": JSONValue(downAddresses.map { "\($0):\(binding.port)" }),
            "RealServerFailoverRole": .string(binding.role),
        ]
    }
}

extension Fleet {
    fileprivate func version(of owner: FleetOwner) -> String? {
        switch owner {
        case .proxy(let id): proxies.first { $0.id == id }?.version
        case .group(let id): groups.first { $0.id == id }?.version
        }
    }
}
