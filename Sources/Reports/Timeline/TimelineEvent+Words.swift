// Events in words, one line each: "10.3.1.7 down: 4 listeners, 3 owners (Hong Kong, Singapore)".

package import Essentials
import Inventory

extension TimelineEvent {
    /// Regions named in a line; beyond that they are counted.
    private static let regionsNamed = 3

    /// What happened, to how many, and where.
    package func headline(in language: Language) -> String {
        if entries.count == 1, let entry = entries.first, cause == nil || kind == .health {
            return single(entry, language)
        }
        let subject = subject(in: language)
        let colon = Wording(": ", zh: "：")[language]
        return subject + times(in: language) + colon + extent(in: language)
    }

    /// One entry that stands for itself: `OK -> DOWN   8443 login-gw-hk (link-hwera8lq)  10.3.1.7 down`.
    private func single(_ entry: TimelineEntry, _ language: Language) -> String {
        [entry.title(in: language), entry.subjectText.trimmingBlanks, entry.details(in: language)]
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private func subject(in language: Language) -> String {
        let verb = verb[language]
        switch cause {
        case .origin(let host): return Wording("\(host) \(verb)", zh: "\(host) \(verb)")[language]
        case .owner(let owner):
            let name = entries.first?.place.ownerName ?? ""
            return Wording { "\(TimelineEntry.text(owner, name)) \(self.verb[$0])" }[language]
        case .configuration(let words): return words
        case nil:
            guard let entry = entries.first else { return verb }
            switch entry.what {
            case .unreadable(_, _, let reason) where !reason.isEmpty:
                return Wording { "\(self.verb[$0])\($0 == .english ? " (\(reason))" : "（\(reason)）")" }[language]
            case .listener, .owner:
                return "\(entry.subjectText.trimmingBlanks) \(verb)"
            default: return verb
            }
        }
    }

    private var verb: Wording {
        switch kind {
        case .worse:
            isUnresolved ? Wording("does not resolve", zh: "无法解析") : Wording("down", zh: "异常")
        case .better: Wording("up", zh: "恢复")
        case .health: Wording("changed", zh: "变化")
        case .added, .ownerAdded: Wording("added", zh: "新增")
        case .removed, .ownerRemoved: Wording("removed", zh: "已删除")
        case .moved: Wording("moved", zh: "已迁移")
        case .configuration, .ownerConfiguration: Wording("changed configuration", zh: "配置变更")
        case .unreadable: Wording("unreadable", zh: "无法读取")
        case .readable: Wording("readable again", zh: "恢复读取")
        case .gap: Wording("not observed", zh: "未观察")
        }
    }

    /// Whether every origin that failed is a name that does not resolve.
    private var isUnresolved: Bool {
        let states = entries.flatMap { $0.health?.origins ?? [] }.compactMap(\.to)
        return !states.isEmpty && states.allSatisfy { $0 == .dns }
    }

    /// ` 3 times, up 2 times`; empty for what happened once.
    private func times(in language: Language) -> String {
        guard count > 1 || opposites > 0 else { return "" }
        let other =
            kind == .worse
            ? Wording("up", zh: "恢复") : kind == .better ? Wording("down", zh: "异常") : Wording(verbatim: "")
        let back =
            opposites == 0 || other[.english].isEmpty
            ? Wording(verbatim: "")
            : Wording(
                ", \(other[.english]) \(Self.times(opposites)[.english])", zh: "，\(other[.chinese])\(opposites) 次")
        return Wording(" \(Self.times(count)[.english])\(back[.english])", zh: " \(count) 次\(back[.chinese])")[language]
    }

    private static func times(_ count: Int) -> Wording {
        Wording(count == 1 ? "once" : "\(count) times", zh: "\(count) 次")
    }

    /// `4 listeners, 3 owners (Hong Kong, Singapore)`; a single listener by its name.
    private func extent(in language: Language) -> String {
        let (listeners, owners, regions) = (listeners, owners, regions)
        if listeners.count == 1, let entry = entries.first, let only = listeners.first {
            let owner = owners.first.map { " (\($0.text))" } ?? ""
            let port = only.port.map { " :\($0)" } ?? ""
            return "\(only.name.isEmpty ? only.id : only.name)\(port)\(owner), \(entry.title(in: language))"
        }
        let named = regions.prefix(Self.regionsNamed).joined(separator: Wording(", ", zh: "、")[language])
        let more = regions.count - Self.regionsNamed
        let others = more > 0 ? Wording(" and \(more) more", zh: " 等 \(regions.count) 个区域")[language] : ""
        let place = regions.isEmpty ? "" : language == .english ? " (\(named)\(others))" : "（\(named)\(others)）"
        let ownerText = Wording(Self.counted(owners.count, "owner"), zh: "\(Count.text(owners.count)) 个通道或通道组")[
            language]
        guard !listeners.isEmpty else { return ownerText + place }
        let listenerText = Wording(
            Self.counted(listeners.count, "listener"), zh: "\(Count.text(listeners.count)) 个监听器")[language]
        return "\(listenerText)\(Wording(", ", zh: "，")[language])\(ownerText)\(place)"
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(Count.text(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// The event in one line: its time, and what happened.
    package func line(in zone: LocalZone, now: UnixTime, _ language: Language) -> String {
        "\(interval.text(in: zone, now: now, language))  \(headline(in: language))"
    }
}

extension String {
    /// Without the blanks in front.
    fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}
