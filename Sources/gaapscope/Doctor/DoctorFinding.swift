// A finding of a step of `doctor`: its level, a description and what to do about it.

import Inventory
import Essentials

struct DoctorFinding: Equatable, Sendable {
    enum Level: String, Sendable, CaseIterable {
        /// A fact without a verdict, for example which files were read or which step was left out.
        case info, pass, warn, fail
    }

    enum Step: String, Sendable, CaseIterable {
        case program, settings, credentials, network, proxy, dns, tcp, tls, http, clock, actions, rate, site, tccli,
            terminal
    }

    let level: Level
    let step: Step
    let what: Wording
    /// Nil if there is nothing to do.
    var advice: Wording?
    /// The exit status of other commands that fail for this cause. Only findings of the level `fail` have a status.
    var status: ExitStatus?

    /// Returns the lines of a table. Control characters in texts from outside are made visible.
    func lines(in language: Language) -> [String] {
        let head =
            DisplayText.padded(level.words[language], columns: 5)
            + DisplayText.padded(step.words[language], columns: Self.stepWidth)
        let indent = String(repeating: " ", count: 5 + Self.stepWidth)
        func line(_ text: Wording) -> String { DisplayText.message(text[language]) }
        return [head + line(what)] + (advice.map { ["\(indent)-> \(line($0))"] } ?? [])
    }

    private static let stepWidth = 12

    /// The finding for programs, in English whatever the language of the output is.
    var json: JSONValue {
        [
            "step": .string(step.rawValue), "level": .string(level.rawValue),
            "what": .string(DisplayText.clipped(what[.english])),
            "advice": JSONValue(advice.map { DisplayText.clipped($0[.english]) }),
        ]
    }
}

extension DoctorFinding.Level {
    var words: Wording {
        switch self {
        case .info: Wording(rawValue, zh: "信息")
        case .pass: Wording(rawValue, zh: "通过")
        case .warn: Wording(rawValue, zh: "警告")
        case .fail: Wording(rawValue, zh: "失败")
        }
    }
}

extension DoctorFinding.Step {
    var words: Wording {
        switch self {
        case .program: Wording(rawValue, zh: "程序")
        case .settings: Wording(rawValue, zh: "设置")
        case .credentials: Wording(rawValue, zh: "密钥")
        case .network: Wording(rawValue, zh: "网络")
        case .proxy: Wording(rawValue, zh: "代理")
        case .dns: Wording(rawValue, zh: "域名解析")
        case .tcp: Wording(rawValue, zh: "TCP 连接")
        case .tls: Wording(rawValue, zh: "TLS 校验")
        case .http: Wording(rawValue, zh: "HTTP 应答")
        case .clock: Wording(rawValue, zh: "时钟")
        case .actions: Wording(rawValue, zh: "接口")
        case .rate: Wording(rawValue, zh: "频率")
        case .site: Wording(rawValue, zh: "站点")
        case .tccli: Wording(verbatim: rawValue)
        case .terminal: Wording(rawValue, zh: "终端")
        }
    }
}

extension [DoctorFinding] {
    /// The exit status of all findings. Settings take precedence over keys, keys over the network, and the network over
    /// throttling, because a fault in one of them prevents the next one from working.
    var status: ExitStatus {
        let order: [ExitStatus] = [.usage, .credentials, .network, .throttled]
        let found = compactMap { $0.level == .fail ? $0.status : nil }
        return order.first { found.contains($0) } ?? .fine
    }
}
