// A TCP listener of the pretended account: its configuration. What depends on its origins' health is worked out when it
// is asked for.

/// A TCP listener.
package struct FleetListener: Sendable, Equatable {
    /// An origin as this listener uses it.
    package struct Binding: Sendable, Equatable {
        /// Its place in `Fleet.origins`.
        package var origin: Int
        package var port: Int
        /// 1 unless the scheduler is `wrr`; 1 to 100.
        package var weight: Int
        /// `master`, `slave`, or empty outside of a failover pair.
        package var role: String

        package init(origin: Int, port: Int, weight: Int = 1, role: String = "") {
            self.origin = origin
            self.port = port
            self.weight = weight
            self.role = role
        }
    }

    package let id: String
    /// At most 30 characters.
    package var name: String
    package var port: Int
    /// Whether the origins are domains: one kind per listener.
    package var usesDomains = false
    /// `rr`, `wrr`, `lc`, `lrtt`.
    package var scheduler = "rr"
    /// Seconds, 2 to 60, below `delayLoop`.
    package var connectTimeout = 2
    /// Seconds, 5 to 300.
    package var delayLoop = 5
    package var checksHealth = true
    /// 0 running, 1 creating, 2 destroying, 3 adjusting origins, 4 changing configuration; others are not documented.
    package var status = 0
    /// Seconds since 1970.
    package var createTime = 0
    /// 0 TOA, 1 Proxy Protocol.
    package var clientIPMethod = 0
    package var healthyThreshold = 1
    package var unhealthyThreshold = 1
    package var hasFailover = false
    /// Seconds; 0 is off.
    package var sessionPersist = 0
    package var bindings: [Binding] = []
    /// Says that an origin is abnormal though none is: data that contradict each other.
    package var contradictsItself = false
    /// Says -1 of abnormal origins, as answers of 2020 and 2021 do.
    package var saysMinusOne = false
    /// Names neither its proxy nor its group.
    package var hidesOwner = false

    package init(id: String, name: String, port: Int) {
        self.id = id
        self.name = name
        self.port = port
    }
}
