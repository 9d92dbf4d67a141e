// A part of the account, selected from what is already known: it needs no request to the service.

/// The part that the list is narrowed to.
package enum Narrowing: Hashable, Sendable {
    case owner(OwnerID)
    /// The origin region of a proxy or group; empty if the service does not send it.
    case region(String)
    /// The access region; empty if the service does not send it.
    case accessRegion(String)
    case origin(OriginAddress)
    /// Listeners by their ids, and a title that says what they have in common.
    case listeners([String], title: String)

    /// The text that users type: the id of an owner, a region, or an address.
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
    /// The indexes of the rows in a part, without removed rows, sorted by index within an owner or address.
    package func rows(in part: Narrowing) -> [Int] {
        switch part {
        case .owner(let owner): (owners[owner]?.rows ?? []).filter { !glances[$0].isRemoved }
        case .region(let region): rows(ofOwners: { ($0.originRegion ?? "") == region })
        case .accessRegion(let region): rows(ofOwners: { $0.accessRegions.contains(region) })
        case .origin(let address): uses(of: address).map(\.row)
        case .listeners(let ids, _): ids.compactMap(row(id:)).filter { !glances[$0].isRemoved }
        }
    }

    private func rows(ofOwners isWanted: (Owner) -> Bool) -> [Int] {
        owners.values.filter { isWanted($0.owner) }.sorted { $0.owner.id < $1.owner.id }
            .flatMap { entry in entry.rows.filter { !glances[$0].isRemoved && rows[$0].owner == entry.owner.id } }
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

    /// Whether an owner may have rows in a part. An owner whose reading failed must not look like an owner without
    /// rows.
    package func mayHold(_ owner: OwnerID, _ part: Narrowing) -> Bool {
        switch part {
        case .owner(let wanted): owner == wanted
        case .region(let region): (owners[owner]?.owner.originRegion ?? "") == region
        case .accessRegion(let region): (owners[owner]?.owner.accessRegions ?? [""]).contains(region)
        case .origin, .listeners: true
        }
    }

    /// The uses of an address, one for each listener: the worst of the listener's uses.
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
    /// The access regions, without repeats: the region of a proxy, or the regions of a group's members. If no region is
    /// known, the list contains one empty name.
    package var accessRegions: [String] {
        var regions: [String] = []
        for region in ([self] + (members ?? [])).compactMap(\.accessRegion) where !regions.contains(region) {
            regions.append(region)
        }
        return regions.isEmpty ? [""] : regions
    }
}

extension OriginAddress {
    /// Whether a use matches this address. If either of them has no port, any port matches.
    fileprivate func admits(_ use: AddressUse) -> Bool {
        port == nil || use.port == nil || use.port == port
    }
}
