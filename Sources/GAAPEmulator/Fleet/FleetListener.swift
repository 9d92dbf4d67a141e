// The configuration of a TCP listener of the emulated account. Values that depend on the health of its origins are
// computed on request.

/// A TCP listener.
package struct FleetListener: Sendable, Equatable {
    /// A binding of the listener to an origin.
    package struct Binding: Sendable, Equatable {
        /// The index of the origin in `Fleet.origins`.
        package var origin: Int
        package var port: Int
        /// The weight, 1 to 100. It is 1 unless the scheduler is `wrr`.
        package var weight: Int
        /// `master` or `slave`, or empty outside a failover pair.
        package var role: String

        package init(origin: Int, port: Int, weight: Int = 1, role: String = "") {
            self.origin = origin
            self.port = port
            self.weight = weight
            self.role = role
        }
    }

    package let id: String
    /// The name, at most 30 characters.
    package var name: String
    package var port: Int
    /// Whether the origins are domains. All origins of a listener have the same type.
    package var usesDomains = false
    /// The scheduler: `rr`, `wrr`, `lc` or `lrtt`.
    package var scheduler = "rr"
    /// The timeout of a health check in seconds, 2 to 60. It is lower than `delayLoop`.
    package var connectTimeout = 2
    /// The interval of health checks in seconds, 5 to 300.
    package var delayLoop = 5
    package var checksHealth = true
    /// The status: 0 running, 1 creating, 2 destroying, 3 adjusting origins, 4 changing configuration. Other values are
    /// not documented.
    package var status = 0
    /// When the listener was created, in seconds since 1970.
    package var createTime = 0
    /// How the origins learn the client's address: 0 TOA, 1 Proxy Protocol.
    package var clientIPMethod = 0
    package var healthyThreshold = 1
    package var unhealthyThreshold = 1
    package var hasFailover = false
    /// Session persistence in seconds. 0 is off.
    package var sessionPersist = 0
    package var bindings: [Binding] = []
    /// Whether BindStatus is abnormal although no origin is: contradictory data.
    package var contradictsItself = false
    /// Whether the status of abnormal origins is -1, as in responses from 2020 and 2021.
    package var saysMinusOne = false
    /// Whether rows of the listener contain neither a proxy nor a group.
    package var hidesOwner = false

    package init(id: String, name: String, port: Int) {
        self.id = id
        self.name = name
        self.port = port
    }
}
