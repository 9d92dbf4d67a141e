// What is known of the account: owners, listeners, and how far each owner has been read. A value without clocks or
// calls; the browser and `list` feed it what the fetch service brings.
//
// Invariants: a ListenerId has one row, however many owners' answers hold it; the search index has one entry a row,
// with the same index; an index into `rows` means the same listener until `reclaim` gives its place to another (see
// `Account+Filing`).

package import Essentials
package import GAAP

/// An owner with its listeners.
package struct OwnerEntry: Sendable {
    package internal(set) var owner: Owner
    /// The last that is known of each field of the owner, whatever a later reading left out. Changes are found by it.
    package internal(set) var lastKnown: Owner
    /// Whether it forwards traffic, as far as is known now.
    package internal(set) var state: OwnerState
    /// When the owner itself was read last; nil where it never was.
    package internal(set) var readAt: Moment?
    /// How far the listeners of each kind have been read.
    package internal(set) var readings: [ListenerKind: Reading] = [:]
    /// The listeners that its answers hold, as indexes into `Account.rows`. One that another owner's answers hold, too,
    /// is in both lists.
    package internal(set) var rows: [Int] = []
    /// Its listeners by state.
    package internal(set) var counts = StateCounts()
    /// Those of them that it is shown beside: one that several owners' answers hold counts once in all.
    var shownCounts = StateCounts()
    /// The passes over it that ended and were not whole, by kind, the newest last; see `Account.removeRepeatedlyUnseen`.
    var partialPasses: [ListenerKind: [Int]] = [:]
    /// Its place in `Account.ownerIndex`.
    let number: Int

    /// How far all of it has been read: as far as the kind about which least is known.
    package var reading: Reading { readings.values.max { $0.doubt < $1.doubt } ?? .unread }
}

/// Everything known of one account.
package struct Account: Sendable {
    package internal(set) var rows: [Row] = []
    /// What is asked of every row at once, beside the rows: see `Glance`.
    package internal(set) var glances: [Glance] = []
    package internal(set) var owners: [OwnerID: OwnerEntry] = [:]
    package internal(set) var index = SearchIndex()
    /// The texts of owners, apart from those of rows, since all rows of an owner share them: a third of what is
    /// searched.
    var ownerIndex = SearchIndex()
    var indexByID: [String: Int] = [:]
    private var counts = StateCounts()
    /// Who uses which address.
    package internal(set) var addresses = AddressIndex()
    /// Grows with everything that groupings and counts depend on.
    package internal(set) var revision = 0
    /// Places in `rows` that no listener has.
    var vacantRows: [Int] = []
    /// Places in `ownerIndex` that no owner has.
    var vacantNumbers: [Int] = []
    /// How origins have been over time, where the service was asked; see `Account+Histories`.
    package internal(set) var histories: [OriginKey: OriginHistory] = [:]
    /// Histories that the service refused, and when.
    package internal(set) var historyFaults: [OriginKey: HistoryFault] = [:]
    /// What listeners have carried, by ListenerId, where the service was asked.
    package internal(set) var traffic: [String: Traffic] = [:]
    /// What the readings of this run have seen of an origin, where that is more than `Row.originsObserved` tells:
    /// changes, and gaps.
    var seenChanges: [BoundOrigin: [OriginHistory.Point]] = [:]
    /// Seconds between two readings of a row from which on nobody has looked in between.
    package var longestGap = Double.infinity
    /// What readings found changed; see `Changes`.
    package var transitions = Transitions()
    /// When the lists of owners were read whole, the last time.
    package var ownersListedAt: Moment?
    /// When a run has read anything, the last time.
    var lastReadAt: Moment?
    /// Scopes of which nothing can be read, and since when; nil stands for the account. Owners that are known have
    /// their readings.
    var unreadableSince: [OwnerID?: Moment] = [:]
    /// Whether the state of a listener depends on its owner's. Only whoever says so may ignore that an owner can be
    /// closed.
    package var usesOwnerStates = true
    /// The runs whose events are taken in; see `Account+Events`.
    var runs: [LoadID: RunRecord] = [:]

    package init() {}

    /// The rows of each state, all owners together.
    package var stateCounts: StateCounts { counts }

    package func row(id: String) -> Int? { indexByID[id] }

    /// Learns of owners. What is known of their listeners stays; their states, texts to search and orders change with
    /// the owner.
    /// - Parameter time: when the owners were read; nil where that is not known.
    /// - Returns: the rows of owners that are not as they were.
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
                // One whose id alone was known has not changed.
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

    /// Makes an entry for an owner of whom there is none.
    mutating func know(_ id: OwnerID) {
        guard owners[id] == nil else { return }
        let owner = Owner(id: id)
        let number = vacantNumbers.popLast() ?? ownerIndex.rowCount
        owners[id] = OwnerEntry(owner: owner, lastKnown: owner, state: owner.state, number: number)
        ownerIndex.set(Self.searchText(owner), at: number)
    }

    /// Notes how far the listeners of a kind have been read.
    package mutating func note(_ reading: Reading, of owner: OwnerID, kind: ListenerKind) {
        know(owner)
        note(reading, after: owners[owner]?.readings[kind] ?? .unread, of: owner)
        owners[owner]?.readings[kind] = reading
        revision += 1
    }

    /// Takes a page in and returns the indexes of its rows, in its order.
    ///
    /// A listener is filed under the owner that was asked: what it names is data, and may be absent. Where it was asked
    /// for by its own id, it stays where it is filed, else it goes to the owner that it names, else its owner is
    /// unknown.
    /// - Parameters:
    ///   - owner: the owner that was asked; nil where a listener was asked for by its id.
    ///   - reading: the number of the pass that the page belongs to; see `removeUnseen`.
    package mutating func merge(
        _ listeners: [TCPListener], askedOf owner: OwnerID?, kind: ListenerKind = .tcp, reading: Int, at time: Moment,
        requestID: String?, received: [Received] = []
    ) -> [Int] {
        revision += 1
        let hasReceived = received.count == listeners.count
        return listeners.enumerated().map { place, listener in
            var row = Row(
                listener, kind: kind, owner: owner ?? OwnerID(of: listener), readAt: time, requestID: requestID,
                received: hasReceived ? received[place] : nil)
            row.reading = reading
            return merge(row, isAsked: owner != nil)
        }
    }

    private mutating func merge(_ new: Row, isAsked: Bool) -> Int {
        var row = new
        if let known = indexByID[row.id] {
            let before = rows[known]
            row.takeClaims(of: before, isAsked: isAsked)
            row.health.apply(appliedOwnerState(of: row))
            row.changedAt = before.changedAt
            row.isUnseen = before.isUnseen
            if before.health.hasChanged(to: row.health) {
                row.changedAt = before.readAt.uptime == nil ? nil : row.readAt
                row.isUnseen = true
            }
            observe(&row, after: before)
            if before.listener.realServerSet != row.listener.realServerSet { forgetOrigins(of: before, goneFrom: row) }
            if !before.isRemoved { uncount(before) }
            rows[known] = row
            glances[known] = Glance(row)
            refile(known, from: before, to: row)
            count(row)
            if before.isRemoved || before.listener != row.listener {
                addresses.set(known, from: before.isRemoved ? nil : before, to: row)
            }
            if before.listener != row.listener || before.health.owner != row.health.owner {
                index.set(Self.searchText(row), at: known)
            }
            noteChange(from: before, to: row, askedOf: isAsked ? new.owner : nil)
            return known
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
        return position
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

    /// Somebody has looked at a row.
    package mutating func markSeen(_ row: Int) {
        if rows[row].isUnseen { rows[row].isUnseen = false }
    }
}

/// The numbers of a row that filters, counts and orders ask of all rows at once. A row itself is some forty references
/// to copy, which takes a frame's time at 10,000 rows.
package struct Glance: Sendable {
    package let state: State
    /// -1 where the service sent none.
    package let port: Int32
    package let readAt: Moment

    init(_ row: Row) {
        state = row.state
        port = Int32(clamping: row.port ?? -1)
        readAt = row.readAt
    }
}

/// How many rows are in each state.
package struct StateCounts: Equatable, Sendable {
    private var counts = Array(repeating: 0, count: State.allCases.count)

    package init() {}

    package subscript(state: State) -> Int { counts[state.rawValue] }
    package var total: Int { counts.reduce(0, +) }
    /// Those that `!` keeps.
    package var problems: Int { State.allCases.reduce(0) { $0 + ($1.isProblem ? counts[$1.rawValue] : 0) } }

    package mutating func add(_ state: State) { counts[state.rawValue] += 1 }
    package mutating func subtract(_ state: State) { counts[state.rawValue] -= 1 }
}
