// The codes of listeners and their origins. Mind the mixed polarity: a RealServerStatus of 0 is normal, a BindStatus of 0 is
// abnormal, a ListenerStatus of 0 is running.

/// What the service is doing to a listener.
package struct ListenerStatus: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let running = ListenerStatus(0)
    package static let creating = ListenerStatus(1)
    package static let destroying = ListenerStatus(2)
    package static let adjustingOrigins = ListenerStatus(3)
    package static let changingConfiguration = ListenerStatus(4)

    package static let meanings: [ListenerStatus: String] = [
        .running: "running", .creating: "creating", .destroying: "destroying",
        .adjustingOrigins: "adjusting origins", .changingConfiguration: "config changing",
    ]
}

/// Whether any origin of a TCP listener is abnormal. (The UDP field of this name has the opposite sense.)
package struct BindStatus: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let abnormal = BindStatus(0)
    package static let normal = BindStatus(1)
    package static let meanings: [BindStatus: String] = [.abnormal: "abnormal", .normal: "normal"]
}

/// The health of one origin. Always 0 when the listener's health check is off.
package struct RealServerStatus: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let normal = RealServerStatus(0)
    package static let abnormal = RealServerStatus(1)
    package static let meanings: [RealServerStatus: String] = [
        .normal: "normal", .abnormal: "abnormal",
    ]
}

/// A switch: health check, failover.
package struct Toggle: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let off = Toggle(0)
    package static let on = Toggle(1)
    package static let meanings: [Toggle: String] = [.off: "off", .on: "on"]
}

/// How an origin learns the client's address.
package struct ClientIPMethod: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let toa = ClientIPMethod(0)
    package static let proxyProtocol = ClientIPMethod(1)
    package static let meanings: [ClientIPMethod: String] = [
        .toa: "TOA", .proxyProtocol: "Proxy Protocol",
    ]
}

/// How a listener spreads connections over its origins.
package struct Scheduler: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let roundRobin = Scheduler("rr")
    package static let weightedRoundRobin = Scheduler("wrr")
    package static let leastConnections = Scheduler("lc")
    package static let leastLatency = Scheduler("lrtt")
    package static let meanings: [Scheduler: String] = [
        .roundRobin: "round robin", .weightedRoundRobin: "weighted round robin",
        .leastConnections: "least connections", .leastLatency: "least latency",
    ]
}

/// What a listener's origins are: one kind per listener.
package struct RealServerType: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let ip = RealServerType("IP")
    package static let domain = RealServerType("DOMAIN")
    package static let meanings: [RealServerType: String] = [.ip: "IP", .domain: "domain"]
}

/// An origin's part in a failover pair; empty outside of one.
package struct FailoverRole: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let none = FailoverRole("")
    package static let master = FailoverRole("master")
    package static let slave = FailoverRole("slave")
    package static let meanings: [FailoverRole: String] = [
        .none: "", .master: "master", .slave: "slave",
    ]
}

/// What state a proxy or a proxy group is in. Undocumented values occur (`CREATE_FAILED`).
package struct OwnerStatus: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let running = OwnerStatus("RUNNING")
    package static let meanings: [OwnerStatus: String] = Dictionary(
        uniqueKeysWithValues: [
            "RUNNING", "CREATING", "DESTROYING", "OPENING", "CLOSING", "CLOSED", "ADJUSTING",
            "ISOLATING", "ISOLATED", "CLONING", "RECOVERING", "MOVING", "CHANGING",
            "CREATE_FAILED",
        ].map { raw in
            let words = String(raw.map { $0 == "_" ? " " : Character($0.lowercased()) })
            return (OwnerStatus(raw), words)
        })
}
