// The texts that a search matches: those of a listener, and those of its owner.

import Essentials
import GAAP

extension Account {
    /// The searchable texts of a listener, one for each field in the order of `SearchField`.
    static func searchText(_ row: Row) -> [String] {
        let servers = row.listener.realServerSet ?? []
        return SearchField.allCases.map { field in
            switch field {
            case .name: row.name
            case .id: row.id
            case .proxy, .group, .region, .vip: ""  // part of the owner's text, see below
            case .origin:
                servers.map {
                    "\(row.listener.endpoint(of: $0)) \($0.realServerID ?? "") "
                        + ($0.downIPList ?? []).joined(separator: " ")
                }.joined(separator: " ")
            case .down:
                // The text is in both languages, because users type what they see. Most rows have no trouble text.
                ([row.downAddresses.joined(separator: " "), row.trouble] + shownOtherwise(row)).joined(separator: " ")
            case .rest:
                [
                    row.port.map(String.init) ?? "?", row.state.word, row.originCount,
                    row.listener.scheduler?.raw ?? "", row.health.busy?.words ?? "",
                ].joined(separator: " ")
            }
        }
    }

    /// The trouble text in the other language, if it differs.
    private static func shownOtherwise(_ row: Row) -> [String] {
        let text = row.trouble(in: .chinese)
        return text.isEmpty || text == row.trouble ? [] : [text]
    }

    /// The searchable texts of an owner and, for a group, of its members, in the order of `SearchField`.
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
