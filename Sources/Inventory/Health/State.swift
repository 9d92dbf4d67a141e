// The one word that says how a listener or an origin is. The order is severity, worst first, and everything that sorts
// or counts uses it.

package import Essentials

/// A health word.
package enum State: Int, CaseIterable, Comparable, Sendable {
    case down, dns, part, busy, none, unknown, off, ok

    /// The word shown, searched for and exported.
    package var word: String {
        switch self {
        case .down: "DOWN"
        case .dns: "DNS"
        case .part: "PART"
        case .busy: "BUSY"
        case .none: "NONE"
        case .unknown: "?"
        case .off: "OFF"
        case .ok: "OK"
        }
    }

    /// What `!` and `--problems` keep.
    package var isProblem: Bool {
        switch self {
        case .down, .dns, .part, .none, .unknown: true
        case .busy, .off, .ok: false
        }
    }

    /// What the word means, for help. The word itself is the same in every language: it is searched for.
    package var meaning: Wording {
        switch self {
        case .down: Wording("every origin is abnormal", zh: "全部源站异常")
        case .dns: Wording("every origin is a name that does not resolve", zh: "全部源站为域名且无法解析")
        case .part: Wording("some origin, or some address of one, is down", zh: "部分源站或其部分地址异常")
        case .busy: Wording("being created, destroyed, adjusted or changed", zh: "正在创建、销毁、调整源站或变更配置")
        case .none: Wording("no origin is bound", zh: "未绑定源站")
        case .unknown:
            Wording(
                "cannot be told: an unknown code, a missing field, or data that contradict each other",
                zh: "无法判断：状态码未知、字段缺失或数据矛盾")
        case .off: Wording("health check off: not checked, which is not the same as healthy", zh: "健康检查关闭：未检查，不等于健康")
        case .ok: Wording("every origin is normal", zh: "全部源站正常")
        }
    }

    /// What is shown in place of origins: no origin is bound, or the origins were not read.
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
