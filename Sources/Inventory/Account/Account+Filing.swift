// Files each listener in the lists of its owners, and removes it from them. `Account+Reclaiming` reuses its index.
//
// A listener is one row. It is in the list of every owner whose responses contain it. One of these owners is displayed
// with the row: the owner that the listener names, a group before a proxy. If the listener names none of these owners,
// it is the owner with the first id (docs/decisions/0017).
//
// Invariants:
// - A row that is not removed is in the lists of exactly the owners that claim it.
// - A removed row is in no list.
// - A vacant index holds a removed row without an id.

package import GAAP

/// An owner whose responses contain a listener.
struct Claim: Equatable, Sendable {
    let owner: OwnerID
    /// The number of the latest pass over the owner that found the listener.
    var reading: Int
}

extension Row {
    /// Every owner that claims the row. The displayed owner is the first.
    var claims: [Claim] { (owner.map { [Claim(owner: $0, reading: reading)] } ?? []) + otherClaims }

    /// Whether an owner's responses contain the row.
    package func isClaimed(by wanted: OwnerID) -> Bool {
        owner == wanted || otherClaims.contains { $0.owner == wanted }
    }

    func forEachOwner(_ body: (OwnerID) -> Void) {
        if let owner { body(owner) }
        for claim in otherClaims { body(claim.owner) }
    }

    /// Merges the claims of the row that this response replaces.
    /// - Parameter isAsked: whether the owner is the one that was queried, rather than one that the listener names.
    mutating func takeClaims(of before: Row, isAsked: Bool) {
        if before.isRemoved { return }
        guard isAsked, let asked = owner else {
            let newest = reading
            guard before.owner != nil || owner == nil else { return }
            (owner, otherClaims) = (before.owner, before.otherClaims)
            reading = max(newest, before.reading)
            return
        }
        // Two passes over one owner may overlap: one for the displayed scope and one of the background sweep. The later
        // pass counts.
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

    /// Removes an owner's claim.
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
    /// Whether the listener names this owner as its own.
    package func names(_ owner: OwnerID) -> Bool {
        switch owner {
        case .proxy(let id): proxyID == id
        case .group(let id): groupID == id
        }
    }

    /// The owners that the listener names: one owner, or a group and a proxy.
    package var namedOwners: [OwnerID] {
        [groupID.map(OwnerID.group), proxyID.map(OwnerID.proxy)].compactMap(\.self).filter { !$0.text.isEmpty }
    }

    /// Whether the listener names owners, but not the owner that was queried: the response contradicts the request.
    package func contradicts(_ asked: OwnerID) -> Bool { OwnerID(of: self) != nil && !names(asked) }
}

extension Account {
    /// Returns the owner that is displayed with a row; nil if the owner is not known.
    package func owner(of row: Row) -> Owner? { row.owner.flatMap { owners[$0]?.owner } }

    /// Updates the owners' lists after the claims of a row have changed.
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

    /// Ends a complete pass over an owner's listeners of one kind. A listener that neither this pass nor a later one
    /// has found is removed, unless another owner's responses contain it.
    /// - Returns: the indexes of the rows that changed.
    package mutating func removeUnseen(of owner: OwnerID, kind: ListenerKind, reading: Int) -> [Int] {
        owners[owner]?.partialPasses[kind] = nil
        return remove(of: owner) { $0.kind == kind && $1 < reading }
    }

    /// Ends an incomplete pass. A listener that it did not find may still exist, so its row stays. After
    /// `partialPassesKept` such passes in a row without the listener, the row is removed. Otherwise a list that changes
    /// all the time would grow without limit.
    /// - Returns: the indexes of the rows that changed.
    package mutating func removeRepeatedlyUnseen(of owner: OwnerID, kind: ListenerKind, reading: Int) -> [Int] {
        guard let entry = owners[owner], reading > 0 else { return [] }
        // These rows may stay for a long time, so they must not keep the whole page in memory.
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

    /// How many consecutive incomplete passes may miss a listener before it is removed.
    private static let partialPassesKept = 10

    /// Removes an owner's claim from rows, and the rows that no other owner claims.
    /// - Parameter isGone: takes a row, and the number of the last pass over the owner that found the row.
    /// - Returns: the indexes of the rows that changed.
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
                // A view that still shows the row also shows its last owner.
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

    /// Marks a row that no owner claims. Keeps the JSON of the listener, but not the rest of its page.
    private mutating func setRemoved(_ row: inout Row, at place: Int) {
        transitions.note(.removed(row, of: row.owner.flatMap { owners[$0]?.owner }))
        row.isRemoved = true
        glances[place] = Glance(row)
        row.received = row.received?.detached
        addresses.set(place, from: row, to: nil)
    }

    /// Removes an owner and its listeners, except those that another owner's responses contain.
    /// - Returns: the indexes of the rows that changed.
    package mutating func forget(_ owner: OwnerID) -> [Int] {
        let gone = remove(of: owner) { _, _ in true }
        if let entry = owners.removeValue(forKey: owner) {
            transitions.note(.ownerRemoved(entry.owner, after: ownersListedAt))
            completenessRevision += 1
            ownerIndex.clear(entry.number)
            vacantNumbers.append(entry.number)
        }
        revision += 1
        return gone
    }

    /// Removes listeners without a known owner if the account has been read completely since they were read. Only a
    /// query by listener id finds such listeners.
    /// - Parameter reading: the number of the sweep's first pass.
    /// - Returns: the indexes of the rows that changed.
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
