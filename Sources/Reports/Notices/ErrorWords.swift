// What the service's error codes mean and what to do, in every language. The row with the longest matching code
// applies, so a future code below a known one also has a text. For a code without a row, the output still contains the
// code, its message and its RequestId.

package import Essentials
package import GAAP
import Inventory
import TencentCloud

/// A row of the table: what a code means, and what to do.
package struct ErrorWords: Sendable {
    /// A code, or a prefix of codes up to a dot: `AuthFailure` includes `AuthFailure.TokenFailure`.
    package let code: String
    /// A short phrase that is displayed in parentheses after the code.
    package let meaning: Wording
    /// What to do. `{action}` is replaced by the refused action, `{service}` by the name of its service in CAM.
    package let advice: Wording

    init(_ code: String, _ meaning: Wording, _ advice: Wording) {
        self.code = code
        self.meaning = meaning
        self.advice = advice
    }

    /// All rows, grouped by what has to be fixed.
    package static let all = access + requests + service

    /// The row with the longest matching code; nil for an unknown code.
    static func row(for fault: ServiceError) -> ErrorWords? {
        all.filter { fault.matches($0.code) }.max { $0.code.utf8.count < $1.code.utf8.count }
    }

    /// Returns what to do about an error, including what is known about the clock, the site and the action; empty if
    /// there is no advice.
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
        return sentences.filter { !$0.isEmpty }.joined(separator: language == .english ? "; " : "；")
    }

    /// The advice for an action that the service has withdrawn, as far as this program knows about the withdrawal.
    private static func lostAction(_ fault: ServiceError) -> Wording? {
        guard fault.hasLostAction, fault.action == DescribeRealServerStatistics.name else { return nil }
        return Wording(
            "the service no longer has this action; histories come from Cloud Monitor, so allow "
                + "\(MonitorService.name):\(GetMonitorData.name) in CAM",
            zh: "服务端已不再提供该接口；历史改由云监控提供，请在 CAM 中授权 \(MonitorService.name):\(GetMonitorData.name)")
    }

    /// Clock differences up to this number of seconds cause no problem: the service allows 300 s.
    private static let tolerableSkew = 240.0

    /// Returns what to do about the local clock; nil if its difference causes no problem.
    /// - Parameter skew: the service's clock minus the local clock, in seconds.
    private static func clock(_ skew: Double?, in language: Language) -> String? {
        guard let skew, abs(skew) > tolerableSkew else { return nil }
        let seconds = Int(min(abs(skew), 1e15))
        return switch (language, skew > 0) {
        case (.english, true): "this machine's clock is \(seconds) s behind the service's; synchronize it (NTP)"
        case (.english, false): "this machine's clock is \(seconds) s ahead of the service's; synchronize it (NTP)"
        case (.chinese, true): "本机时钟比服务端慢 \(seconds) 秒，请校时（NTP）"
        case (.chinese, false): "本机时钟比服务端快 \(seconds) 秒，请校时（NTP）"
        }
    }

    private static func otherSite(than endpoint: Endpoint?, in language: Language) -> String {
        guard let site = endpoint.flatMap(Site.init(of:)) else { return "" }
        let other = site.other.rawValue
        return switch language {
        case .english: "this is the \(site.rawValue) site; a key of the other site needs --site \(other)"
        case .chinese: "当前为\(site.name)站点，另一站点的密钥请用 --site \(other)"
        }
    }
}

extension Site {
    /// The name of the site in Chinese.
    package var name: String {
        switch self {
        case .international: "国际"
        case .china: "中国"
        }
    }
}
