// What is known about the account: owners, listeners, and how far each owner has been read. The account is a value that
// reads no clock and makes no calls. The browser and `list` apply the events of the fetch service to it.
//
// Invariants:
// - A ListenerId has one row, even if the responses of several owners contain it.
// - The search index has one entry for each row, with the same index.
// - An index into `rows` means the same listener until `reclaim` releases it for another (see `Account+Reclaiming`).

package import Essentials
package import GAAP

/// An owner with its listeners.
package struct OwnerEntry: Sendable {
    package internal(set) var owner: Owner
    /// The last known value of each field of the owner, even if a later reading left the field out. Changes are
    /// detected against it.
    package internal(set) var lastKnown: Owner
    /// Whether the owner forwards traffic, as far as is known now.
    package internal(set) var state: OwnerState
    /// When the owner itself was read last; nil if it never was.
    package internal(set) var readAt: Moment?
    /// How far the listeners of each kind have been read.
    package internal(set) var readings: [ListenerKind: Reading] = [:]
    /// The listeners that its responses contain, as indexes into `Account.rows`. A listener that another owner's
    /// responses also contain is in both lists.
    package internal(set) var rows: [Int] = []
    /// The number of its listeners in each state.
    package internal(set) var counts = StateCounts()
    /// The number of listeners in each state among those that are displayed with this owner. In the sum over all
    /// owners, each listener counts once.
    var shownCounts = StateCounts()
    /// The passes over the owner that ended incompletely, by kind, the latest last; see
    /// `Account.removeRepeatedlyUnseen`.
    var partialPasses: [ListenerKind: [Int]] = [:]
    /// The owner's index in `Account.ownerIndex`.
    let number: Int

    /// How far the owner has been read as a whole: the reading of the kind of listeners about which the least is known.
    package var reading: Reading { readings.values.max { $0.doubt < $1.doubt } ?? .unread }
}

/// Everything that is known about one account.
package struct Account: Sendable {
    package internal(set) var rows: [Row] = []
    /// The values that are needed of all rows at once; see `Glance`.
    package internal(set) var glances: [Glance] = []
    package internal(set) var owners: [OwnerID: OwnerEntry] = [:]
    package internal(set) var index = SearchIndex()
    /// The searchable texts of owners. They are separate from those of rows because all rows of an owner share them.
    /// They are a third of the searched text.
    var ownerIndex = SearchIndex()
    var indexByID: [String: Int] = [:]
    private var counts = StateCounts()
    /// Which listeners use which address.
    package internal(set) var addresses = AddressIndex()
    /// Increases with every change that affects groupings and counts.
    package internal(set) var revision = 0
    /// Increases whenever an owner is added or removed, or the list of an owner becomes complete or incomplete.
    package internal(set) var completenessRevision = 0
    /// Indexes into `rows` that no listener has.
    var vacantRows: [Int] = []
    /// Indexes into `ownerIndex` that no owner has.
    var vacantNumbers: [Int] = []
    /// The histories of origins that were requested from the service; see `Account+Histories`.
    package internal(set) var histories: [OriginKey: OriginHistory] = [:]
    /// The requests for histories that failed, and when.
    package internal(set) var historyFaults: [OriginKey: HistoryFault] = [:]
    /// The traffic of listeners by ListenerId, if it was requested from the service.
    package internal(set) var traffic: [String: Traffic] = [:]
    /// What the readings of this run have observed of an origin beyond `Row.originsObserved`: changes and gaps.
    var seenChanges: [BoundOrigin: [OriginHistory.Point]] = [:]
    /// The maximum time between two readings of a row, in seconds, for which they count as one observation.
    package var longestGap = Double.infinity
    /// The changes that readings found; see `Transition`.
    package var transitions = Transitions()
    /// When the lists of owners were last read completely.
    package var ownersListedAt: Moment?
    /// When a run last read anything.
    var lastReadAt: Moment?
    /// The owners of which nothing can be read, and since when. The key nil stands for the account. Known owners are
    /// not included, because `OwnerEntry.readings` has their failures.
    var unreadableSince: [OwnerID?: Moment] = [:]
    /// Whether the state of a listener depends on the state of its owner. A caller may turn this off only if it states
    /// that owners were not checked, since an owner can be closed.
    package var usesOwnerStates = true
    /// The runs whose events are accepted; see `Account+Events`.
    var runs: [LoadID: RunRecord] = [:]

    package init() {}

    /// The number of rows in each state, over all owners.
    package var stateCounts: StateCounts { counts }

    package func row(id: String) -> Int? { indexByID[id] }

    /// Stores owners. What is known about their listeners is kept. The state, searchable text and sort position of a
    /// listener follow its owner.
    /// - Parameter time: when the owners were read; nil if that is not known.
    /// - Returns: the indexes of the rows whose owners changed.
    @discardableResult package mutating func learn(_ found: [Owner], at time: Moment? = nil) -> [Int] {
        var changed: [Int] = []
        revision += 1
        for owner in found {
            let isNew = owners[owner.id] == nil
            know(owner.id)
            if isNew, let ownersListedAt { transitions.note(.ownerAdded(owner, after: ownersListedAt)) }
            guard let entry = owners[owner.id] else { continue }
            let isAsOld = (entry.readAt?.uptime == nil) == (time?.uptime == nil) || !owner.isRead
            if owner.isRead { owners[owner.id]?.readAt = time }
            if entry.owner == owner, entry.state == owner.state, isAsOld { continue }
            if entry.owner != owner {
                let known = owner.completed(from: entry.lastKnown)
                // An owner of which only the id was known has not changed.
                if entry.lastKnown != Owner(id: owner.id), known != entry.lastKnown {
                    transitions.note(.ownerChanged(from: entry.lastKnown, to: known, after: ownersListedAt))
                }
                owners[owner.id]?.lastKnown = known
                owners[owner.id]?.owner = owner
                ownerIndex.set(Self.searchText(owner), at: entry.number)
            }
            setState(owner.state, of: owner.id, after: entry.readAt, at: time)
            changed += entry.rows
        }
        return changed
    }

    /// Creates an entry for an owner that has none.
    mutating func know(_ id: OwnerID) {
        guard owners[id] == nil else { return }
        let owner = Owner(id: id)
        let number = vacantNumbers.popLast() ?? ownerIndex.rowCount
        owners[id] = OwnerEntry(owner: owner, lastKnown: owner, state: owner.state, number: number)
        ownerIndex.set(Self.searchText(owner), at: number)
        completenessRevision += 1
    }

    /// Stores how far the listeners of a kind have been read.
    package mutating func note(_ reading: Reading, of owner: OwnerID, kind: ListenerKind) {
        know(owner)
        note(reading, after: owners[owner]?.readings[kind] ?? .unread, of: owner)
        let wasComplete = isComplete(owner)
        owners[owner]?.readings[kind] = reading
        revision += 1
        if isComplete(owner) != wasComplete { completenessRevision += 1 }
    }

    /// Whether all listeners of an owner have been read.
    package func isComplete(_ owner: OwnerID) -> Bool {
        if case .complete? = owners[owner]?.reading { true } else { false }
    }

    /// Stores a page and returns the indexes of its rows, in the order of the page.
    ///
    /// A listener is filed under the owner that was queried: the owner that it names is data and may be absent. If the
    /// listener was queried by its own id, it stays where it is filed. If it is new, it is filed under the owner that
    /// it names. If it names none, its owner is unknown.
    /// - Parameters:
    ///   - owner: the owner that was queried; nil if a listener was queried by its id.
    ///   - reading: the number of the pass that the page belongs to; see `removeUnseen`.
    package mutating func merge(
        _ listeners: [TCPListener], askedOf owner: OwnerID?, kind: ListenerKind = .tcp, reading: Int, at time: Moment,
        requestID: String?, received: [Received] = []
    ) -> [Int] {
        mergePage(
            listeners, askedOf: owner, kind: kind, reading: reading, at: time, requestID: requestID, received: received
        ).rows
    }

    /// Stores a page like `merge`, and also returns the rows that are new or have changed. A row counts as unchanged if
    /// only the time and the response in which it was read differ.
    mutating func mergePage(
        _ listeners: [TCPListener], askedOf owner: OwnerID?, kind: ListenerKind, reading: Int, at time: Moment,
        requestID: String?, received: [Received]
    ) -> (rows: [Int], changed: [Int]) {
        revision += 1
        let hasReceived = received.count == listeners.count
        var changed: [Int] = []
        let places = listeners.enumerated().map { place, listener in
            var row = Row(
                listener, kind: kind, owner: owner ?? OwnerID(of: listener), readAt: time, requestID: requestID,
                received: hasReceived ? received[place] : nil)
            row.reading = reading
            let (place, hasChanged) = merge(row, isAsked: owner != nil)
            if hasChanged { changed.append(place) }
            return place
        }
        return (places, changed)
    }

    private mutating func merge(_ new: Row, isAsked: Bool) -> (place: Int, hasChanged: Bool) {
        var row = new
        if let known = indexByID[row.id] {
            let before = rows[known]
            // Comparing the JSON takes less time than comparing the fields.
            let isSame = row.received != nil && row.received == before.received || row.listener == before.listener
            row.takeClaims(of: before, isAsked: isAsked)
            row.health.apply(appliedOwnerState(of: row))
            row.changedAt = before.changedAt
            row.isUnseen = before.isUnseen
            if before.health.hasChanged(to: row.health) {
                row.changedAt = before.readAt.uptime == nil ? nil : row.readAt
                row.isUnseen = true
            }
            observe(&row, after: before)
            if !isSame, before.listener.realServerSet != row.listener.realServerSet {
                forgetOrigins(of: before, goneFrom: row)
            }
            if !before.isRemoved { uncount(before) }
            rows[known] = row
            glances[known] = Glance(row)
            refile(known, from: before, to: row)
            count(row)
            if before.isRemoved || !isSame { addresses.set(known, from: before.isRemoved ? nil : before, to: row) }
            if !isSame || before.health.owner != row.health.owner { index.set(Self.searchText(row), at: known) }
            noteChange(from: before, to: row, askedOf: isAsked ? new.owner : nil)
            let isUnchanged = isSame && !before.isRemoved && before.health == row.health && before.owner == row.owner
            return (known, !isUnchanged)
        }
        row.health.apply(appliedOwnerState(of: row))
        let position = vacantRows.popLast() ?? rows.count
        if position == rows.count {
            rows.append(row)
            glances.append(Glance(row))
        } else {
            rows[position] = row
            glances[position] = Glance(row)
        }
        indexByID[row.id] = position
        refile(position, from: nil, to: row)
        count(row)
        addresses.set(position, from: nil, to: row)
        index.set(Self.searchText(row), at: position)
        noteAddition(row, askedOf: isAsked ? new.owner : nil)
        return (position, true)
    }

    mutating func count(_ row: Row) {
        counts.add(row.state)
        if let owner = row.owner { owners[owner]?.shownCounts.add(row.state) }
        row.forEachOwner { owners[$0]?.counts.add(row.state) }
    }

    mutating func uncount(_ row: Row) {
        counts.subtract(row.state)
        if let owner = row.owner { owners[owner]?.shownCounts.subtract(row.state) }
        row.forEachOwner { owners[$0]?.counts.subtract(row.state) }
    }

    /// Marks the change of a row as seen by the user.
    package mutating func markSeen(_ row: Int) {
        if rows[row].isUnseen { rows[row].isUnseen = false }
    }
}

/// The values of a row that filters, counts and sort orders need of all rows at once. They are next to each other in
/// memory; the rows themselves are not.
package struct Glance: Sendable {
    package let state: State
    package let isRemoved: Bool
    /// The port; -1 if the service did not send it.
    package let port: Int32
    package let readAt: Moment
    /// The beginning of the row's id.
    package let id: BytePrefix

    init(_ row: Row) {
        state = row.state
        isRemoved = row.isRemoved
        port = Int32(clamping: row.port ?? -1)
        readAt = row.readAt
        id = BytePrefix(row.id)
    }
}

/// How many rows are in each state.
package struct StateCounts: Equatable, Sendable {
    private var counts = Array(repeating: 0, count: State.allCases.count)

    package init() {}

    package subscript(state: State) -> Int { counts[state.rawValue] }
    package var total: Int { counts.reduce(0, +) }
    /// The number of rows that the key `!` keeps.
    package var problems: Int { State.allCases.reduce(0) { $0 + ($1.isProblem ? counts[$1.rawValue] : 0) } }

    package mutating func add(_ state: State) { counts[state.rawValue] += 1 }
    package mutating func subtract(_ state: State) { counts[state.rawValue] -= 1 }
}
