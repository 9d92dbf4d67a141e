// The names in an account that a filter can match, for completion. They include the names of group members, because
// these lead to the listeners of the group.

import GAAP

extension Account {
    private var ownersAndMembers: [Owner] { owners.values.flatMap { [$0.owner] + ($0.owner.members ?? []) } }

    /// The access regions and the origin regions, in alphabetical order.
    package var regionNames: [String] {
        let names = ownersAndMembers.flatMap { [$0.accessRegion, $0.originRegion].compactMap(\.self) }
        return Set(names.filter { !$0.isEmpty }).sorted()
    }

    /// The addresses and domains that clients can connect to, in alphabetical order.
    package var clientAddresses: [String] {
        let names = ownersAndMembers.flatMap { $0.addresses + $0.domains }
        return Set(names.filter { !$0.isEmpty }).sorted()
    }

    /// The codes that `status:` matches: the Status of each owner, and the BanStatus of those that have been banned.
    package var ownerStatuses: [String] {
        let codes = owners.values.flatMap { entry -> [String?] in
            let ban = entry.owner.ban.value
            return [entry.owner.status.value?.raw, ban == .notBanned ? nil : ban?.raw]
        }
        return Set(codes.compactMap { $0?.lowercased() }).sorted()
    }
}
