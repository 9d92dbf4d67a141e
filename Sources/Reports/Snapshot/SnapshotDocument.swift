// A state of an account as a document: what `snapshot` keeps, what `list -o json` prints, what `diff` and `--offline`
// read. The format is published as docs/snapshot.schema.json.
//
// A listener stands in it as the service sent it, byte for byte, with `State` and `Owner` added at its end.

package import Inventory
import GAAP
package import Essentials

/// What was read of an account at one time.
package struct SnapshotDocument: Sendable {
    /// The version of the format that is written, and the newest that is read.
    package static let schemaVersion = 2

    /// An owner and how far it was read.
    package struct OwnerRecord: Sendable, Equatable {
        package var owner: Owner
        /// Whether every listener of it is here, as far as the filters let it through; nil where the document does not
        /// say.
        package var isComplete: Bool?

        package init(_ owner: Owner, isComplete: Bool? = nil) {
            self.owner = owner
            self.isComplete = isComplete
        }
    }

    /// The version that it was read from.
    package var version = Self.schemaVersion
    package var fetchedAt: UnixTime
    /// Whether everything that was asked for was read.
    package var isComplete: Bool
    /// Whether the lists of proxies and groups were read whole; nil where the document does not say.
    package var areOwnersComplete: Bool?
    /// What the account is called here.
    package var account: String?
    package var endpoint: String?
    /// What was asked for; nil where the document does not say.
    package var scope: Scope?
    /// The filters on top of the scope, as they are written on a command line; empty for none.
    package var filters = ""
    package var owners: [OwnerRecord] = []
    package var rows: [Row]

    package init(fetchedAt: UnixTime, isComplete: Bool, rows: [Row]) {
        self.fetchedAt = fetchedAt
        self.isComplete = isComplete
        self.rows = rows
    }
}

extension SnapshotDocument {
    /// The document as an account that was read then.
    package var contents: Account { contents(reading: 1) }

    /// The same, as of a reading of this number; see `Account.removeUnseen`.
    package func contents(reading: Int) -> Account {
        var account = Account()
        account.learn(owners.map(\.owner), at: Moment(wall: fetchedAt))
        let known = Set(owners.map(\.owner.id))
        for row in rows {
            // A listener that names a proxy and a group as its own stood in the answers of both, where both were asked.
            let others = row.listener.namedOwners.filter { known.contains($0) && $0 != row.owner }
            let isNamed = row.owner.map(row.listener.names) ?? false
            for owner in [row.owner] + (isNamed ? others : []) {
                _ = account.merge(
                    [row.listener], askedOf: owner, kind: row.kind, reading: reading, at: row.readAt, requestID: nil,
                    received: row.received.map { [$0] } ?? [])
            }
        }
        let kinds = Set(rows.map(\.kind)).union([.tcp])
        for id in account.owners.keys where isWhole(id) {
            for kind in kinds { account.note(.complete(at: Moment(wall: fetchedAt)), of: id, kind: kind) }
        }
        if listsAllOwners { account.ownersListedAt = Moment(wall: fetchedAt) }
        return account
    }

    /// Whether every proxy outside groups and every group is here. Filters narrow the listeners only.
    private var listsAllOwners: Bool { areOwnersComplete ?? isComplete && (scope == nil || scope == .all) }

    /// Whether every listener of an owner is here that the filters let through.
    private func isWhole(_ owner: OwnerID) -> Bool {
        isComplete || owners.contains { $0.owner.id == owner && $0.isComplete == true }
    }

    /// The document as one side of a comparison. What counts as read whole depends on what the other one was asked: two
    /// answers to one question are compared as they are; otherwise a listener that was not asked for is not gone.
    package func side(comparedWith other: SnapshotDocument) -> Comparison.Side {
        let account = contents
        let owners = Dictionary(owners.map { ($0.owner.id, $0.owner) }) { first, _ in first }
        var side = Comparison.Side(
            rows: account.rows, extent: extent(comparedWith: other), owners: owners, hasAllOwners: listsAllOwners)
        side.readsOwners = version > 1
        return side
    }

    private func extent(comparedWith other: SnapshotDocument) -> Comparison.Side.Extent {
        guard filters.isEmpty || filters == other.filters else { return .only([]) }
        if isComplete, scope == nil || scope == .all || scope == other.scope { return .whole }
        var owners = Set(owners.lazy.filter { $0.isComplete == true }.map(\.owner.id))
        if isComplete, let owner = scope?.owner { owners.insert(owner) }
        return .only(owners)
    }
}

extension Scope {
    /// The scope as flags of the command line: `--proxy link-…`.
    package var flags: String {
        switch self {
        case .proxy(let id): "--proxy \(id)"
        case .group(let id): "--group \(id)"
        case .listener(let id): "--listener \(id)"
        case .all: "--all"
        }
    }

    /// Reads `flags`; nil where it is something else.
    package init?(flags: String) {
        let words = flags.split(separator: " ", maxSplits: 1).map(String.init)
        switch (words.first, words.dropFirst().first) {
        case ("--all"?, nil): self = .all
        case ("--proxy"?, let id?): self = .proxy(id)
        case ("--group"?, let id?): self = .group(id)
        case ("--listener"?, let id?): self = .listener(id)
        default: return nil
        }
    }
}
