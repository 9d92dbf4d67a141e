// DescribeProxies: the proxies, newest first unless the request specifies another order. The response contains the list
// twice, under its old and its new name, as the response of the service does.

import GAAP
import Essentials

enum DescribeProxiesHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeProxies.self
    static let parameters: [Parameter] = [
        .optional("InstanceIds", .list(.string)), .optional("ProxyIds", .list(.string)), .optional("Filters", .filters),
        .optional("TagSet", .tags), .optional("Independent", .integer), .optional("Order", .string),
        .optional("OrderField", .string), .optional("Offset", .unsigned), .optional("Limit", .unsigned),
    ]

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        let rows = try sorted(matching(values, in: view.fleet), values)
        let set = JSONValue.array(try values.page(of: rows).map(view.row))
        return [
            JSONValue.Member(name: "TotalCount", value: .integer(rows.count)),
            JSONValue.Member(name: "InstanceSet", value: set),
            JSONValue.Member(name: "ProxySet", value: set),
        ]
    }

    private static func matching(_ values: ParameterValues, in fleet: Fleet) throws(RefusalError) -> [FleetProxy] {
        let ids = values.strings("ProxyIds") ?? values.strings("InstanceIds")
        try RefusalError.check(ParameterRules.proxyIDs(ids?.count))
        let filters = try values.filters(DescribeProxies.filterNames)
        let independent = values.integer("Independent")
        try RefusalError.check(
            ParameterRules.proxyIDs(ids != nil, with: values.objects("Filters") != nil),
            ParameterRules.independent(independent))
        let tags = try values.tags()
        return fleet.proxies.filter { proxy in
            ids?.contains(proxy.id) ?? true
                && independent.map { ($0 == 1) == (proxy.groupID == nil) } ?? true
                && tags.map { !$0.allSatisfy { !proxy.tags.contains($0) } } ?? true
                && filters.allSatisfy { $0.values.contains(field($0.name, of: proxy)) }
        }
    }

    private static func field(_ name: String, of proxy: FleetProxy) -> String {
        switch name {
        case "ProjectId": String(proxy.projectID)
        case "AccessRegion": proxy.accessRegion.id
        case "RealServerRegion": proxy.originRegion.id
        case "GroupId": proxy.groupID ?? ""
        case "IPAddressVersion": proxy.ipVersion
        default: proxy.packageType
        }
    }

    private static func sorted(_ proxies: [FleetProxy], _ values: ParameterValues) throws(RefusalError) -> [FleetProxy]
    {
        let order = values.string("Order") ?? "desc"
        guard ["asc", "desc"].contains(order) else {
            throw .value("Order must be asc or desc.", "Order 必须为 asc 或 desc。")
        }
        // The order is ascending. If two values are equal, the ids decide, so that pages never overlap.
        let isBefore: (FleetProxy, FleetProxy) -> Bool
        switch values.string("OrderField") ?? "create_time" {
        case "create_time": isBefore = { ($0.createTime, $0.id) < ($1.createTime, $1.id) }
        case "proxy_id": isBefore = { $0.id < $1.id }
        case "bandwidth": isBefore = { ($0.bandwidth, $0.id) < ($1.bandwidth, $1.id) }
        case "concurrent_connections": isBefore = { ($0.concurrent, $0.id) < ($1.concurrent, $1.id) }
        default:
            throw .value(
                "OrderField must be create_time, proxy_id, bandwidth or concurrent_connections.",
                "OrderField 必须为 create_time、proxy_id、bandwidth 或 concurrent_connections。")
        }
        return proxies.sorted { order == "asc" ? isBefore($0, $1) : isBefore($1, $0) }
    }
}
