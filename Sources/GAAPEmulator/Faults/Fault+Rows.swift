// Faults in the rows of an answer: whose they are, how many there are, and whether there is a list at all.

import Essentials

extension Fault {
    private static let lists = ["ListenerSet", "ProxySet", "InstanceSet", "ProxyGroupList"]
    /// TotalCount of a list that has no end.
    private static let endlessCount = 1_000_000

    /// A member of an answer as the fault has it; nil where it stays as it is.
    /// - Parameter asked: what was asked for.
    func changedRows(_ member: JSONValue.Member, asked: ParameterValues) -> JSONValue? {
        switch (self, member.name, member.value) {
        case (.nullLists, "TotalCount", _): .null
        case (.nullLists, let name, _) where Self.lists.contains(name): .null
        case (.cappedPages(let most), "TotalCount", .integer(let total)): .integer(min(total, most))
        case (.cappedPages(let most), let name, .array(let rows)) where Self.lists.contains(name):
            .array(Array(rows.prefix(most)))
        case (.endlessRows, "TotalCount", _) where Self.asksForListeners(asked): .integer(Self.endlessCount)
        case (.endlessRows, "ListenerSet", _): .array(Self.endlessPage(asked))
        case (.unnamedOwners, "ListenerSet", .array(let rows)):
            .array(rows.enumerated().map { place, row in Self.withoutOwner(row, keepsNull: place.isMultiple(of: 2)) })
        case (.foreignRows, "ListenerSet", .array(let rows)):
            .array(rows.map { $0.replacing("ProxyId", by: "link-elsewhere").replacing("GroupId", by: .null) })
        case (.sharedListener, "ListenerSet", .array(let rows)) where asked.integer("Offset") ?? 0 == 0:
            .array(rows.prefix(1).map { $0.replacing("ListenerId", by: "listener-shared00") } + rows.dropFirst())
        default: nil
        }
    }

    /// Lists of owners name no owner.
    private static func asksForListeners(_ asked: ParameterValues) -> Bool {
        ["ProxyId", "GroupId", "ListenerId"].contains { asked.string($0) != nil }
    }

    /// Both forms occur: null, and no such field.
    private static func withoutOwner(_ row: JSONValue, keepsNull: Bool) -> JSONValue {
        let names = ["ProxyId", "GroupId"]
        if keepsNull { return names.reduce(row) { $0.replacing($1, by: .null) } }
        guard case .object(let members) = row else { return row }
        return .object(members.filter { !names.contains($0.name) })
    }

    /// As many rows as were asked for, made up from their places.
    private static func endlessPage(_ asked: ParameterValues) -> [JSONValue] {
        let offset = asked.integer("Offset") ?? 0
        let owner = (asked.string("ProxyId") ?? asked.string("GroupId") ?? "").suffix(8)
        return (0..<(asked.integer("Limit") ?? 20)).map { index in
            let place = offset.addingReportingOverflow(index).partialValue
            return [
                "ListenerId": .string("listener-\(owner)-\(place)"), "ListenerName": .string("row \(place)"),
                "Port": .integer(1 + abs(place % 64_999)), "Protocol": "TCP", "ListenerStatus": .integer(0),
                "HealthCheck": .integer(0), "RealServerSet": .array([]),
            ]
        }
    }
}

extension JSONValue {
    /// An object with another value for one of its names, which it may not have had; anything else as it is.
    fileprivate func replacing(_ name: String, by value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name } + [.init(name: name, value: value)])
    }
}
