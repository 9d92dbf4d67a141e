// The word for the state of a listener or an origin. The states are ordered by severity, worst first. All sort orders
// and counts use this order.

package import Essentials

/// The state of a listener or an origin.
package enum State: Int, CaseIterable, Comparable, Sendable {
    case down, dns, stop, part, busy, none, unknown, off, ok

    /// The word that is displayed, searched and exported.
    package var word: String {
        switch self {
        case .down: "DOWN"
        case .dns: "DNS"
        case .stop: "STOP"
        case .part: "PART"
        case .busy: "BUSY"
        case .none: "NONE"
        case .unknown: "?"
        case .off: "OFF"
        case .ok: "OK"
        }
    }

    /// Whether the key `!` and the flag `--problems` keep the state.
    package var isProblem: Bool {
        switch self {
        case .down, .dns, .stop, .part, .none, .unknown: true
        case .busy, .off, .ok: false
        }
    }

    /// What the word means, for help texts. The word itself is the same in every language, so that a search for it
    /// works.
    package var meaning: Wording {
        switch self {
        case .down: Wording("every origin is abnormal", zh: "全部源站异常")
        case .dns: Wording("every origin is a domain name that does not resolve", zh: "全部源站为域名且无法解析")
        case .stop:
            Wording(
                "the proxy or group is closed, isolated, banned or similar: nothing is forwarded, whatever the "
                    + "origins report",
                zh: "通道或通道组已关闭、隔离或封禁等：无论源站状态如何，均不转发流量")
        case .part:
            Wording(
                "some origins or addresses are down, or some members of the group are stopped",
                zh: "部分源站或其部分地址异常，或通道组的部分成员已停止")
        case .busy:
            Wording(
                "the listener, or its proxy or group, is being created, destroyed, adjusted or changed",
                zh: "监听器或其通道、通道组正在创建、销毁、调整或变更")
        case .none: Wording("no origin is bound", zh: "未绑定源站")
        case .unknown:
            Wording(
                "unknown: an unknown code, a missing field, contradictory data, or a proxy or group that was not read",
                zh: "无法判断：状态码未知、字段缺失、数据矛盾，或未读取所属通道、通道组")
        case .off:
            Wording(
                "health check off: the origins are not checked, which does not mean healthy", zh: "健康检查关闭：未检查，不等于健康")
        case .ok:
            Wording(
                "every origin is normal, and the proxy or group forwards traffic", zh: "全部源站正常，且通道或通道组在转发流量")
        }
    }

    /// The text that is displayed instead of origins if no origin is bound, or if the origins were not read.
    package static func meaningOfNoOrigins(areRead: Bool) -> Wording {
        areRead ? State.none.meaning : Wording("the origins could not be read", zh: "未能读取源站")
    }

    package init?(word: String) {
        let wanted = word.uppercased()
        guard let state = State.allCases.first(where: { $0.word == wanted }) else { return nil }
        self = state
    }

    package static func < (left: State, right: State) -> Bool { left.rawValue < right.rawValue }
}
