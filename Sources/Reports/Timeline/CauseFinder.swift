// Finds the common cause of the entries of one sweep. The rules, the most specific first:
//
//   owner           its own state changed; or one of its listeners entered or left `STOP`; or the health of at least
//                   two of its listeners changed without a change of an origin
//   region          origins in at least four listeners of at least two owners changed in the same way; at least three
//                   different origins changed; three quarters of all such changes are in the region; no origin has more
//                   than half of them; and the account has other regions. The origin region takes precedence over the
//                   access region
//   origin          the origin that most listeners share
//   configuration   the same change in at least two listeners or owners
//
// A region does not explain an origin that also changed outside the region.

import Inventory
import Essentials

struct CauseFinder {
    /// The known regions of an account.
    struct Regions {
        var access: Set<String> = []
        var origin: Set<String> = []
    }

    private struct Group: Hashable {
        let kind: TimelineEvent.Kind
        let cause: TimelineEntry.Cause
    }

    private static let (minimumListeners, minimumOwners, minimumOrigins) = (4, 2, 3)

    private var counts: [Group: Int] = [:]
    private var changedOwners: Set<OwnerID> = []
    /// The region that explains the degradations or the recoveries, and the origins that also changed elsewhere.
    private var regions: [TimelineEvent.Kind: (cause: TimelineEntry.Cause, elsewhere: Set<String>)] = [:]

    init(_ entries: [TimelineEntry], regions known: Regions = Regions()) {
        for entry in entries {
            if case .owner(let change) = entry.what { changedOwners.insert(change.owner) }
        }
        for entry in entries {
            for cause in candidates(entry) { counts[Group(kind: entry.kind, cause: cause), default: 0] += 1 }
        }
        for kind in [TimelineEvent.Kind.worse, .better] { regions[kind] = region(of: entries, kind, known) }
    }

    /// The cause of an entry; nil if it has nothing in common with others.
    func cause(of entry: TimelineEntry) -> TimelineEntry.Cause? {
        let candidates = candidates(entry)
        if let region = regions[entry.kind], entry.place.isIn(region.cause), let hosts = entry.changedHosts,
            !hosts.isEmpty, candidates.contains(where: \.isOrigin), region.elsewhere.isDisjoint(with: hosts)
        {
            return region.cause
        }
        // The candidates are in a fixed order, so that the choice among equals is always the same.
        var best: (cause: TimelineEntry.Cause, count: Int)?
        for cause in candidates {
            let count = counts[Group(kind: entry.kind, cause: cause)] ?? 0
            if isEnough(cause, count, for: entry), count > best?.count ?? 0 { best = (cause, count) }
        }
        return best?.cause
    }

    private func isEnough(_ cause: TimelineEntry.Cause, _ count: Int, for entry: TimelineEntry) -> Bool {
        switch cause {
        case .origin: true
        case .owner(let owner): count > 1 || changedOwners.contains(owner) || entry.isAboutStop
        case .configuration: count > 1
        case .accessRegion, .originRegion: false
        }
    }

    private func candidates(_ entry: TimelineEntry) -> [TimelineEntry.Cause] {
        switch entry.what {
        case .listener(let change):
            let owner = change.subject.owner.map { [TimelineEntry.Cause.owner($0)] } ?? []
            switch change.what {
            case .health:
                let hosts = entry.changedHosts ?? []
                return entry.isAboutStop || hosts.isEmpty ? owner : hosts.map { .origin($0) }
            case .added, .removed, .moved: return owner
            case .configuration: return [.configuration(change.details(in: .english))]
            }
        case .owner(let change):
            guard case .changed = change.what else { return [] }
            return [
                change.stateChange == nil ? .configuration(change.details(in: .english)) : .owner(change.owner)
            ]
        case .unreadable, .readable, .gap: return []
        }
    }

    // MARK: Regions

    /// The changes in one region.
    private struct Tally {
        var listeners = 0
        var owners: Set<OwnerID> = []
        var hosts: [String: Int] = [:]
    }

    private func region(
        of entries: [TimelineEntry], _ kind: TimelineEvent.Kind, _ known: Regions
    ) -> (cause: TimelineEntry.Cause, elsewhere: Set<String>)? {
        let changed = entries.filter { $0.kind == kind && !$0.isAboutStop && $0.changedHosts?.isEmpty == false }
        guard changed.count >= Self.minimumListeners else { return nil }
        var tallies: [TimelineEntry.Cause: Tally] = [:]
        for entry in changed {
            for region in entry.place.causes {
                tallies[region, default: Tally()].listeners += 1
                if let owner = entry.owner { tallies[region]?.owners.insert(owner) }
                for host in entry.changedHosts ?? [] { tallies[region]?.hosts[host, default: 0] += 1 }
            }
        }
        let found = tallies.filter { region, tally in
            known.hasOthers(than: region) && tally.listeners >= Self.minimumListeners
                && tally.listeners * 4 >= changed.count * 3 && tally.owners.count >= Self.minimumOwners
                && tally.hosts.count >= Self.minimumOrigins
                && tally.hosts.values.allSatisfy { $0 * 2 <= tally.listeners }
        }
        let best = found.max { left, right in
            left.value.listeners == right.value.listeners
                ? left.key.isAccess && !right.key.isAccess : left.value.listeners < right.value.listeners
        }
        guard let region = best?.key else { return nil }
        let outside = changed.filter { !$0.place.isIn(region) }.flatMap { $0.changedHosts ?? [] }
        return (region, Set(outside))
    }
}

extension CauseFinder.Regions {
    fileprivate func hasOthers(than region: TimelineEntry.Cause) -> Bool {
        switch region {
        case .accessRegion(let name): access.contains { $0 != name }
        case .originRegion(let name): origin.contains { $0 != name }
        case .origin, .owner, .configuration: false
        }
    }
}

extension TimelineEntry.Cause {
    fileprivate var isOrigin: Bool { if case .origin = self { true } else { false } }
    fileprivate var isAccess: Bool { if case .accessRegion = self { true } else { false } }
}

extension TimelineEntry.Place {
    /// The regions as causes.
    fileprivate var causes: [TimelineEntry.Cause] {
        [originRegion.map { .originRegion($0) }, accessRegion.map { .accessRegion($0) }].compactMap(\.self)
    }

    fileprivate func isIn(_ region: TimelineEntry.Cause) -> Bool { causes.contains(region) }
}

extension TimelineEntry {
    /// Whether a listener entered or left `STOP`, which its owner causes.
    fileprivate var isAboutStop: Bool { health.map { ($0.from == .stop) != ($0.to == .stop) } ?? false }

    /// The addresses whose health changed, in order. If DownIPList names addresses, they are returned instead of the
    /// origin. nil if the entry is not a change of health.
    fileprivate var changedHosts: [String]? {
        guard let health else { return nil }
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
