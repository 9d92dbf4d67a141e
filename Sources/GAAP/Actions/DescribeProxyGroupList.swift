import Essentials
package import TencentCloud

/// Lists the proxy groups of the account, page by page. Unlike similar actions it requires `Offset`, `Limit` and
/// `ProjectId`.
package struct DescribeProxyGroupList: GAAPAction, Equatable {
    package static let name = "DescribeProxyGroupList"
    /// The names that Filters supports.
    package static let filterNames = ["RealServerRegion", "PackageType", "GroupId"]
    /// The value of `ProjectId` that means every project.
    package static let allProjects = -1

    /// One page.
    package struct Answer: Decodable, Sendable, Equatable {
        package var totalCount: Int?
        package var proxyGroupList: [ProxyGroupInfo]?
        /// The indices of the list elements that are not objects.
        package var skipped: [Int] = []

        package init(totalCount: Int?, proxyGroupList: [ProxyGroupInfo]?) {
            self.totalCount = totalCount
            self.proxyGroupList = proxyGroupList
        }

        enum CodingKeys: String, CodingKey {
            case totalCount = "TotalCount"
            case proxyGroupList = "ProxyGroupList"
        }

        package init(from decoder: any Decoder) throws {
            var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
            totalCount = fields.read(.totalCount)
            let list: ObjectList<ProxyGroupInfo>? = try fields.lists(.proxyGroupList)[0]
            proxyGroupList = list?.objects
            skipped = list?.skipped ?? []
        }
    }

    package var offset: Int
    package var limit: Int
    package var projectID: Int
    /// Supported names: RealServerRegion, PackageType, GroupId. Each filter has at most 5 values.
    package var filters: [Filter]?

    package init(
        offset: Int, limit: Int, projectID: Int = DescribeProxyGroupList.allProjects,
        filters: [Filter]? = nil
    ) {
        self.offset = offset
        self.limit = limit
        self.projectID = projectID
        self.filters = filters
    }

    enum CodingKeys: String, CodingKey {
        case offset = "Offset"
        case limit = "Limit"
        case projectID = "ProjectId"
        case filters = "Filters"
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(
            ParameterRules.project(projectID, allProjects: Self.allProjects),
            ParameterRules.filters(filters, known: Self.filterNames),
            ParameterRules.offset(offset, isUnsigned: false), ParameterRules.limit(limit))
    }
}
