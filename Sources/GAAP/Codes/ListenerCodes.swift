// The codes of listeners and their origins. The meaning of 0 differs: a RealServerStatus of 0 is normal, a BindStatus
// of 0 is abnormal, a ListenerStatus of 0 is running. The Chinese words are those of the service's documentation.

package import Essentials

/// The status of a listener.
package struct ListenerStatus: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let running = ListenerStatus(0)
    package static let creating = ListenerStatus(1)
    package static let destroying = ListenerStatus(2)
    package static let adjustingOrigins = ListenerStatus(3)
    package static let changingConfiguration = ListenerStatus(4)

    package static let meanings: [ListenerStatus: Wording] = [
        .running: Wording("running", zh: "运行中"), .creating: Wording("creating", zh: "创建中"),
        .destroying: Wording("destroying", zh: "销毁中"), .adjustingOrigins: Wording("adjusting origins", zh: "源站调整中"),
        .changingConfiguration: Wording("config changing", zh: "配置变更中"),
    ]
}

/// Whether any origin of a TCP listener is abnormal. (The UDP field of this name has the opposite sense.)
package struct BindStatus: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let abnormal = BindStatus(0)
    package static let normal = BindStatus(1)
    package static let meanings: [BindStatus: Wording] = [
        .abnormal: Wording("abnormal", zh: "异常"), .normal: Wording("normal", zh: "正常"),
    ]
}

/// The health of one origin. Always 0 when the listener's health check is off.
package struct RealServerStatus: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let normal = RealServerStatus(0)
    package static let abnormal = RealServerStatus(1)
    /// Not documented. The value occurs in examples from 2020-11 to 2021-08, always with the health check on, an
    /// abnormal BindStatus and a name in DownIPList. Therefore it means abnormal only if the rest of the response also
    /// says so, and this table assigns no meaning to it.
    package static let undocumented = RealServerStatus(-1)
    package static let meanings: [RealServerStatus: Wording] = [
        .normal: Wording("normal", zh: "正常"), .abnormal: Wording("abnormal", zh: "异常"),
    ]
}

/// A setting that is on or off: health check, failover.
package struct Toggle: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let off = Toggle(0)
    package static let on = Toggle(1)
    package static let meanings: [Toggle: Wording] = [
        .off: Wording("off", zh: "关闭"), .on: Wording("on", zh: "开启"),
    ]
}

/// How the client's address is passed to the origin.
package struct ClientIPMethod: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let toa = ClientIPMethod(0)
    package static let proxyProtocol = ClientIPMethod(1)
    package static let meanings: [ClientIPMethod: Wording] = [
        .toa: Wording(verbatim: "TOA"), .proxyProtocol: Wording(verbatim: "Proxy Protocol"),
    ]
}

/// How a listener distributes connections among its origins.
package struct Scheduler: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let roundRobin = Scheduler("rr")
    package static let weightedRoundRobin = Scheduler("wrr")
    package static let leastConnections = Scheduler("lc")
    package static let leastLatency = Scheduler("lrtt")
    package static let meanings: [Scheduler: Wording] = [
        .roundRobin: Wording("round robin", zh: "轮询"),
        .weightedRoundRobin: Wording("weighted round robin", zh: "加权轮询"),
        .leastConnections: Wording("least connections", zh: "最小连接数"),
        .leastLatency: Wording("least latency", zh: "最小时延"),
    ]
}

/// The type of a listener's origins. All origins of a listener have the same type.
package struct RealServerType: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let ip = RealServerType("IP")
    package static let domain = RealServerType("DOMAIN")
    package static let meanings: [RealServerType: Wording] = [
        .ip: Wording(verbatim: "IP"), .domain: Wording("domain", zh: "域名"),
    ]
}

/// The role of an origin in a failover pair. Empty if the origin is not in a pair.
package struct FailoverRole: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let none = FailoverRole("")
    package static let master = FailoverRole("master")
    package static let slave = FailoverRole("slave")
    package static let meanings: [FailoverRole: Wording] = [
        .none: Wording(verbatim: ""), .master: Wording("master", zh: "主源站"), .slave: Wording("slave", zh: "备源站"),
    ]
}
