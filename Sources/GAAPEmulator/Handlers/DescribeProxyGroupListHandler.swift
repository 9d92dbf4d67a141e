// DescribeProxyGroupList: the groups. Unlike similar actions it requires Offset, Limit and ProjectId.

import GAAP
import Essentials

enum DescribeProxyGroupListHandler: ActionHandler {
    static let action: any GAAPAction.Type = DescribeProxyGroupList.self
    static let parameters: [Parameter] = [
        .required("Offset", .integer), .required("Limit", .integer), .required("ProjectId", .integer),
        .optional("TagSet", .tags), .optional("Filters", .filters),
    ]

    static func answer(_ values: ParameterValues, from view: FleetView) throws(RefusalError) -> [JSONValue.Member] {
        let filters = try values.filters(DescribeProxyGroupList.filterNames)
        let tags = try values.tags()
        let project = values.integer("ProjectId") ?? DescribeProxyGroupList.allProjects
        try RefusalError.check(ParameterRules.project(project, allProjects: DescribeProxyGroupList.allProjects))
        let rows = view.fleet.groups.filter { group in
            (project == DescribeProxyGroupList.allProjects || project == group.projectID)
                && tags.map { !$0.allSatisfy { !group.tags.contains($0) } } ?? true
                && filters.allSatisfy { $0.values.contains(field($0.name, of: group)) }
        }
        return [
            JSONValue.Member(name: "TotalCount", value: .integer(rows.count)),
            JSONValue.Member(name: "ProxyGroupList", value: .array(try values.page(of: rows).map(view.row))),
        ]
    }

    private static func field(_ name: String, of group: FleetGroup) -> String {
        switch name {
        case "RealServerRegion": group.originRegion.id
        case "GroupId": group.id
        default: "Thunder"
        }
    }
}
