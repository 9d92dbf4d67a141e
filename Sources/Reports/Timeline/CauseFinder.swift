// What the entries of one sweep have in common. Of several origins that failed in a listener, the one that most
// listeners share is named; an owner or a change of the configuration is named only where at least two listeners share
// it.

import Inventory
import Essentials

struct CauseFinder {
    private struct Group: Hashable {
        let kind: TimelineEvent.Kind
        let cause: TimelineEntry.Cause
    }

    private var counts: [Group: Int] = [:]
    private var changedOwners: Set<OwnerID> = []

    init(_ entries: [TimelineEntry]) {
        for entry in entries {
            for cause in Self.candidates(entry) { counts[Group(kind: entry.kind, cause: cause), default: 0] += 1 }
            if case .owner(let change) = entry.what { changedOwners.insert(change.owner) }
        }
    }

    /// The cause of an entry; nil where it has nothing in common with others.
    func cause(of entry: TimelineEntry) -> TimelineEntry.Cause? {
        let candidates = Self.candidates(entry).map { ($0, counts[Group(kind: entry.kind, cause: $0)] ?? 0) }
        // Candidates come in a fixed order, so that equals are decided the same way each time.
        var best: (cause: TimelineEntry.Cause, count: Int)?
        for (cause, count) in candidates where isEnough(cause, count) && count > best?.count ?? 0 {
            best = (cause, count)
        }
        return best?.cause
    }

    private func isEnough(_ cause: TimelineEntry.Cause, _ count: Int) -> Bool {
        switch cause {
        case .origin: true
        case .owner(let owner): count > 1 || changedOwners.contains(owner)
        case .configuration: count > 1
        }
    }

    private static func candidates(_ entry: TimelineEntry) -> [TimelineEntry.Cause] {
        switch entry.what {
        case .listener(let change):
            switch change.what {
            case .health(let health):
                let hosts = hosts(health)
                return hosts.isEmpty ? change.subject.owner.map { [.owner($0)] } ?? [] : hosts.map { .origin($0) }
            case .added, .removed, .moved: return change.subject.owner.map { [.owner($0)] } ?? []
            case .configuration: return [.configuration(change.details(in: .english))]
            }
        case .owner(let change):
            guard case .changed = change.what else { return [] }
            return [.configuration(change.details(in: .english))]
        case .unreadable, .readable, .gap: return []
        }
    }

    /// The addresses whose health changed, in their order: those that DownIPList names, where it names any.
    private static func hosts(_ health: HealthChange) -> [String] {
        var hosts: [String] = []
        for origin in health.origins {
            let named = origin.wentDown + origin.cameBack
            for text in named.isEmpty ? [origin.address] : named {
                guard let host = OriginAddress(text)?.host, !hosts.contains(host) else { continue }
                hosts.append(host)
            }
        }
        return hosts.sorted()
    }
}
