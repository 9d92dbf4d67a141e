// What each field of a listener and of an origin means for a comparison, as one table each. A test walks over the fields of the
// models, so that a new one cannot be forgotten here.

import GAAP
import TencentCloud

/// A field of the API's and its part in a comparison.
struct ComparedField<Model>: Sendable {
    enum Role: Sendable {
        /// Says which listener it is.
        case identity
        /// Says whose it is.
        case owner
        /// Tells how things are.
        case health
        /// Somebody decided it.
        case configuration
        /// Holds origins, which are compared one by one.
        case origins
    }

    /// As the API calls it.
    let name: String
    let role: Role
    /// The value in decoded words.
    let words: @Sendable (Model) -> String?

    init(_ name: String, _ role: Role, _ words: @escaping @Sendable (Model) -> String? = { _ in nil }) {
        self.name = name
        self.role = role
        self.words = words
    }

    /// The change between two values; nil where there is none.
    func change(from old: Model, to new: Model, origin: String? = nil) -> FieldChange? {
        let before = words(old).flatMap { $0.isEmpty ? nil : $0 }
        let after = words(new).flatMap { $0.isEmpty ? nil : $0 }
        return before == after ? nil : FieldChange(field: name, origin: origin, from: before, to: after)
    }
}

extension [ComparedField<TCPListener>] {
    static let listener: Self = [
        Element("ListenerId", .identity),
        Element("ListenerName", .configuration) { $0.listenerName },
        Element("Port", .configuration) { $0.port.map(String.init) },
        Element("RealServerPort", .configuration) { $0.realServerPort.map(String.init) },
        Element("RealServerType", .configuration) { $0.realServerType?.words },
        Element("Protocol", .configuration) { $0.protocolName },
        Element("ListenerStatus", .health) { $0.listenerStatus?.words },
        Element("Scheduler", .configuration) { $0.scheduler?.words },
        Element("ConnectTimeout", .configuration) { seconds($0.connectTimeout) },
        Element("DelayLoop", .configuration) { seconds($0.delayLoop) },
        Element("HealthCheck", .configuration) { $0.healthCheck?.words },
        Element("BindStatus", .health) { $0.bindStatus?.words },
        Element("RealServerSet", .origins),
        Element("CreateTime", .configuration) { $0.createTime.map(moment) },
        Element("ClientIPMethod", .configuration) { $0.clientIPMethod?.words },
        Element("HealthyThreshold", .configuration) { $0.healthyThreshold.map(String.init) },
        Element("UnhealthyThreshold", .configuration) { $0.unhealthyThreshold.map(String.init) },
        Element("FailoverSwitch", .configuration) { $0.failoverSwitch?.words },
        // 1 is "on" at one site and a second at the other.
        Element("SessionPersist", .configuration) { listener in
            listener.sessionPersist.map { $0 == 0 ? "off" : $0 == 1 ? "on" : "\($0) s" }
        },
        Element("ProxyId", .owner),
        Element("GroupId", .owner),
    ]

    private static func seconds(_ value: Int?) -> String? { value.map { "\($0) s" } }

    private static func moment(_ time: Int) -> String {
        let date = CivilDate(unixSeconds: time)
        return "\(date) \(date.clock) UTC"
    }
}

extension [ComparedField<BindRealServer>] {
    static let origin: Self = [
        Element("RealServerId", .configuration) { $0.realServerID },
        Element("RealServerIP", .configuration) { $0.realServerIP },
        Element("RealServerPort", .configuration) { $0.realServerPort.map(String.init) },
        Element("RealServerWeight", .configuration) { $0.realServerWeight.map(String.init) },
        Element("RealServerStatus", .health) { $0.realServerStatus?.words },
        // Its order means nothing.
        Element("DownIPList", .health) { ($0.downIPList ?? []).sorted().joined(separator: " ") },
        Element("RealServerFailoverRole", .configuration) { $0.realServerFailoverRole?.words },
    ]
}
