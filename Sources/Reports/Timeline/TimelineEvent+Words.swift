// The text of events, one line each: "10.3.1.7 down: 4 listeners, 3 owners (Hong Kong, Singapore)".

package import Essentials
import Inventory

extension TimelineEvent {
    /// The maximum number of regions that are named in a line. Further regions are only counted.
    private static let regionsNamed = 3

    /// Returns what happened, to how many listeners, and where.
    package func headline(in language: Language) -> String {
        if entries.count == 1, let entry = entries.first, !isOfOwner, cause == nil || kind == .health {
            return single(entry, language)
        }
        let subject = subject(in: language) + times(in: language)
        let extent = extent(in: language)
        // For an owner without listeners, the subject is the whole headline.
        if isOfOwner, listeners.isEmpty { return subject + place(in: language) }
        return subject + Wording(": ", zh: "：")[language] + extent
    }

    /// A single entry without a cause: `OK -> DOWN   8443 login-gw-hk (link-hwera8lq)  10.3.1.7 down`.
    private func single(_ entry: TimelineEntry, _ language: Language) -> String {
        [entry.title(in: language), entry.subjectText.trimmingBlanks, entry.details(in: language)]
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    private var isOfOwner: Bool { if case .owner = cause { true } else { false } }

    private func subject(in language: Language) -> String {
        switch cause {
        case .origin(let host): return "\(host) \(verb(of: host)[language])"
        case .owner(let owner):
            let named = entries.lazy.compactMap { entry -> String? in
                if case .owner(let change) = entry.what { return change.name }
                return entry.place.ownerName.isEmpty ? nil : entry.place.ownerName
            }
            let text = TimelineEntry.text(owner, named.first ?? "")
            let name =
                owner.isGroup ? Wording("group \(text)", zh: "通道组 \(text)") : Wording("proxy \(text)", zh: "通道 \(text)")
            return "\(name[language]) \(ownerVerb[language])"
        case .accessRegion(let name):
            return Wording(
                "access region \(name), origins \(verb[.english])", zh: "加速区域 \(name) 的源站\(verb[.chinese])")[language]
        case .originRegion(let name):
            return Wording(
                "origin region \(name), origins \(verb[.english])", zh: "源站区域 \(name) 的源站\(verb[.chinese])")[language]
        // The cause contains only the English text, the entry both languages.
        case .configuration(let words): return entries.first?.details(in: language) ?? words
        case nil:
            let verb = verb[language]
            guard let entry = entries.first else { return verb }
            switch entry.what {
            case .unreadable(_, _, let reason) where !reason[language].isEmpty:
                return Wording(
                    "\(verb) (\(reason[.english]))", zh: "\(verb)（\(reason[.chinese])）")[language]
            case .listener, .owner:
                return "\(entry.subjectText.trimmingBlanks) \(verb)"
            default: return verb
            }
        }
    }

    // MARK: Verbs

    private var verb: Wording {
        switch kind {
        case .worse: Wording("down", zh: "异常")
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

    /// The entries of the event itself, without those that undid it.
    private var own: [TimelineEntry] { entries.filter { $0.kind == kind } }

    /// The verb for an origin, if all its listeners agree. `up` is used only for an origin that works.
    private func verb(of host: String) -> Wording {
        let states = own.flatMap { $0.health?.origins ?? [] }.compactMap { origin -> State? in
            if origin.wentDown.contains(where: { OriginAddress($0)?.host == host }) { return .down }
            guard OriginAddress(origin.address)?.host == host else { return nil }
            return origin.to ?? State.none
        }
        guard let state = states.first, states.allSatisfy({ $0 == state }) else { return verb }
        switch state {
        case .dns: return Wording("does not resolve", zh: "无法解析")
        case .part: return Wording("partly down", zh: "部分异常")
        case .off: return Wording("no longer checked", zh: "不再检查")
        case .none: return Wording("unbound", zh: "已解绑")
        case .down, .ok: return verb
        case .stop, .busy, .unknown: return Wording("unknown", zh: "状态未知")
        }
    }

    /// The verb for an owner, from its status if possible, otherwise from its listeners.
    private var ownerVerb: Wording {
        let changes = own.compactMap { entry in
            if case .owner(let change) = entry.what { change.stateChange?.verb } else { Wording?.none }
        }
        if let verb = changes.first { return verb }
        let healths = own.compactMap(\.health)
        guard !healths.isEmpty else { return verb }
        if healths.allSatisfy({ $0.to == .stop }) { return Wording("stopped", zh: "已停止") }
        if healths.allSatisfy({ $0.from == .stop }) { return Wording("no longer stopped", zh: "不再停止") }
        return Wording("listeners changed", zh: "的监听器变化")
    }

    /// Returns how often the event happened, for example ` 3 times, up 2 times`; empty if it happened once.
    private func times(in language: Language) -> String {
        guard count > 1 || opposites > 0 else { return "" }
        let other: Wording? =
            switch kind {
            case .worse: isOfOwner ? Wording("running again", zh: "恢复运行") : Wording("up", zh: "恢复")
            case .better: isOfOwner ? Wording("stopped", zh: "停止") : Wording("down", zh: "异常")
            default: nil
            }
        let back = opposites == 0 ? nil : other
        return Wording(
            " \(Self.times(count)[.english])"
                + (back.map { ", \($0[.english]) \(Self.times(opposites)[.english])" } ?? ""),
            zh: " \(count) 次" + (back.map { "，\($0[.chinese])\(opposites) 次" } ?? ""))[language]
    }

    private static func times(_ count: Int) -> Wording {
        Wording(count == 1 ? "once" : "\(count) times", zh: "\(count) 次")
    }

    /// Returns the affected listeners and owners, for example `4 listeners, 3 owners (Hong Kong, Singapore)`. A single
    /// listener is named.
    private func extent(in language: Language) -> String {
        let (listeners, owners) = (listeners, owners)
        if listeners.count == 1, let only = listeners.first,
            let entry = entries.first(where: { $0.subjectID == only.id })
        {
            let owner = owners.first.map { " (\($0.text))" } ?? ""
            let port = only.port.map { " :\($0)" } ?? ""
            return "\(only.name.isEmpty ? only.id : only.name)\(port)\(owner), \(entry.title(in: language))"
        }
        let place = place(in: language)
        let ownerText = Wording(Self.counted(owners.count, "owner"), zh: "\(Count.text(owners.count)) 个通道或通道组")[
            language]
        guard !listeners.isEmpty else { return ownerText + place }
        let listenerText = Wording(
            Self.counted(listeners.count, "listener"), zh: "\(Count.text(listeners.count)) 个监听器")[language]
        if isOfOwner { return listenerText + place }
        return "\(listenerText)\(Wording(", ", zh: "，")[language])\(ownerText)\(place)"
    }

    /// The access regions, for example ` (Hong Kong, Singapore)`; empty if a region is the cause, or if they are not
    /// known.
    private func place(in language: Language) -> String {
        if case .accessRegion = cause { return "" }
        let regions = regions
        if regions.isEmpty { return "" }
        let named = regions.prefix(Self.regionsNamed).joined(separator: Wording(", ", zh: "、")[language])
        let more = regions.count - Self.regionsNamed
        let others = more > 0 ? Wording(" and \(more) more", zh: " 等 \(regions.count) 个区域")[language] : ""
        return language == .english ? " (\(named)\(others))" : "（\(named)\(others)）"
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        "\(Count.text(count)) \(noun)\(count == 1 ? "" : "s")"
    }

    /// The event as one line: its time, and what happened.
    package func line(in zone: LocalZone, now: UnixTime, _ language: Language) -> String {
        "\(interval.text(in: zone, now: now, language))  \(headline(in: language))"
    }
}

extension String {
    /// The text without leading spaces.
    fileprivate var trimmingBlanks: String { String(drop { $0 == " " }) }
}
