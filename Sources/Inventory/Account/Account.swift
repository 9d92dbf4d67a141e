// What is known of the account: owners, listeners, and how far each owner has been read. A value without clocks or calls; the
// browser and `list` feed it what the fetch service brings.
//
// Invariants: an index into `rows` stays valid for good (a listener that is gone is marked, not taken out); a ListenerId has one
// row; the search index has one entry a row, with the same index.

package import GAAP
package import TencentCloud

/// How far an owner has been read.
package enum Reading: Equatable, Sendable {
    case unread
    case underWay
    case complete(at: UnixTime)
    /// Read twice, and it changed both times: a row may be missing.
    case changedWhileReading(at: UnixTime)
    /// The service promised more rows than it gave.
    case short(missing: Int, at: UnixTime)
    case failed(CloudError, at: UnixTime)

    /// Whether the reading has come to its end, well or not.
    package var isOver: Bool {
        switch self {
        case .unread, .underWay: false
        case .complete, .changedWhileReading, .short, .failed: true
        }
    }
}

/// An owner with its listeners.
package struct OwnerEntry: Sendable {
    package var owner: Owner
    package var reading: Reading = .unread
    /// Indexes into `Account.rows`, removed ones included.
    package fileprivate(set) var rows: [Int] = []
    /// Its listeners by state, removed ones not included.
    package fileprivate(set) var counts = StateCounts()
    /// Its place in `Account.ownerIndex`.
    let number: Int
}

/// Everything known of one account.
package struct Account: Sendable {
    package internal(set) var rows: [Row] = []
    /// What is asked of every row at once, beside the rows: see `Glance`.
    package private(set) var glances: [Glance] = []
    package private(set) var owners: [OwnerID: OwnerEntry] = [:]
    package private(set) var index = SearchIndex()
    /// The texts of owners, apart from those of rows, since all rows of an owner share them: a third of what is searched.
    private(set) var ownerIndex = SearchIndex()
    private var indexByID: [String: Int] = [:]
    private var counts = StateCounts()
    /// Who uses which address.
    package private(set) var addresses = AddressIndex()
    /// Grows with everything that groupings and counts depend on.
    package private(set) var revision = 0
    /// How origins have been over time, where the service was asked; see `Account+Histories`.
    package internal(set) var histories: [OriginKey: OriginHistory] = [:]
    /// Histories that the service refused, and when.
    package internal(set) var historyFaults: [OriginKey: HistoryFault] = [:]
    /// What listeners have carried, by ListenerId, where the service was asked.
    package internal(set) var traffic: [String: Traffic] = [:]
    /// Changes of origins between two readings of this run.
    var seenChanges: [OriginKey: [OriginHistory.Point]] = [:]

    package init() {}

    /// The rows of each state, all owners together.
    package var stateCounts: StateCounts { counts }

    package func row(id: String) -> Int? { indexByID[id] }

    /// Learns of owners. What is known of their listeners stays; texts to search and orders change with the names.
    /// - Returns: the rows of owners that are not as they were.
    @discardableResult package mutating func learn(_ found: [Owner]) -> [Int] {
        var changed: [Int] = []
        revision += 1
        for owner in found {
            know(owner.id)
            guard let entry = owners[owner.id], entry.owner != owner else { continue }
            owners[owner.id]?.owner = owner
            ownerIndex.set(Self.searchText(owner), at: entry.number)
            changed += entry.rows
        }
        return changed
    }

    /// Makes an entry for an owner of whom there is none.
    private mutating func know(_ id: OwnerID) {
        guard owners[id] == nil else { return }
        let owner = Owner(id: id)
        owners[id] = OwnerEntry(owner: owner, number: ownerIndex.rowCount)
        ownerIndex.set(Self.searchText(owner), at: ownerIndex.rowCount)
    }

    /// Notes how far an owner has been read.
    package mutating func note(_ reading: Reading, of owner: OwnerID) {
        know(owner)
        owners[owner]?.reading = reading
        revision += 1
    }

    /// Takes a page in and returns the indexes of its rows, in its order.
    /// - Parameter reading: the number of the reading that the page belongs to; see `finish`.
    package mutating func merge(
        _ listeners: [TCPListener], askedOf owner: OwnerID?, reading: Int, at time: UnixTime,
        requestID: String?, received: [Received] = []
    ) -> [Int] {
        revision += 1
        let hasReceived = received.count == listeners.count
        return listeners.enumerated().compactMap { place, listener in
            guard let owner = OwnerID(of: listener) ?? owner else { return nil }
            var row = Row(
                listener, owner: owner, readAt: time, requestID: requestID,
                received: hasReceived ? received[place] : nil)
            row.reading = reading
            return merge(row)
        }
    }

    private mutating func merge(_ new: Row) -> Int {
        var row = new
        if let known = indexByID[row.id] {
            let before = rows[known]
            // Two readings of one owner may overlap, the one looked at and the sweep behind: the later one counts.
            row.reading = max(row.reading, before.reading)
            row.changedAt = before.changedAt
            row.isUnseen = before.isUnseen
            row.firstReadAt = before.firstReadAt
            row.beganAt = before.beganAt
            if before.state != row.state {
                row.changedAt = row.readAt
                row.isUnseen = true
                row.beganAt = nil
            }
            if before.health.origins != row.health.origins { noteChanges(from: before, to: row) }
            if !before.isRemoved { uncount(before) }
            rows[known] = row
            glances[known] = Glance(row)
            if before.owner != row.owner {
                owners[before.owner]?.rows.removeAll { $0 == known }
                know(row.owner)
                owners[row.owner]?.rows.append(known)
            } else if before.isRemoved {
                // Its owner may have been forgotten meanwhile, and with it that the row is one of its own.
                know(row.owner)
                if owners[row.owner]?.rows.contains(known) == false { owners[row.owner]?.rows.append(known) }
            }
            count(row)
            if before.isRemoved || before.listener != row.listener {
                addresses.set(known, from: before.isRemoved ? nil : before, to: row)
            }
            if before.listener != row.listener {
                index.set(Self.searchText(row), at: known)
            }
            return known
        }
        let position = rows.count
        rows.append(row)
        glances.append(Glance(row))
        indexByID[row.id] = position
        know(row.owner)
        owners[row.owner]?.rows.append(position)
        count(row)
        addresses.set(position, from: nil, to: row)
        index.set(Self.searchText(row), at: position)
        return position
    }

    /// Ends a whole reading of an owner: listeners that neither it nor a later one has seen are gone. Returns their indexes.
    package mutating func removeUnseen(of owner: OwnerID, reading: Int) -> [Int] {
        let gone = (owners[owner]?.rows ?? []).filter { !rows[$0].isRemoved && rows[$0].reading < reading }
        for row in gone {
            rows[row].isRemoved = true
            uncount(rows[row])
            addresses.set(row, from: rows[row], to: nil)
        }
        if !gone.isEmpty { revision += 1 }
        return gone
    }

    private mutating func count(_ row: Row) {
        counts.add(row.state)
        owners[row.owner]?.counts.add(row.state)
    }

    private mutating func uncount(_ row: Row) {
        counts.subtract(row.state)
        owners[row.owner]?.counts.subtract(row.state)
    }

    /// An owner is gone, and its listeners with it. Returns their indexes.
    package mutating func forget(_ owner: OwnerID) -> [Int] {
        let gone = removeUnseen(of: owner, reading: .max)
        owners[owner] = nil
        revision += 1
        return gone
    }

    /// Somebody has looked at a row.
    package mutating func markSeen(_ row: Int) {
        if rows[row].isUnseen { rows[row].isUnseen = false }
    }

    /// What a search looks through: every text of a listener, field by field in the order of `SearchField`.
    private static func searchText(_ row: Row) -> [String] {
        let servers = row.listener.realServerSet ?? []
        return SearchField.allCases.map { field in
            switch field {
            case .name: row.name
            case .id: row.id
            case .proxy, .group, .region: ""  // the owner's, see below
            case .origin:
                servers.map {
                    "\($0.realServerIP ?? ""):\($0.realServerPort ?? 0) \($0.realServerID ?? "") "
                        + ($0.downIPList ?? []).joined(separator: " ")
                }.joined(separator: " ")
            case .down:
                // In both languages, since what is seen can be typed; most rows have no trouble.
                ([row.downAddresses.joined(separator: " "), row.trouble] + shownOtherwise(row)).joined(separator: " ")
            case .rest:
                [
                    row.port.map(String.init) ?? "?", row.state.word, row.originCount,
                    row.listener.scheduler?.raw ?? "", row.health.busy?.words ?? "",
                ].joined(separator: " ")
            }
        }
    }

    /// The trouble in other languages, where it has words.
    private static func shownOtherwise(_ row: Row) -> [String] {
        let text = row.trouble(in: .chinese)
        return text.isEmpty || text == row.trouble ? [] : [text]
    }

    /// The part of a row's text that is its owner's.
    private static func searchText(_ owner: Owner) -> [String] {
        let text = "\(owner.id.text) \(owner.name)"
        return SearchField.allCases.map { field in
            switch field {
            case .proxy: owner.id.isGroup ? "" : text
            case .group: owner.id.isGroup ? text : ""
            case .region: owner.regions
            case .name, .id, .origin, .down, .rest: ""
            }
        }
    }
}

/// The numbers of a row that filters, counts and orders ask of all rows at once. A row itself is some forty references to copy,
/// which takes a frame's time at 10,000 rows.
package struct Glance: Sendable {
    package let state: State
    /// -1 where the service sent none.
    package let port: Int32
    package let readAt: UnixTime

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
