// The texts that a search looks through: those of a listener, and those of its owner.

import Essentials
import GAAP

extension Account {
    /// What a search looks through: every text of a listener, field by field in the order of `SearchField`.
    static func searchText(_ row: Row) -> [String] {
        let servers = row.listener.realServerSet ?? []
        return SearchField.allCases.map { field in
            switch field {
            case .name: row.name
            case .id: row.id
            case .proxy, .group, .region, .vip: ""  // the owner's, see below
            case .origin:
                servers.map {
                    "\(row.listener.endpoint(of: $0)) \($0.realServerID ?? "") "
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

    /// The part of a row's text that is its owner's, and that of the members of a group.
    static func searchText(_ owner: Owner) -> [String] {
        let text = "\(owner.id.text) \(owner.name)"
        let members = owner.members ?? []
        return SearchField.allCases.map { field in
            switch field {
            case .proxy: owner.id.isGroup ? members.map { "\($0.id.text) \($0.name)" }.joined(separator: " ") : text
            case .group: owner.id.isGroup ? text : ""
            case .region:
                ([owner.regions]
                    + ([owner] + members).flatMap { [$0.details?.accessRegionID, $0.details?.originRegionID] }
                    .compactMap(\.self)).joined(separator: " ")
            case .vip: ([owner] + members).flatMap { $0.addresses + $0.domains }.joined(separator: " ")
            case .name, .id, .origin, .down, .rest: ""
            }
        }
    }
}
