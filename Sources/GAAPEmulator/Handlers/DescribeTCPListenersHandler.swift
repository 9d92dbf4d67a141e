// DescribeTCPListeners: the listeners of one owner, or one listener by its id. The words of the three rules about which
// parameters go together are the emulator's own: no source quotes the real ones.

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
        guard values.string("ProxyId") ?? values.string("GroupId") ?? values.string("ListenerId") != nil else {
            throw RefusalError(
                code: "MissingParameter",
                english: "The request is missing a required parameter `ProxyId`, `GroupId` or `ListenerId`.",
                chinese: "请求缺少必填参数 `ProxyId`、`GroupId` 或 `ListenerId`。")
        }
        if values.string("ProxyId") != nil, values.string("GroupId") != nil {
            throw .conflict(
                "ProxyId and GroupId cannot be set at the same time.", "ProxyId 和 GroupId 不能同时指定。")
        }
        let port = values.integer("Port")
        if values.string("SearchValue") != nil, values.string("ListenerName") != nil || port != nil {
            throw .conflict(
                "SearchValue cannot be used with ListenerName or Port.", "SearchValue 不能与 ListenerName 或 Port 同时使用。")
        }
        if let port, !(1...65_535).contains(port) {
            throw .value("Port must be from 1 to 65535.", "Port 必须在 1 到 65535 之间。")
        }
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
