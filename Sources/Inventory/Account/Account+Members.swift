// Which group a proxy belongs to. A member has no listeners of its own: the service lists them under its group.

extension Account {
    /// Returns the group of a proxy: the group that lists it as a member, or else the group that the proxy names.
    /// Returns nil for a proxy outside groups, and if neither the group nor the proxy was read.
    package func group(ofMember id: String) -> OwnerID? {
        listingGroup(ofMember: id) ?? owners[.proxy(id)]?.owner.groupID.map(OwnerID.group)
    }

    /// Returns the group that lists a proxy among its members; nil if no group does.
    package func listingGroup(ofMember id: String) -> OwnerID? {
        let listing = owners.values.filter { entry in
            entry.owner.members?.contains { $0.id.text == id } ?? false
        }
        return listing.map(\.owner.id).min()
    }

    /// Returns a member proxy as it was read with its group; nil if no group lists it.
    package func member(_ id: String) -> Owner? {
        guard let group = group(ofMember: id) else { return nil }
        return owners[group]?.owner.members?.first { $0.id.text == id }
    }
}
