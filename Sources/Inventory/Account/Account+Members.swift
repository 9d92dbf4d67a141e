// Which group a proxy belongs to. The listeners of a member are its group's: the service lists none of its own.

extension Account {
    /// Returns the group that a proxy is a member of, as the list of groups with their members says, or else the proxy
    /// itself; nil for a proxy outside groups, and for one of which neither was read.
    package func group(ofMember id: String) -> OwnerID? {
        listingGroup(ofMember: id) ?? owners[.proxy(id)]?.owner.groupID.map(OwnerID.group)
    }

    /// Returns the group that lists a proxy among its members; nil where none does.
    package func listingGroup(ofMember id: String) -> OwnerID? {
        let listing = owners.values.filter { entry in
            entry.owner.members?.contains { $0.id.text == id } ?? false
        }
        return listing.map(\.owner.id).min()
    }

    /// Returns a proxy inside a group, as it was read with its group; nil for one that no group lists.
    package func member(_ id: String) -> Owner? {
        guard let group = group(ofMember: id) else { return nil }
        return owners[group]?.owner.members?.first { $0.id.text == id }
    }
}
