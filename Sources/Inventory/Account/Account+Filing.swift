// Which owners' lists a listener stands in, how it leaves them, and how its place is used again.
//
// A listener is one row, and stands in the list of every owner whose answers hold it. One of these owners is shown
// beside it: the one that it names as its own, group before proxy; where it names none of them, the first by id
// (docs/decisions/0017).
//
// Invariants: a row that is not removed stands in the lists of exactly the owners that claim it; a removed row stands
// in none; a vacant place is a removed row without an id.

package import GAAP

/// An owner whose answers hold a listener.
struct Claim: Equatable, Sendable {
    let owner: OwnerID
    /// The newest pass over the owner that saw the listener.
    var reading: Int
}

extension Row {
    /// Every owner that claims it, the one shown beside it first.
    var claims: [Claim] { (owner.map { [Claim(owner: $0, reading: reading)] } ?? []) + otherClaims }

    /// Whether an owner's answers hold it.
    package func isClaimed(by wanted: OwnerID) -> Bool {
        owner == wanted || otherClaims.contains { $0.owner == wanted }
    }

    func forEachOwner(_ body: (OwnerID) -> Void) {
        if let owner { body(owner) }
        for claim in otherClaims { body(claim.owner) }
    }

    /// Adds this answer to the claims of the row that it replaces.
    /// - Parameter isAsked: whether its owner was asked, rather than read from the listener.
    mutating func takeClaims(of before: Row, isAsked: Bool) {
        if before.isRemoved { return }
        guard isAsked, let asked = owner else {
            let newest = reading
            guard before.owner != nil || owner == nil else { return }
            (owner, otherClaims) = (before.owner, before.otherClaims)
            reading = max(newest, before.reading)
            return
        }
        // Two readings of one owner may overlap, the one looked at and the sweep behind: the later one counts.
        if before.owner == asked, before.otherClaims.isEmpty {
            reading = max(reading, before.reading)
            return
        }
        var claims = before.claims
        if let known = claims.firstIndex(where: { $0.owner == asked }) {
            claims[known].reading = max(reading, claims[known].reading)
        } else {
            claims.append(Claim(owner: asked, reading: reading))
        }
        setClaims(claims)
    }

    /// Takes an owner's claim back.
    mutating func drop(_ owner: OwnerID) { setClaims(claims.filter { $0.owner != owner }) }

    private mutating func setClaims(_ claims: [Claim]) {
        let named = OwnerID(of: listener)
        func rank(_ claim: Claim) -> Int {
            if claim.owner == named { return 0 }
            return listener.names(claim.owner) ? 1 : 2
        }
        let ordered = claims.sorted { (rank($0), $0.owner) < (rank($1), $1.owner) }
        owner = ordered.first?.owner
        reading = ordered.first?.reading ?? reading
        otherClaims = Array(ordered.dropFirst())
    }
}

extension TCPListener {
    /// Whether the listener itself names an owner as its own.
    package func names(_ owner: OwnerID) -> Bool {
        switch owner {
        case .proxy(let id): proxyID == id
        case .group(let id): groupID == id
        }
    }

    /// The owners that it names as its own: one, or a group and a proxy.
    package var namedOwners: [OwnerID] {
        [groupID.map(OwnerID.group), proxyID.map(OwnerID.proxy)].compactMap(\.self).filter { !$0.text.isEmpty }
    }

    /// Whether the listener names owners, and not the one that was asked: the answer contradicts the question.
    package func contradicts(_ asked: OwnerID) -> Bool { OwnerID(of: self) != nil && !names(asked) }
}

extension Account {
    /// The owner that is shown beside a row, as far as it is known.
    package func owner(of row: Row) -> Owner? { row.owner.flatMap { owners[$0]?.owner } }

    /// Brings the lists of owners in line with a row's claims.
    mutating func refile(_ place: Int, from before: Row?, to after: Row) {
        if let before, !before.isRemoved {
            if before.owner == after.owner, before.otherClaims.isEmpty, after.otherClaims.isEmpty { return }
            before.forEachOwner { owner in
                if !after.isClaimed(by: owner) { owners[owner]?.rows.removeAll { $0 == place } }
            }
        }
        after.forEachOwner { owner in
            if let before, !before.isRemoved, before.isClaimed(by: owner) { return }
            know(owner)
            owners[owner]?.rows.append(place)
        }
    }

    /// Ends a whole pass over an owner's listeners of one kind: those that neither it nor a later one has seen are
    /// gone, unless the answers of another owner hold them. Returns the indexes of the rows that changed.
    package mutating func removeUnseen(of owner: OwnerID, kind: ListenerKind, reading: Int) -> [Int] {
        owners[owner]?.partialPasses[kind] = nil
        return remove(of: owner) { $0.kind == kind && $1 < reading }
    }

    /// Ends a pass that was not whole: what it did not see may be there, and stays. It does not stay for ever, though:
    /// what so many such passes in a row have not seen is let go, else a list that changes all the time would grow
    /// without end.
    /// - Returns: the indexes of the rows that changed.
    package mutating func removeRepeatedlyUnseen(of owner: OwnerID, kind: ListenerKind, reading: Int) -> [Int] {
        guard let entry = owners[owner], reading > 0 else { return [] }
        // What stays may stay for long: it must not keep the page that it came in.
        for place in entry.rows
        where rows[place].owner == owner && rows[place].kind == kind && rows[place].reading < reading {
            rows[place].received = rows[place].received?.detached
        }
        var passes = (entry.partialPasses[kind] ?? []) + [reading]
        let oldest = passes.count > Self.partialPassesKept ? passes.removeFirst() : nil
        owners[owner]?.partialPasses[kind] = passes
        guard let oldest else { return [] }
        return remove(of: owner) { $0.kind == kind && $1 <= oldest }
    }

    /// Passes in a row that were not whole and did not see a listener, until it is let go.
    private static let partialPassesKept = 10

    /// - Parameter isGone: takes a row, and the number of the last pass over the owner that saw it.
    private mutating func remove(of owner: OwnerID, where isGone: (Row, Int) -> Bool) -> [Int] {
        let gone = (owners[owner]?.rows ?? []).filter { place in
            let row = rows[place]
            let seen = row.owner == owner ? row.reading : row.otherClaims.first { $0.owner == owner }?.reading ?? 0
            return isGone(row, seen)
        }
        guard !gone.isEmpty else { return [] }
        revision += 1
        for place in gone {
            uncount(rows[place])
            var row = rows[place]
            row.drop(owner)
            if row.owner == nil {
                // Its last owner is still shown where somebody looks at it.
                row.owner = owner
                setRemoved(&row, at: place)
            } else {
                applyOwnerState(to: &row, at: place)
                count(row)
            }
            rows[place] = row
        }
        let places = Set(gone)
        owners[owner]?.rows.removeAll(where: places.contains)
        return gone
    }

    /// Marks a row that nobody claims any more. Only what a look at it shows is kept, not the page that it came in.
    private mutating func setRemoved(_ row: inout Row, at place: Int) {
        transitions.note(.removed(row, of: row.owner.flatMap { owners[$0]?.owner }))
        row.isRemoved = true
        row.received = row.received?.detached
        addresses.set(place, from: row, to: nil)
    }

    /// An owner is gone, and its listeners with it, unless another owner's answers hold them. Returns the rows that
    /// changed.
    package mutating func forget(_ owner: OwnerID) -> [Int] {
        let gone = remove(of: owner) { _, _ in true }
        if let entry = owners.removeValue(forKey: owner) {
            transitions.note(.ownerRemoved(entry.owner, after: ownersListedAt))
            ownerIndex.clear(entry.number)
            vacantNumbers.append(entry.number)
        }
        revision += 1
        return gone
    }

    /// Listeners of no known owner, which only a question by their id brings, are gone where the account was read whole
    /// since then.
    /// - Parameter reading: the first reading of that sweep.
    package mutating func removeUnowned(before reading: Int) -> [Int] {
        let gone = rows.indices.filter { rows[$0].owner == nil && !rows[$0].isRemoved && rows[$0].reading < reading }
        for place in gone {
            uncount(rows[place])
            var row = rows[place]
            setRemoved(&row, at: place)
            rows[place] = row
        }
        if !gone.isEmpty { revision += 1 }
        return gone
    }
}
