// A state of an account as a document: `snapshot` stores it, `list -o json` prints it, and `diff` and `--offline` read
// it. The format is published as docs/snapshot.schema.json.
//
// A listener in it is the object that the service sent, byte for byte, with `State` and `Owner` added at the end.

package import Inventory
import GAAP
package import Essentials

/// The state of an account at one time.
package struct SnapshotDocument: Sendable {
    /// The version of the format that is written, and the latest that can be read.
    package static let schemaVersion = 2

    /// An owner, and how far it was read.
    package struct OwnerRecord: Sendable, Equatable {
        package var owner: Owner
        /// Whether the document contains every listener of the owner that the filters match; nil if the document does
        /// not say.
        package var isComplete: Bool?

        package init(_ owner: Owner, isComplete: Bool? = nil) {
            self.owner = owner
            self.isComplete = isComplete
        }
    }

    /// The version of the format that was read.
    package var version = Self.schemaVersion
    package var fetchedAt: UnixTime
    /// Whether everything that was requested was read.
    package var isComplete: Bool
    /// Whether the lists of proxies and groups were read completely; nil if the document does not say.
    package var areOwnersComplete: Bool?
    /// The local name of the account.
    package var account: String?
    package var endpoint: String?
    /// What was requested; nil if the document does not say.
    package var scope: Scope?
    /// The filters besides the scope, as they are written on a command line; empty without filters.
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
    /// The document as an account that was read at the time of the document.
    package var contents: Account { contents(reading: 1) }

    /// Returns the document as an account that was read by a pass with this number; see `Account.removeUnseen`.
    package func contents(reading: Int) -> Account {
        var account = Account()
        account.learn(owners.map(\.owner), at: Moment(wall: fetchedAt))
        let known = Set(owners.map(\.owner.id))
        for row in rows {
            // A listener that names a proxy and a group as its owners was in the responses of both, if both were
            // queried.
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

    /// Whether the document contains every proxy outside groups and every group. Filters affect only listeners.
    private var listsAllOwners: Bool { areOwnersComplete ?? isComplete && (scope == nil || scope == .all) }

    /// Whether the document contains every listener of an owner that the filters match.
    private func isWhole(_ owner: OwnerID) -> Bool {
        isComplete || owners.contains { $0.owner.id == owner && $0.isComplete == true }
    }

    /// Returns the document as one side of a comparison. What counts as complete depends on the query of the other
    /// document. Two responses to the same query are compared as they are. Otherwise a listener that was not requested
    /// does not count as removed.
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
    /// The scope as command line flags: `--proxy link-…`.
    package var flags: String {
        switch self {
        case .proxy(let id): "--proxy \(id)"
        case .group(let id): "--group \(id)"
        case .listener(let id): "--listener \(id)"
        case .all: "--all"
        }
    }

    /// Parses `flags`; nil for any other text.
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
