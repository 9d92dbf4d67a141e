// The text of entries, one line each, for tables and for the screen.

package import Essentials
import Inventory

extension TimelineEntry.Interval {
    /// Returns the interval as text, for example `14:02:01-14:02:31`, with the date if it is not today. If the earlier
    /// value is not known, the text is `before 14:02:31`.
    package func text(in zone: LocalZone, now: UnixTime, _ language: Language) -> String {
        let end = zone.text(by, now: now)
        guard let after else { return Wording("before \(end)", zh: "\(end) 之前")[language] }
        let start = zone.text(after, now: now)
        if start == end { return end }
        let (first, last) = (zone.date(after), zone.date(by))
        return "\(start)-\(first.isSameDay(as: last) ? last.clock : end)"
    }
}

extension TimelineEntry {
    /// Returns what happened: `OK -> DOWN`, `added`, `removed`, `config`, `closed`, `unreadable`.
    package func title(in language: Language) -> String {
        switch what {
        case .listener(let change): return change.title(in: language)
        case .owner(let change): return (change.stateChange?.verb)?[language] ?? change.title(in: language)
        case .unreadable(nil, _, _): return Wording("nothing could be read", zh: "未能读取任何数据")[language]
        case .unreadable: return Wording("unreadable", zh: "无法读取")[language]
        case .readable: return Wording("readable", zh: "恢复读取")[language]
        case .gap: return Wording("not observed", zh: "未观察")[language]
        }
    }

    /// The subject: ` 8443 login-gw-hk (link-hwera8lq)`, `link-hwera8lq login-gw`; empty for the whole account.
    package var subjectText: String {
        switch what {
        case .listener(let change): change.subject.line
        case .owner(let change): Self.text(change.owner, change.name)
        case .unreadable(let owner, let name, _), .readable(let owner, let name):
            owner.map { Self.text($0, name) } ?? ""
        case .gap(let owner): owner?.text ?? ""
        }
    }

    static func text(_ owner: OwnerID, _ name: String) -> String { name.isEmpty ? owner.text : "\(owner.text) \(name)" }

    /// Returns the details; empty if the title contains everything.
    package func details(in language: Language) -> String {
        switch what {
        case .listener(let change): change.details(in: language)
        case .owner(let change): change.details(in: language)
        case .unreadable(_, _, let reason): reason[language]
        case .readable: ""
        case .gap:
            Wording("changes in this time are unknown", zh: "这段时间内的变化未知")[language]
        }
    }
}
