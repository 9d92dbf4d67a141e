// Faults in the rows of a response: their owners, their number, and whether the list is present.

import Essentials

extension Fault {
    private static let lists = ["ListenerSet", "ProxySet", "InstanceSet", "ProxyGroupList"]
    /// The TotalCount of an endless list.
    private static let endlessCount = 1_000_000

    /// Returns the changed value of a member of the response, or nil if the fault does not change it.
    /// - Parameter asked: the parameters of the request.
    func changedRows(_ member: JSONValue.Member, asked: ParameterValues) -> JSONValue? {
        switch (self, member.name, member.value) {
        case (.nullLists, "TotalCount", _): .null
        case (.nullLists, let name, _) where Self.lists.contains(name): .null
        case (.cappedPages(let limit), "TotalCount", .integer(let total)): .integer(min(total, limit))
        case (.cappedPages(let limit), let name, .array(let rows)) where Self.lists.contains(name):
            .array(Array(rows.prefix(limit)))
        case (.endlessRows, "TotalCount", _) where Self.asksForListeners(asked): .integer(Self.endlessCount)
        case (.endlessRows, "ListenerSet", _): .array(Self.endlessPage(asked))
        case (.unnamedOwners, "ListenerSet", .array(let rows)):
            .array(rows.enumerated().map { index, row in Self.withoutOwner(row, keepsNull: index.isMultiple(of: 2)) })
        case (.foreignRows, "ListenerSet", .array(let rows)):
            .array(rows.map { $0.replacing("ProxyId", by: "link-elsewhere").replacing("GroupId", by: .null) })
        case (.sharedListener, "ListenerSet", .array(let rows)) where asked.integer("Offset") ?? 0 == 0:
            .array(rows.prefix(1).map { $0.replacing("ListenerId", by: "listener-shared00") } + rows.dropFirst())
        default: nil
        }
    }

    /// Returns whether the request is for listeners. Requests for lists of owners do not specify an owner.
    private static func asksForListeners(_ asked: ParameterValues) -> Bool {
        ["ProxyId", "GroupId", "ListenerId"].contains { asked.string($0) != nil }
    }

    /// Removes the owner from a row. Both forms occur in real responses: null, and a missing field.
    private static func withoutOwner(_ row: JSONValue, keepsNull: Bool) -> JSONValue {
        let names = ["ProxyId", "GroupId"]
        if keepsNull { return names.reduce(row) { $0.replacing($1, by: .null) } }
        guard case .object(let members) = row else { return row }
        return .object(members.filter { !names.contains($0.name) })
    }

    /// Returns as many rows as requested, generated from their positions.
    private static func endlessPage(_ asked: ParameterValues) -> [JSONValue] {
        let offset = asked.integer("Offset") ?? 0
        let owner = (asked.string("ProxyId") ?? asked.string("GroupId") ?? "").suffix(8)
        return (0..<(asked.integer("Limit") ?? 20)).map { index in
            let position = offset.addingReportingOverflow(index).partialValue
            return [
                "ListenerId": .string("listener-\(owner)-\(position)"), "ListenerName": .string("row \(position)"),
                "Port": .integer(1 + abs(position % 64_999)), "Protocol": "TCP", "ListenerStatus": .integer(0),
                "HealthCheck": .integer(0), "RealServerSet": .array([]),
            ]
        }
    }
}

extension JSONValue {
    /// Returns an object with a new value for a name, whether or not the object had that name. Returns any other value
    /// unchanged.
    fileprivate func replacing(_ name: String, by value: JSONValue) -> JSONValue {
        guard case .object(let members) = self else { return self }
        return .object(members.filter { $0.name != name } + [.init(name: name, value: value)])
    }
}
