// The reasons for a listener's state: sentences from the data, each of which names its source field. The table is
// ordered by importance. A rule returns a sentence only if the data proves it. The pane below the list shows the
// sentences that fit, and the detail shows all.

import GAAP
package import Essentials

/// A rule that returns one reason, or several of one kind.
package struct WhyRule: Sendable {
    package let id: String
    let sentences: @Sendable (WhyFacts) -> [Wording]

    private init(_ id: String, _ sentences: @escaping @Sendable (WhyFacts) -> [Wording]) {
        self.id = id
        self.sentences = sentences
    }

    /// Returns all reasons, the most important first.
    package static func sentences(_ facts: WhyFacts) -> [Wording] { all.flatMap { $0.sentences(facts) } }

    package static let all: [WhyRule] = [
        WhyRule("owner") { facts in
            [facts.row.health.owner?.explanation(site: facts.recency.site)].compactMap(\.self)
        },
        WhyRule("elsewhere") { facts in
            facts.elsewhere.map { fact in
                dated(elsewhere(fact, over: facts.row.ownerText), fact.asOf.map(facts.recency.timeText))
            }
        },
        WhyRule("contradiction") { facts in
            guard facts.isChecked, facts.readsOrigins, !facts.servers.isEmpty, let bind = facts.listener.bindStatus
            else {
                return []
            }
            let anyBad = facts.row.health.origins.contains { $0 == .down || $0 == .dns || $0 == .part }
            if bind == .abnormal, !anyBad, !facts.row.health.origins.contains(.unknown) {
                return [
                    Wording(
                        "BindStatus is abnormal, but RealServerStatus of every origin is normal: the two "
                            + "contradict each other",
                        zh: "BindStatus 为异常，但所有源站的 RealServerStatus 均为正常：两者矛盾")
                ]
            }
            guard bind == .normal, facts.failing > 0 else { return [] }
            return [
                Wording(
                    "BindStatus is normal, but RealServerStatus of \(facts.failing) is abnormal: the two "
                        + "contradict each other",
                    zh: "BindStatus 为正常，但有 \(facts.failing) 个源站的 RealServerStatus 为异常：两者矛盾")
            ]
        },
        WhyRule("dns") { facts in
            facts.row.origins.filter { $0.state == .dns }.map { origin in
                let name = facts.names[origin.server]
                return Wording(
                    "\(name) does not resolve: RealServerStatus is abnormal and DownIPList is empty",
                    zh: "\(name) 无法解析：RealServerStatus 为异常且 DownIPList 为空")
            }
        },
        WhyRule("domain") { facts in domainsThatAreDown(facts) },
        WhyRule("failover") { facts in
            guard facts.isChecked, facts.listener.failoverSwitch == .on else { return [] }
            let masters = facts.row.origins.filter { $0.server.realServerFailoverRole == .master }
            let slaves = facts.row.origins.filter { $0.server.realServerFailoverRole == .slave }
            guard let master = masters.first, let slave = slaves.first else { return [] }
            func areDown(_ origins: [(server: BindRealServer, state: State)]) -> Bool {
                origins.allSatisfy { $0.state == .down || $0.state == .dns }
            }
            // An origin that could not be read may be up.
            guard facts.readsOrigins, !facts.row.health.origins.contains(.unknown) else { return [] }
            let (up, down) = (facts.names[slave.server], facts.names[master.server])
            switch (areDown(masters), areDown(slaves)) {
            case (true, false):
                return [
                    Wording(
                        "the master \(down) is down and the slave \(up) is up: the slave serves (FailoverSwitch, "
                            + "RealServerFailoverRole)",
                        zh: "主源站 \(down) 异常，备源站 \(up) 正常：由备源站提供服务（FailoverSwitch、RealServerFailoverRole）")
                ]
            case (false, true):
                return [
                    Wording(
                        "the slave \(up) is down: nothing takes over when the master fails (FailoverSwitch, "
                            + "RealServerFailoverRole)",
                        zh: "备源站 \(up) 异常：主源站故障时无法切换（FailoverSwitch、RealServerFailoverRole）")
                ]
            case (true, true), (false, false): return []
            }
        },
        WhyRule("failing") { facts in
            let all = facts.servers.count
            guard facts.isChecked, facts.readsOrigins, facts.failing > 0, all > 1 else { return [] }
            if facts.failing == all {
                return [
                    Wording(
                        "RealServerStatus of all \(all) origins is abnormal: no origin serves",
                        zh: "全部 \(all) 个源站的 RealServerStatus 均为异常：没有源站提供服务")
                ]
            }
            // The others are known to serve only if their states are known.
            guard facts.row.health.origins.contains(where: { $0 == .ok || $0 == .part }) else { return [] }
            return [
                Wording(
                    "RealServerStatus of \(facts.failing) of \(all) origins is abnormal: the others take over "
                        + "the connections",
                    zh: "\(all) 个源站中有 \(facts.failing) 个的 RealServerStatus 为异常：其余源站承担连接")
            ]
        },
        WhyRule("addresses") { facts in
            guard facts.isChecked else { return [] }
            return facts.row.origins.filter { $0.state == .part }.map { origin in
                let count = origin.server.downIPList?.count ?? 0
                let name = facts.names[origin.server]
                return Wording(
                    "\(name) is normal, but DownIPList lists \(count) of its addresses as down",
                    zh: "\(name) 为正常，但 DownIPList 中有 \(count) 个地址异常")
            }
        },
        WhyRule("none") { facts in
            guard facts.readsOrigins, facts.servers.isEmpty else { return [] }
            return [
                Wording(
                    "RealServerSet is empty: no origin is bound, so connections are not forwarded",
                    zh: "RealServerSet 为空：未绑定源站，连接无法转发")
            ]
        },
        WhyRule("busy") { facts in
            guard let busy = facts.row.health.busy else { return [] }
            return [
                Wording(
                    "ListenerStatus is \(busy.raw) (\(busy.words)): health may still be from before the change",
                    zh: "ListenerStatus 为 \(busy.raw)（\(busy.meaning[.chinese])）：健康状态可能仍是变更前的")
            ]
        },
        WhyRule("off") { facts in
            guard facts.listener.healthCheck == .off else { return [] }
            return [
                Wording(
                    "HealthCheck is off: the service reports every origin as normal, whatever its actual state",
                    zh: "HealthCheck 已关闭：无论源站实际状态如何，均显示为正常")
            ]
        },
        WhyRule("unknown") { facts in unknownCodes(facts) },
        WhyRule("flapping") { facts in
            zip(facts.servers, facts.histories).compactMap { server, history in
                guard let history, history.falls > 1 else { return nil }
                let name = facts.names[server]
                let isRecent = facts.recency.isRecent(history.readAt)
                let minutes = Int((max(0, min(history.reach, 1e6)) / 60).rounded(.up))
                let span =
                    minutes < 120
                    ? Wording("\(minutes) min", zh: "\(minutes) 分钟")
                    : Wording("\((minutes + 30) / 60) h", zh: "\((minutes + 30) / 60) 小时")
                let source =
                    history.source == .seen
                    ? Wording("observed in this run", zh: "本次运行期间的观察")
                    : Wording("from its history", zh: "历史记录")
                let sentence = Wording(
                    "\(name) went down \(history.falls) times in \(span[.english]) (\(source[.english])): it is "
                        + "flapping",
                    zh: "\(name) 在 \(span[.chinese])内异常 \(history.falls) 次（\(source[.chinese])）：时好时坏")
                return dated(sentence, isRecent ? nil : facts.recency.timeText(history.readAt.wall))
            }
        },
        WhyRule("weight") { facts in
            guard facts.listener.scheduler == .weightedRoundRobin else { return [] }
            return facts.servers.filter { $0.realServerWeight == 0 }.map { server in
                let name = facts.names[server]
                return Wording(
                    "RealServerWeight of \(name) is 0: it is bound but gets no connections",
                    zh: "\(name) 的 RealServerWeight 为 0：已绑定但不会分到连接")
            }
        },
        WhyRule("single") { facts in
            guard facts.readsOrigins, facts.servers.count == 1, let name = facts.servers[0].realServerIP else {
                return []
            }
            return [
                Wording(
                    "\(name) is the only origin in RealServerSet: if it fails, no origin serves",
                    zh: "RealServerSet 中只有源站 \(name)：它异常时没有源站提供服务")
            ]
        },
        WhyRule("timeout") { facts in
            guard facts.isChecked, let timeout = facts.listener.connectTimeout, let loop = facts.listener.delayLoop,
                timeout >= loop
            else { return [] }
            return [
                Wording(
                    "ConnectTimeout \(timeout) s is not less than DelayLoop \(loop) s: a check may begin before "
                        + "the previous one ends",
                    zh: "ConnectTimeout \(timeout) 秒不小于 DelayLoop \(loop) 秒：上一次检查未结束下一次已开始")
            ]
        },
        WhyRule("detection") { facts in
            guard facts.isChecked, let loop = facts.listener.delayLoop,
                let failures = facts.listener.unhealthyThreshold,
                let seconds = product(loop, failures)
            else { return [] }
            return [
                Wording(
                    "an origin counts as down after ~\(seconds) s: DelayLoop \(loop) s x UnhealthyThreshold "
                        + "\(failures)",
                    zh: "源站约 \(seconds) 秒后判定为异常：DelayLoop \(loop) 秒 x UnhealthyThreshold \(failures)")
            ]
        },
        WhyRule("missing") { facts in
            let names = missing(facts)
            guard !names.isEmpty else { return [] }
            return [
                Wording(
                    "the service did not send \(names.joined(separator: ", "))",
                    zh: "服务未返回 \(names.joined(separator: "、"))")
            ]
        },
    ]
}

extension WhyRule {
    /// Adds the time to a conclusion from old readings.
    private static func dated(_ sentence: Wording, _ time: String?) -> Wording {
        guard let time else { return sentence }
        return Wording("as of \(time), \(sentence[.english])", zh: "截至 \(time)，\(sentence[.chinese])")
    }

    private static func elsewhere(_ fact: Elsewhere, over path: String) -> Wording {
        let address = fact.address.host
        let (also, fine) = (places(fact.failing), places(fact.fine))
        if fact.failing.isEmpty, fact.fine.isEmpty {
            let here = places(fact.failingHere)
            return Wording("\(address) also fails in \(here.english)", zh: "\(address) 在 \(here.chinese)也异常")
        }
        if fact.failing.isEmpty {
            return Wording(
                "\(address) is fine in \(fine.english) -> the path (\(path)), not the origin",
                zh: "\(address) 在 \(fine.chinese)正常 -> 问题在链路（\(path)），不在源站")
        }
        if fact.fine.isEmpty {
            return Wording(
                "\(address) also fails in \(also.english) -> the origin, not the path",
                zh: "\(address) 在 \(also.chinese)也异常 -> 问题在源站，不在链路")
        }
        return Wording(
            "\(address) also fails in \(also.english) but is fine in \(fine.english) -> only some paths reach it",
            zh: "\(address) 在 \(also.chinese)也异常，在 \(fine.chinese)正常 -> 仅部分链路可达")
    }

    /// The first two listeners, and how many more there are.
    private static func places(_ all: [Elsewhere.Place]) -> (english: String, chinese: String) {
        let names = all.prefix(2).map { $0.name.isEmpty ? $0.owner : "\($0.name) (\($0.owner))" }
        let more = all.count - names.count
        return (
            names.joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
            names.joined(separator: "、") + (more > 0 ? " 等 \(all.count) 处" : " 中")
        )
    }

    /// Returns the product; nil if it overflows or is not positive, so that it cannot be a number of seconds.
    private static func product(_ left: Int, _ right: Int) -> Int? {
        let (product, isOver) = left.multipliedReportingOverflow(by: right)
        return isOver || product <= 0 ? nil : product
    }
}
