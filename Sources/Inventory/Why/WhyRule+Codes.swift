// Rules for fields whose meaning is not obvious: domains of which some addresses are listed as down, codes that this
// version does not know, and fields that were not sent.

import Essentials
import GAAP

extension WhyRule {
    /// Domains that are abnormal while DownIPList contains some of their addresses.
    static func domainsThatAreDown(_ facts: WhyFacts) -> [Wording] {
        facts.row.origins.compactMap { server, state in
            let named = server.downIPList ?? []
            guard state == .down, !named.isEmpty, Health.isDomain(server.realServerIP) else { return nil }
            let (name, list) = (facts.names[server], named.prefix(5).joined(separator: " "))
            return Wording(
                "\(name) is abnormal and DownIPList contains \(list): at least these addresses are down; the "
                    + "others are unknown (RealServerStatus)",
                zh: "\(name) 异常，DownIPList 中有 \(list)：至少这些地址异常，其余地址的状态无法判断（RealServerStatus）")
        }
    }

    static func unknownCodes(_ facts: WhyFacts) -> [Wording] {
        var codes: [String] = []
        let listener = facts.listener
        func note(_ name: String, _ code: (some OpenCode)?) {
            if let code, !code.isKnown { codes.append("\(name) \(code.raw)") }
        }
        note("ListenerStatus", listener.listenerStatus)
        note("HealthCheck", listener.healthCheck)
        note("BindStatus", listener.bindStatus)
        note("FailoverSwitch", listener.failoverSwitch)
        for (server, state) in facts.row.origins where state != .down {
            note("RealServerStatus of \(facts.names[server]):", server.realServerStatus)
        }
        let offAndAbnormal = listener.healthCheck == .off && facts.servers.contains { $0.realServerStatus == .abnormal }
        var sentences = codes.map { code in
            Wording("this version does not know \(code)", zh: "本版本无法识别 \(code)")
        }
        for (server, state) in facts.row.origins where state == .down && server.realServerStatus == .undocumented {
            let name = facts.names[server]
            sentences.append(
                Wording(
                    "RealServerStatus of \(name) is -1, which is not documented; it counts as down because "
                        + "BindStatus is abnormal and DownIPList is not empty",
                    zh: "\(name) 的 RealServerStatus 为 -1（文档未说明）；因 BindStatus 为异常且 DownIPList 不为空，按异常处理"))
        }
        if offAndAbnormal {
            sentences.append(
                Wording(
                    "RealServerStatus is abnormal although HealthCheck is off: without checks the state is unknown",
                    zh: "HealthCheck 已关闭但 RealServerStatus 为异常：未做检查，无法判断"))
        }
        return sentences
    }

    /// Fields that are required for the state and for the timing of health checks.
    static func missing(_ facts: WhyFacts) -> [String] {
        let listener = facts.listener
        var needed: [(String, Bool)] = [
            ("ListenerStatus", listener.listenerStatus == nil), ("HealthCheck", listener.healthCheck == nil),
            ("RealServerSet", listener.realServerSet == nil),
        ]
        if facts.isChecked {
            needed += [
                ("DelayLoop", listener.delayLoop == nil), ("ConnectTimeout", listener.connectTimeout == nil),
                ("UnhealthyThreshold", listener.unhealthyThreshold == nil),
                ("HealthyThreshold", listener.healthyThreshold == nil),
                ("RealServerStatus", facts.servers.contains { $0.realServerStatus == nil }),
                ("DownIPList", facts.servers.contains { $0.downIPList == nil && Health.isDomain($0.realServerIP) }),
            ]
        }
        return needed.filter(\.1).map(\.0)
    }
}
