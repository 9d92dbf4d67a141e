// What the service's error codes mean and what to do, in every language. The longest row that fits a code speaks, so
// that a code of tomorrow below a known one has words as well; a code without any row still shows itself, its message
// and its RequestId.

package import Essentials
package import GAAP
import Inventory
import TencentCloud

/// A row of the table: what a code means, and what to do.
package struct ErrorWords: Sendable {
    /// A code, or the beginning of some up to a dot: `AuthFailure` covers `AuthFailure.TokenFailure`.
    package let code: String
    /// A short phrase, to stand in parentheses behind the code.
    package let meaning: Wording
    /// What to do. `{action}` stands for the refused action, `{service}` for the name of its service in CAM.
    package let advice: Wording

    init(_ code: String, _ meaning: Wording, _ advice: Wording) {
        self.code = code
        self.meaning = meaning
        self.advice = advice
    }

    /// All rows, by what has to be mended.
    package static let all = access + requests + service

    /// The longest row that fits; nil for a code that nothing is known of.
    static func row(for fault: ServiceError) -> ErrorWords? {
        all.filter { fault.matches($0.code) }.max { $0.code.utf8.count < $1.code.utf8.count }
    }

    /// What to do about a refusal, with what is known of its circumstances: the clock, the site, the action. Empty when
    /// there is nothing to say.
    static func advice(for fault: ServiceError, in language: Language) -> String {
        var sentences: [String] = []
        if let clock = clock(fault.clockSkew, in: language) { sentences.append(clock) }
        let isClocks = fault.matches("AuthFailure.SignatureExpire") && !sentences.isEmpty
        if let lost = lostAction(fault) {
            sentences.append(lost[language])
        } else if !isClocks, let row = row(for: fault) {
            let service = GAAPService.actions.first { $0.name == fault.action }?.service ?? GAAPService.name
            sentences.append(
                row.advice[language].replacing("{action}", with: fault.action).replacing("{service}", with: service))
        }
        if fault.isUnknownKey {
            sentences.append(otherSite(than: fault.endpoint, in: language))
        }
        return sentences.filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// What to do where the service no longer has an action that this program knows to be withdrawn.
    private static func lostAction(_ fault: ServiceError) -> Wording? {
        guard fault.hasLostAction, fault.action == DescribeRealServerStatistics.name else { return nil }
        return Wording(
            "the service no longer has this action; histories come from Cloud Monitor, so allow "
                + "\(MonitorService.name):\(GetMonitorData.name) in CAM",
            zh: "服务端已不再提供该接口；历史改由云监控提供，请在 CAM 中授权 \(MonitorService.name):\(GetMonitorData.name)")
    }

    /// Clocks that differ by less are no one's concern: the service allows 300 s.
    private static let tolerableSkew = 240.0

    /// - Parameter skew: the service's clock minus ours, in seconds.
    private static func clock(_ skew: Double?, in language: Language) -> String? {
        guard let skew, abs(skew) > tolerableSkew else { return nil }
        let seconds = Int(min(abs(skew), 1e15))
        return switch (language, skew > 0) {
        case (.english, true): "this machine's clock is \(seconds) s behind the service's; set it (NTP)"
        case (.english, false): "this machine's clock is \(seconds) s ahead of the service's; set it (NTP)"
        case (.chinese, true): "本机时钟比服务端慢 \(seconds) 秒，请校时（NTP）"
        case (.chinese, false): "本机时钟比服务端快 \(seconds) 秒，请校时（NTP）"
        }
    }

    private static func otherSite(than endpoint: Endpoint?, in language: Language) -> String {
        guard let site = endpoint.flatMap(Site.init(of:)) else { return "" }
        let other = site.other.rawValue
        return switch language {
        case .english: "this is the \(site.rawValue) site, a key of the other needs --site \(other)"
        case .chinese: "当前为\(site.name)站点，另一站点的密钥请用 --site \(other)"
        }
    }
}

extension Site {
    /// In Chinese.
    package var name: String {
        switch self {
        case .international: "国际"
        case .china: "中国"
        }
    }
}
