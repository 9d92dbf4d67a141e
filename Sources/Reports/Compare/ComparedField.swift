// The role of each field of a listener and of an origin in a comparison, as one table each. A test checks that the
// tables contain every field of the models.

import Essentials
import GAAP

/// A model whose fields are decoded one by one.
protocol LenientModel: Sendable {
    /// The fields that could not be decoded.
    var unreadable: [UnreadableField] { get }
}

extension TCPListener: LenientModel {}
extension BindRealServer: LenientModel {}

/// A field of the API and its role in a comparison.
struct ComparedField<Model: LenientModel>: Sendable {
    enum Role: Sendable {
        /// Identifies the listener.
        case identity
        /// Identifies its owner.
        case owner
        /// Reports the health.
        case health
        /// Is set by a user.
        case configuration
        /// Contains origins, which are compared one by one.
        case origins
    }

    /// The name of the field in the API.
    let name: String
    let role: Role
    /// Returns the decoded value.
    let words: @Sendable (Model) -> Wording?

    init(_ name: String, _ role: Role, _ words: @escaping @Sendable (Model) -> Wording? = { _ in nil }) {
        self.name = name
        self.role = role
        self.words = words
    }

    /// Creates a field whose value is the same in every language.
    init(_ name: String, _ role: Role, verbatim value: @escaping @Sendable (Model) -> String?) {
        self.init(name, role) { value($0).map(Wording.init(verbatim:)) }
    }

    /// The decoded value; nil if the field is absent. A value that could not be decoded is not absent.
    private func shown(_ model: Model) -> Wording? {
        if let value = words(model) { return value[.english].isEmpty ? nil : value }
        return model.unreadable.contains { $0.path == name } ? Wording("unreadable", zh: "无法读取") : nil
    }

    /// Returns the change between two values; nil if they are equal.
    func change(from old: Model, to new: Model, origin: String? = nil) -> FieldChange? {
        let before = shown(old)
        let after = shown(new)
        return before == after ? nil : FieldChange(field: name, origin: origin, from: before, to: after)
    }
}

extension [ComparedField<TCPListener>] {
    static let listener: Self = [
        Element("ListenerId", .identity),
        Element("ListenerName", .configuration, verbatim: { $0.listenerName }),
        Element("Port", .configuration, verbatim: { $0.port.map(String.init) }),
        Element("RealServerPort", .configuration, verbatim: { $0.originPort.map(String.init) }),
        Element("RealServerType", .configuration) { $0.realServerType?.meaning },
        Element("Protocol", .configuration, verbatim: { $0.protocolName }),
        Element("ListenerStatus", .health) { $0.listenerStatus?.meaning },
        Element("Scheduler", .configuration) { $0.scheduler?.meaning },
        Element("ConnectTimeout", .configuration) { seconds($0.connectTimeout) },
        Element("DelayLoop", .configuration) { seconds($0.delayLoop) },
        Element("HealthCheck", .configuration) { $0.healthCheck?.meaning },
        Element("BindStatus", .health) { $0.bindStatus?.meaning },
        Element("RealServerSet", .origins),
        Element("CreateTime", .configuration, verbatim: { $0.createTime.map(moment) }),
        Element("ClientIPMethod", .configuration) { $0.clientIPMethod?.meaning },
        Element("HealthyThreshold", .configuration, verbatim: { $0.healthyThreshold.map(String.init) }),
        Element("UnhealthyThreshold", .configuration, verbatim: { $0.unhealthyThreshold.map(String.init) }),
        Element("FailoverSwitch", .configuration) { $0.failoverSwitch?.meaning },
        // The value 1 means "on" on one site and one second on the other.
        Element("SessionPersist", .configuration) { listener in
            listener.sessionPersist.flatMap { $0 == 0 ? Toggle.off.meaning : $0 == 1 ? Toggle.on.meaning : seconds($0) }
        },
        Element("ProxyId", .owner),
        Element("GroupId", .owner),
    ]

    private static func seconds(_ value: Int?) -> Wording? { value.map { Wording("\($0) s", zh: "\($0) 秒") } }

    private static func moment(_ time: Int) -> String {
        let date = CivilDate(unixSeconds: time)
        return "\(date) \(date.clock) UTC"
    }
}

extension [ComparedField<BindRealServer>] {
    static let origin: Self = [
        Element("RealServerId", .configuration, verbatim: { $0.realServerID }),
        Element("RealServerIP", .configuration, verbatim: { $0.realServerIP }),
        Element("RealServerPort", .configuration, verbatim: { $0.realServerPort.flatMap { $0 == 0 ? nil : "\($0)" } }),
        Element("RealServerWeight", .configuration, verbatim: { $0.realServerWeight.map(String.init) }),
        Element("RealServerStatus", .health) { $0.realServerStatus?.meaning },
        // The order of the list has no meaning.
        Element("DownIPList", .health, verbatim: { ($0.downIPList ?? []).sorted().joined(separator: " ") }),
        Element("RealServerFailoverRole", .configuration) { $0.realServerFailoverRole?.meaning },
    ]
}
