// What explains several problems at once: one origin, one owner or one region. The rule says nothing rather than
// something weak:
//
//   origin   fails in at least two listeners, over two owners, or over one whose other listeners work; and no recent
//            reading finds the same address and port working
//   owner    it forwards nothing (closed, isolated, banned and the like), and at least two of its listeners are STOP
//            for it; or at least three of its listeners fail, none of them works, by at least three origins, its list
//            was read whole, and listeners of other owners work
//   region   listeners of at least two owners with origins there fail, at least four, by at least three different
//            origins, none of them works, listeners of other regions do, and the account was read whole. It is the
//            region of the origins or that of access
//
// Only recent readings count, in all of it. Counts are a minimum until the account was read whole. The one that
// explains most problems comes first; each one after it explains at least two that those before it do not. Of equals an
// origin is preferred to an owner, and that to a region.

package import Inventory
package import Essentials
import GAAP

/// One explanation of several problems.
package struct CommonCause: Sendable, Equatable {
    package let part: Narrowing
    /// Problems that it explains, and the owners that they belong to.
    package let listeners: Int
    package let owners: Int
    /// Why an owner explains them, such as `proxy isolated`; nil for everything else.
    package let state: Wording?
    /// Whether there may be more, for not everything was read.
    package let isAtLeast: Bool
    /// The problems, as indexes of rows; they hold until the account changes.
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

    /// `10.3.1.7: 4 listeners, 3 owners`, `link-a, proxy isolated: 12 listeners`.
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
        case .accessRegion: Wording("access in \(part.id)", zh: "加速区域 \(part.id)")
        case .region: Wording("origins in \(part.id)", zh: "\(part.id) 的源站")
        case .origin, .listeners: Wording(verbatim: part.id)
        }
    }

    /// What explains the current problems of an account, the most important first; empty where nothing does.
    /// - Parameter isWhole: whether every listener of the account was read.
    package static func all(in account: Account, _ recency: Recency, isWhole: Bool = true) -> [CommonCause] {
        let problems = account.glances.indices.filter { account.glances[$0].state.isProblem }
        guard problems.count >= Rule.fewestListeners else { return [] }
        return Rule(account, recency, problems: problems, isWhole: isWhole).causes()
    }
}

/// The evidence, and what follows from it.
private struct Rule {
    static let fewestListeners = 2
    private static let fewestOfOwner = 3
    private static let fewestOfRegion = 4
    private static let fewestOrigins = 3

    private struct Candidate {
        let part: Narrowing
        /// Indexes of rows.
        let explained: Set<Int>
        var state: Wording?
        /// The more specific one first.
        let rank: Int
    }

    /// The rows of one owner or region that speak of now.
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
    /// Rows that nothing is forwarded for, by their owner.
    private var stopped: [OwnerID: Set<Int>] = [:]
    private var byRegion: [Narrowing: Tally] = [:]

    init(_ account: Account, _ recency: Recency, problems: [Int], isWhole: Bool) {
        self.account = account
        self.recency = recency
        self.isWhole = isWhole
        for place in problems where isRecent(place) { note(place) }
    }

    private func isRecent(_ place: Int) -> Bool {
        recency.now.isWithin(recency.freshFor, of: account.glances[place].readAt) && !account.rows[place].isRemoved
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
        // A listener that serves in part says nothing about its owner or its region.
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
            best.1 >= Self.fewestListeners
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
            guard rows.count >= Self.fewestListeners, !worksSomewhere(host, failingIn: rows) else { return nil }
            let owners = Set(rows.compactMap { account.rows[$0].owner })
            guard owners.count > 1 || owners.first.map(hasWorkingListener) == true else { return nil }
            return Candidate(part: .origin(OriginAddress(host: host)), explained: rows, rank: 0)
        }
    }

    /// Whether a recent reading finds the address working on a port on which it fails elsewhere.
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
            guard rows.count >= Self.fewestListeners, let entry = account.owners[owner],
                entry.state.kind == .stopped, let readAt = entry.readAt,
                recency.now.isWithin(recency.freshFor, of: readAt)
            else { return nil }
            return Candidate(part: .owner(owner), explained: rows, state: entry.state.words, rank: 1)
        }
    }

    private var owners: [Candidate] {
        byOwner.compactMap { owner, tally in
            guard tally.failing.count >= Self.fewestOfOwner, tally.hosts.count >= Self.fewestOrigins,
                case .complete? = account.owners[owner]?.reading, !hasWorkingListener(owner),
                account.owners.keys.contains(where: { $0 != owner && hasWorkingListener($0) })
            else { return nil }
            return Candidate(part: .owner(owner), explained: tally.failing, rank: 1)
        }
    }

    private var regions: [Candidate] {
        byRegion.compactMap { region, tally in
            guard isWhole, tally.failing.count >= Self.fewestOfRegion, tally.owners.count > 1,
                tally.hosts.count >= Self.fewestOrigins
            else { return nil }
            let (inside, outside) = account.owners.keys.reduce(into: ([OwnerID](), [OwnerID]())) { parts, owner in
                if account.mayHold(owner, region) { parts.0.append(owner) } else { parts.1.append(owner) }
            }
            guard !inside.contains(where: hasWorkingListener), outside.contains(where: hasWorkingListener) else {
                return nil
            }
            // What the origins have in common says more than where clients come in.
            let isOfOrigins = if case .region = region { true } else { false }
            return Candidate(part: region, explained: tally.failing, rank: isOfOrigins ? 2 : 3)
        }
    }
}
