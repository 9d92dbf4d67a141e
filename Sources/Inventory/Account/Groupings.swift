// The groups of an account for the left pane and for the picker: owners, access regions, origin regions, addresses of
// origins. They are made from counts that the account updates row by row, so the cost depends on the number of owners,
// not on the number of listeners.

import GAAP
package import Essentials

/// A group of listeners, and how many of them have problems.
package struct Grouping: Equatable, Sendable {
    package let part: Narrowing
    let name: String
    /// The number of problems; for an address, the number of failing uses.
    package let bad: Int
    package let all: Int
    /// Whether the numbers may be incomplete, and why.
    package let standing: Standing
    /// Whether the owner forwards traffic; nil if the group is not an owner.
    package var ownerState: OwnerState.Kind?

    /// The title of the group. A region that the service does not name has a title of its own.
    package func title(in language: Language = .english) -> String {
        name.isEmpty && [.region(""), .accessRegion("")].contains(part)
            ? Wording("(no region)", zh: "（无区域）")[language] : name
    }

    package enum Standing: Equatable, Sendable {
        case whole
        /// Not everything has been read.
        case partly
        /// Nothing has been read yet.
        case unread
        case failed
    }

    /// `2/24`; `>=2/24` if not everything has been read, `-` if nothing has, or `failed`.
    package func countText(in language: Language = .english) -> String {
        switch standing {
        case .whole: "\(bad)/\(all)"
        case .partly: ">=\(bad)/\(all)"
        case .unread: "-"
        case .failed: Wording("failed", zh: "失败")[language]
        }
    }
}

extension OwnerEntry {
    package var grouping: Grouping {
        let standing: Grouping.Standing =
            switch reading {
            case .complete: .whole
            case .failed: .failed
            case .unread where counts.total == 0, .underWay where counts.total == 0: .unread
            case .unread, .underWay, .changedWhileReading, .short, .foreign, .endless: .partly
            }
        return Grouping(
            part: .owner(owner.id), name: owner.name.isEmpty ? owner.id.text : owner.name, bad: counts.problems,
            all: counts.total, standing: standing, ownerState: state.kind)
    }
}

extension Account {
    /// The owners, worst first: first those whose reading failed, then stopped owners, then by the number of problems,
    /// then by name.
    package func ownerGroupings() -> [Grouping] {
        Grouping.worstFirst(owners.values.map(\.grouping))
    }

    /// The origin regions, worst first. A listener counts in the region of the owner that is displayed with it, as in
    /// the list.
    package func regionGroupings() -> [Grouping] {
        groupings(as: Narrowing.region) { [$0.originRegion ?? ""] }
    }

    /// The access regions, worst first. The listeners of a group count in the region of each member.
    package func accessRegionGroupings() -> [Grouping] {
        groupings(as: Narrowing.accessRegion, by: \.accessRegions)
    }

    private func groupings(as part: (String) -> Narrowing, by regionsOf: (Owner) -> [String]) -> [Grouping] {
        var regions: [String: (bad: Int, all: Int, isWhole: Bool, isRead: Bool)] = [:]
        for entry in owners.values {
            let standing = entry.grouping.standing
            for name in regionsOf(entry.owner) {
                var region = regions[name] ?? (0, 0, true, false)
                region.bad += entry.shownCounts.problems
                region.all += entry.shownCounts.total
                region.isWhole = region.isWhole && standing == .whole
                region.isRead = region.isRead || standing != .unread
                regions[name] = region
            }
        }
        return Grouping.worstFirst(
            regions.map { name, region in
                Grouping(
                    part: part(name), name: name, bad: region.bad, all: region.all,
                    standing: region.isWhole ? .whole : region.isRead ? .partly : .unread)
            })
    }

    /// Returns the worst addresses of origins, then those used most, and the number of all matching addresses.
    /// - Parameters:
    ///   - words: case-folded; an address must contain all of them.
    ///   - limit: the maximum number of groupings to return.
    package func originGroupings(holding words: [[UInt8]] = [], limit: Int) -> (groupings: [Grouping], count: Int) {
        let (entries, count) = addresses.worst(limit, holding: words)
        return (entries.map(Grouping.init), count)
    }
}

extension Grouping {
    fileprivate init(_ entry: AddressEntry) {
        self.init(
            part: .origin(OriginAddress(host: entry.host)), name: entry.host, bad: entry.failing,
            all: entry.uses.count,
            standing: .whole)
    }

    /// Sorts the worst first; see `Account.ownerGroupings`.
    package static func worstFirst(_ groupings: [Grouping]) -> [Grouping] {
        groupings.map { ($0, $0.rank, $0.title().lowercased()) }.sorted { left, right in
            if left.1 != right.1 { return left.1 < right.1 }
            if left.0.bad != right.0.bad { return left.0.bad > right.0.bad }
            return (left.0.ownerRank, left.2, left.0.part.id) < (right.0.ownerRank, right.2, right.0.part.id)
        }.map(\.0)
    }

    /// The first sort key, before the number of problems. A stopped owner that is known to have no listeners affects no
    /// traffic.
    private var rank: Int {
        if standing == .failed { return 0 }
        return ownerState == .stopped && !(standing == .whole && all == 0) ? 1 : 2
    }

    /// The sort key among groups with the same number of problems: how bad the owner's own state is.
    private var ownerRank: Int { ownerState?.bestWord.rawValue ?? 0 }
}
