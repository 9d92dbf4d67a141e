// The common causes of several problems: an origin, an owner or a region. A cause is reported only if the evidence is
// strong:
//
//   origin   It fails in at least two listeners of two owners, or of one owner whose other listeners work. No recent
//            reading found the same address and port working.
//   owner    It does not forward traffic (closed, isolated, banned or similar), and at least two of its listeners are
//            STOP for that reason. Or at least three of its listeners fail with at least three different origins, none
//            of them works, its list was read completely, and listeners of other owners work.
//   region   At least four listeners of at least two owners with at least three different origins fail there, none of
//            them works, listeners of other regions work, and the account was read completely. It is the origin region
//            or the access region.
//
// Only recent readings count in every part of the rule. Counts are a minimum until the account was read completely. The
// cause that explains the most problems comes first. Each further cause explains at least two problems that the causes
// before it do not. Among equals, an origin takes precedence over an owner, and an owner over a region.

package import Inventory
package import Essentials
import GAAP

/// One cause of several problems.
package struct CommonCause: Sendable, Equatable {
    package let part: Narrowing
    /// The number of problems that the cause explains, and the number of owners that they belong to.
    package let listeners: Int
    package let owners: Int
    /// Why an owner is the cause, such as `proxy isolated`; nil for other causes.
    package let state: Wording?
    /// Whether the counts are a minimum, because not everything was read.
    package let isAtLeast: Bool
    /// The problems, as indexes of rows. They are valid until the account changes.
    package let rows: Set<Int>

    package init(
        part: Narrowing, listeners: Int, owners: Int, state: Wording? = nil, isAtLeast: Bool = false,
        rows: Set<Int> = []
    ) {
        self.part = part
        self.listeners = listeners
        self.owners = owners
        self.state = state
        self.isAtLeast = isAtLeast
        self.rows = rows
    }

    /// Returns the cause as one line, for example `10.3.1.7: 4 listeners, 3 owners` or
    /// `link-a, proxy isolated: 12 listeners`.
    package func text(in language: Language) -> String {
        let bound = isAtLeast ? ">=" : ""
        let (listeners, owners) = (bound + Count.text(listeners), bound + Count.text(owners))
        let noun = self.owners == 1 ? "owner" : "owners"
        let subject = subject[language]
        if case .owner = part {
            return Wording("\(subject): \(listeners) listeners", zh: "\(subject)：\(listeners) 个监听器")[language]
        }
        return Wording(
            "\(subject): \(listeners) listeners, \(owners) \(noun)",
            zh: "\(subject)：\(listeners) 个监听器，\(owners) 个通道或通道组")[
                language]
    }

    private var subject: Wording {
        switch part {
        case .owner:
            state.map { Wording("\(part.id), \($0[.english])", zh: "\(part.id) \($0[.chinese])") }
                ?? Wording("all of \(part.id)", zh: "\(part.id) 全部异常")
        case .accessRegion: Wording("access region \(part.id)", zh: "加速区域 \(part.id)")
        case .region: Wording("origins in \(part.id)", zh: "\(part.id) 的源站")
        case .origin, .listeners: Wording(verbatim: part.id)
        }
    }

    /// Returns the common causes of the current problems of an account, the most important first.
    /// - Parameter isWhole: whether every listener of the account was read.
    package static func all(in account: Account, _ recency: Recency, isWhole: Bool = true) -> [CommonCause] {
        let problems = account.glances.indices.filter { account.glances[$0].state.isProblem }
        guard problems.count >= Rule.minimumListeners else { return [] }
        return Rule(account, recency, problems: problems, isWhole: isWhole).causes()
    }
}

/// The evidence, and the conclusions from it.
private struct Rule {
    static let minimumListeners = 2
    private static let minimumOfOwner = 3
    private static let minimumOfRegion = 4
    private static let minimumOrigins = 3

    private struct Candidate {
        let part: Narrowing
        /// Indexes of rows.
        let explained: Set<Int>
        var state: Wording?
        /// The order among equals: more specific causes first.
        let rank: Int
    }

    /// The recently read rows of one owner or region.
    private struct Tally {
        var failing: Set<Int> = []
        var hosts: Set<String> = []
        var owners: Set<OwnerID> = []

        mutating func note(_ place: Int, _ hosts: Set<String>, _ owner: OwnerID) {
            failing.insert(place)
            self.hosts.formUnion(hosts)
            owners.insert(owner)
        }
    }

    private let account: Account
    private let recency: Recency
    private let isWhole: Bool
    /// Failing rows by the address that fails in them.
    private var byHost: [String: Set<Int>] = [:]
    private var byOwner: [OwnerID: Tally] = [:]
    /// Rows of owners that do not forward traffic, by owner.
    private var stopped: [OwnerID: Set<Int>] = [:]
    private var byRegion: [Narrowing: Tally] = [:]

    init(_ account: Account, _ recency: Recency, problems: [Int], isWhole: Bool) {
        self.account = account
        self.recency = recency
        self.isWhole = isWhole
        for place in problems where isRecent(place) { note(place) }
    }

    private func isRecent(_ place: Int) -> Bool {
        recency.now.isWithin(recency.freshFor, of: account.glances[place].readAt) && !account.glances[place].isRemoved
    }

    private mutating func note(_ place: Int) {
        let row = account.rows[place]
        if row.state == .stop, let owner = row.owner { stopped[owner, default: []].insert(place) }
        guard row.state == .down || row.state == .dns || row.state == .part else { return }
        var hosts: Set<String> = []
        for (server, state) in row.origins where state == .down || state == .dns {
            if let host = server.realServerIP?.lowercased(), !host.isEmpty { hosts.insert(host) }
        }
        for host in hosts { byHost[host, default: []].insert(place) }
        // A listener that works partly is not evidence about its owner or its region.
        guard row.state != .part, let owner = row.owner else { return }
        byOwner[owner, default: Tally()].note(place, hosts, owner)
        guard let entry = account.owner(of: row) else { return }
        let access = entry.accessRegions.map { Narrowing.accessRegion($0) }
        for region in [entry.originRegion.map { Narrowing.region($0) }].compactMap(\.self) + access
        where !region.id.isEmpty {
            byRegion[region, default: Tally()].note(place, hosts, owner)
        }
    }

    func causes() -> [CommonCause] {
        var candidates = origins + stoppedOwners + owners + regions
        var explained: Set<Int> = []
        var causes: [CommonCause] = []
        while let best = candidates.map({ ($0, $0.explained.subtracting(explained).count) }).min(by: isBetter),
            best.1 >= Self.minimumListeners
        {
            explained.formUnion(best.0.explained)
            let owners = Set(best.0.explained.compactMap { account.rows[$0].owner })
            causes.append(
                CommonCause(
                    part: best.0.part, listeners: best.0.explained.count, owners: owners.count, state: best.0.state,
                    isAtLeast: !isWhole, rows: best.0.explained))
            candidates.removeAll { $0.part == best.0.part }
        }
        return causes
    }

    private func isBetter(_ left: (Candidate, Int), _ right: (Candidate, Int)) -> Bool {
        if left.1 != right.1 { return left.1 > right.1 }
        if left.0.rank != right.0.rank { return left.0.rank < right.0.rank }
        return left.0.part.id < right.0.part.id
    }

    // MARK: Origins

    private var origins: [Candidate] {
        byHost.compactMap { host, rows in
            guard rows.count >= Self.minimumListeners, !worksSomewhere(host, failingIn: rows) else { return nil }
            let owners = Set(rows.compactMap { account.rows[$0].owner })
            guard owners.count > 1 || owners.first.map(hasWorkingListener) == true else { return nil }
            return Candidate(part: .origin(OriginAddress(host: host)), explained: rows, rank: 0)
        }
    }

    /// Whether a recent reading found the address working on a port with which it fails in another listener.
    private func worksSomewhere(_ host: String, failingIn rows: Set<Int>) -> Bool {
        let uses = account.addresses[host]?.uses ?? []
        let ports = Set(uses.filter { rows.contains($0.row) && $0.isFailing }.map(\.port))
        return uses.contains { $0.state == .ok && ports.contains($0.port) && isRecent($0.row) }
    }

    private func hasWorkingListener(_ owner: OwnerID) -> Bool {
        (account.owners[owner]?.rows ?? []).contains { account.glances[$0].state == .ok && isRecent($0) }
    }

    // MARK: Owners and regions

    private var stoppedOwners: [Candidate] {
        stopped.compactMap { owner, rows in
            guard rows.count >= Self.minimumListeners, let entry = account.owners[owner],
                entry.state.kind == .stopped, let readAt = entry.readAt,
                recency.now.isWithin(recency.freshFor, of: readAt)
            else { return nil }
            return Candidate(part: .owner(owner), explained: rows, state: entry.state.words, rank: 1)
        }
    }

    private var owners: [Candidate] {
        byOwner.compactMap { owner, tally in
            guard tally.failing.count >= Self.minimumOfOwner, tally.hosts.count >= Self.minimumOrigins,
                case .complete? = account.owners[owner]?.reading, !hasWorkingListener(owner),
                account.owners.keys.contains(where: { $0 != owner && hasWorkingListener($0) })
            else { return nil }
            return Candidate(part: .owner(owner), explained: tally.failing, rank: 1)
        }
    }

    private var regions: [Candidate] {
        byRegion.compactMap { region, tally in
            guard isWhole, tally.failing.count >= Self.minimumOfRegion, tally.owners.count > 1,
                tally.hosts.count >= Self.minimumOrigins
            else { return nil }
            let (inside, outside) = account.owners.keys.reduce(into: ([OwnerID](), [OwnerID]())) { parts, owner in
                if account.mayHold(owner, region) { parts.0.append(owner) } else { parts.1.append(owner) }
            }
            guard !inside.contains(where: hasWorkingListener), outside.contains(where: hasWorkingListener) else {
                return nil
            }
            // The origin region is more specific than the access region.
            let isOfOrigins = if case .region = region { true } else { false }
            return Candidate(part: region, explained: tally.failing, rank: isOfOrigins ? 2 : 3)
        }
    }
}
