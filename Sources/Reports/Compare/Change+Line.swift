// The text of changes, one line each: what happened, then the listener, then the details.
//
//   OK -> DOWN    8443 login-gw-hk (link-hwera8lq)  10.3.1.7 down
//   removed       9000 pay (lg-bjkpdum1)  was OK
//   config          80 web (link-7xq2m1c0)  DelayLoop 5 s -> 10 s; origin 10.3.1.8:80 bound
//
// Names come from the service. Callers that print a line make them safe to display, as with every text.

import Inventory
package import Essentials

extension Change {
    /// The width of the title in columns. The longest title is `NONE -> PART`.
    static let whatWidth = 12

    /// Returns the change as one line.
    package func line(in language: Language = .english) -> String {
        let happened = title(in: language)
        let blanks = String(repeating: " ", count: max(0, Self.whatWidth - DisplayText.width(of: happened)))
        let details = details(in: language)
        return "\(happened)\(blanks) \(subject.line)" + (details.isEmpty ? "" : "  \(details)")
    }

    /// Returns what happened, in a word or two: `OK -> DOWN`, `added`, `removed`, `moved`, `config`.
    package func title(in language: Language = .english) -> String {
        switch what {
        case .health(let health):
            health.from == health.to ? health.to.word : "\(health.from.word) -> \(health.to.word)"
        case .removed: Wording("removed", zh: "已删除")[language]
        case .added: Wording("added", zh: "新增")[language]
        case .moved: Wording("moved", zh: "已迁移")[language]
        case .configuration: Wording("config", zh: "配置")[language]
        }
    }

    /// Returns the details; empty if the title contains everything.
    package func details(in language: Language = .english) -> String {
        switch what {
        case .health(let health): health.details(in: language)
        case .removed(let state): Wording("was \(state.word)", zh: "原为 \(state.word)")[language]
        case .added(let state): Wording("is \(state.word)", zh: "现为 \(state.word)")[language]
        case .moved(let from, let to): "\(from.text) -> \(to.text)"
        case .configuration(let fields):
            fields.map { $0.words[language] }.joined(separator: Wording("; ", zh: "；")[language])
        }
    }
}

extension Change.Subject {
    /// The subject as text, for example ` 8443 login-gw-hk (link-hwera8lq)`. The port takes five columns.
    package var line: String {
        let port = port.map(String.init) ?? "?"
        let blanks = String(repeating: " ", count: max(0, 5 - port.count))
        return "\(blanks)\(port) \(name.isEmpty ? id : name) (\(owner?.text ?? "?"))"
    }
}

extension HealthChange {
    fileprivate func details(in language: Language) -> String {
        // BindStatus follows from the origins, so it is included only if there is no other change.
        let included = fields.filter { $0.field != "BindStatus" || (from == to && origins.isEmpty) }
        return (origins.map(\.words) + included.map(\.words)).map { $0[language] }.filter { !$0.isEmpty }
            .joined(separator: Wording(", ", zh: "，")[language])
    }
}

extension OriginChange {
    /// The change as text, for example `10.3.1.7 down` or `api.example partly down: 10.0.0.7 down, 10.0.0.8 up`.
    package var words: Wording {
        guard let to else { return Wording("\(address) unbound", zh: "\(address) 已解绑") }
        return Wording { words(now: to, in: $0) }
    }

    private func words(now to: State, in language: Language) -> String {
        var text = address
        let state = Self.words(to)[language]
        if from == nil {
            text += Wording(" bound, \(state)", zh: " 新绑定，\(state)")[language]
        } else if from != to {
            text += " \(state)"
        }
        // The DownIPList of an address contains the address itself.
        let isOwn = { (down: String) in down == address || down.hasPrefix("\(address):") }
        let addresses =
            [(wentDown, State.down), (cameBack, State.ok)].compactMap { list, now in
                let others = list.filter { !isOwn($0) }
                if others.isEmpty { return nil }
                let text = "\(others.joined(separator: " ")) \(Self.words(now)[language])"
                // For an abnormal domain, the list contains only some of the addresses.
                let isSome = now == .down && to == .down && Health.isDomain(address)
                return isSome ? Wording("at least \(text)", zh: "至少 \(text)")[language] : text
            } as [String]
        if !addresses.isEmpty {
            let list = addresses.joined(separator: Wording(", ", zh: "，")[language])
            return text + Wording(": ", zh: "：")[language] + list
        }
        if from == to, let status { return "\(text) \(status.arrow[language])" }
        return text
    }

    private static func words(_ state: State) -> Wording {
        switch state {
        case .down: Wording("down", zh: "异常")
        case .dns: Wording("does not resolve", zh: "无法解析")
        case .part: Wording("partly down", zh: "部分异常")
        case .off: Wording("not checked", zh: "未检查")
        case .ok: Wording("up", zh: "正常")
        case .stop, .unknown, .busy, .none: Wording("unknown", zh: "未知")
        }
    }
}

extension FieldChange {
    /// The change as text, for example `DelayLoop 5 s -> 10 s`, `origin 10.3.1.7 RealServerWeight 1 -> 5` or
    /// `origin 10.3.1.8:80 bound`.
    package var words: Wording {
        switch (field, from, to) {
        case ("RealServerSet", nil, let to?):
            return Wording("origin \(to[.english]) bound", zh: "绑定源站 \(to[.chinese])")
        case ("RealServerSet", let from?, nil):
            return Wording("origin \(from[.english]) unbound", zh: "解绑源站 \(from[.chinese])")
        default:
            let whose = origin.map { Wording("origin \($0) ", zh: "源站 \($0) ") } ?? Wording(verbatim: "")
            return Wording { "\(whose[$0])\(field) \(arrow[$0])" }
        }
    }

    /// The old and the new value, for example `5 s -> 10 s`. An absent value is `nothing`.
    var arrow: Wording {
        let nothing = Wording("nothing", zh: "无")
        return Wording { "\((from ?? nothing)[$0]) -> \((to ?? nothing)[$0])" }
    }
}
