// DescribeTCPListeners: the listeners of one owner, or one listener by its id. The error messages of the three rules
// about combinations of parameters are the emulator's own, since no source contains the real ones.

import GAAP
import Essentials

enum DescribeTCPListenersHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeTCPListeners.self
    static let parameters: [Parameter] = [
        .optional("ProxyId", .string), .optional("GroupId", .string), .optional("ListenerId", .string),
        .optional("ListenerName", .string), .optional("Port", .unsigned), .optional("SearchValue", .string),
        .optional("Offset", .unsigned), .optional("Limit", .unsigned),
    ]

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        try checkRules(values)
        let rows = try candidates(values, in: view.fleet).filter { matches($0.listener, values) }
        let page = try values.page(of: rows)
        return [
            JSONValue.Member(name: "TotalCount", value: .integer(rows.count)),
            JSONValue.Member(
                name: "ListenerSet", value: .array(page.map { view.row(of: $0.listener, owner: $0.owner) })),
        ]
    }

    private static func checkRules(_ values: ParameterValues) throws(RefusalError) {
        let port = values.integer("Port")
        try RefusalError.check(
            ParameterRules.owner(
                proxyID: values.string("ProxyId"), groupID: values.string("GroupId"),
                listenerID: values.string("ListenerId")),
            ParameterRules.search(
                values.string("SearchValue"), listenerName: values.string("ListenerName"), port: port),
            ParameterRules.port(port))
        _ = try values.page(of: [Int]())
    }

    private static func candidates(
        _ values: ParameterValues, in fleet: Fleet
    ) throws(RefusalError) -> [(listener: FleetListener, owner: FleetOwner)] {
        let owner = values.string("ProxyId").map(FleetOwner.proxy) ?? values.string("GroupId").map(FleetOwner.group)
        if let owner, !fleet.contains(owner) { throw .notFound(owner.id) }
        if let id = values.string("ListenerId") {
            guard let found = fleet.listener(id), owner == nil || found.owner == owner else { throw .noListener(id) }
            return [found]
        }
        guard let owner else { return [] }
        return (fleet.listeners[owner] ?? []).map { ($0, owner) }
    }

    private static func matches(_ listener: FleetListener, _ values: ParameterValues) -> Bool {
        if let name = values.string("ListenerName"), listener.name != name { return false }
        if let port = values.integer("Port"), listener.port != port { return false }
        if let text = values.string("SearchValue"), !listener.name.contains(text), !String(listener.port).contains(text)
        {
            return false
        }
        return true
    }
}
