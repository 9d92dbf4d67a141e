// A part of the account, picked from what is known of it: nothing is asked of the service for it.

/// What the list is narrowed to.
package enum Narrowing: Hashable, Sendable {
    case owner(OwnerID)
    /// Where the origins of a proxy or group are; empty where the service does not tell.
    case region(String)
    /// Where clients come in; empty where the service does not say.
    case accessRegion(String)
    case origin(OriginAddress)
    /// Listeners by their ids, and what they have in common, for people.
    case listeners([String], title: String)

    /// As it is typed: the id of an owner, a region, an address.
    package var id: String {
        switch self {
        case .owner(let owner): owner.text
        case .region(let region), .accessRegion(let region): region
        case .origin(let address): address.description
        case .listeners(_, let title): title
        }
    }
}

extension Account {
    /// The rows of a part, removed ones not included, in the order of their indexes within an owner or address.
    package func rows(in part: Narrowing) -> [Int] {
        switch part {
        case .owner(let owner): (owners[owner]?.rows ?? []).filter { !rows[$0].isRemoved }
        case .region(let region): rows(ofOwners: { ($0.originRegion ?? "") == region })
        case .accessRegion(let region): rows(ofOwners: { $0.accessRegions.contains(region) })
        case .origin(let address): uses(of: address).map(\.row)
        case .listeners(let ids, _): ids.compactMap(row(id:)).filter { !rows[$0].isRemoved }
        }
    }

    private func rows(ofOwners isWanted: (Owner) -> Bool) -> [Int] {
        owners.values.filter { isWanted($0.owner) }.sorted { $0.owner.id < $1.owner.id }
            .flatMap { entry in entry.rows.filter { !rows[$0].isRemoved && rows[$0].owner == entry.owner.id } }
    }

    /// Whether a row belongs to a part.
    package func contains(_ row: Int, in part: Narrowing) -> Bool {
        guard !rows[row].isRemoved else { return false }
        switch part {
        case .owner(let owner): return rows[row].isClaimed(by: owner)
        case .region(let region): return (owner(of: rows[row])?.originRegion ?? "") == region
        case .accessRegion(let region): return (owner(of: rows[row])?.accessRegions ?? [""]).contains(region)
        case .origin(let address):
            return AddressIndex.uses(of: rows[row], at: row)[address.host]?.contains { address.admits($0) } ?? false
        case .listeners(let ids, _): return ids.contains(rows[row].id)
        }
    }

    /// Whether an owner may have rows in a part: one that failed must not look like one without.
    package func mayHold(_ owner: OwnerID, _ part: Narrowing) -> Bool {
        switch part {
        case .owner(let wanted): owner == wanted
        case .region(let region): (owners[owner]?.owner.originRegion ?? "") == region
        case .accessRegion(let region): (owners[owner]?.owner.accessRegions ?? [""]).contains(region)
        case .origin, .listeners: true
        }
    }

    /// Who uses an address, one use a listener: the worst of those that it has.
    package func uses(of address: OriginAddress) -> [AddressUse] {
        var uses: [AddressUse] = []
        for use in addresses[address.host]?.uses ?? [] where address.admits(use) {
            if let last = uses.last, last.row == use.row {
                if use.state < last.state { uses[uses.count - 1] = use }
            } else {
                uses.append(use)
            }
        }
        return uses
    }
}

extension Owner {
    /// Where clients come in, each region once: that of a proxy, those of the members of a group. One empty name where
    /// none is known.
    package var accessRegions: [String] {
        var regions: [String] = []
        for region in ([self] + (members ?? [])).compactMap(\.accessRegion) where !regions.contains(region) {
            regions.append(region)
        }
        return regions.isEmpty ? [""] : regions
    }
}

extension OriginAddress {
    /// Whether a use is one of this address: any port will do where none is asked for, or none is told.
    fileprivate func admits(_ use: AddressUse) -> Bool {
        port == nil || use.port == nil || use.port == port
    }
}
