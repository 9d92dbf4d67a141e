import Essentials
package import TencentCloud

/// The proxy groups of the account, in pages. Unlike its kin it requires `Offset`, `Limit` and `ProjectId`.
package struct DescribeProxyGroupList: GAAPAction, Equatable {
    package static let name = "DescribeProxyGroupList"
    /// What Filters may name.
    package static let filterNames = ["RealServerRegion", "PackageType", "GroupId"]
    /// The value of `ProjectId` that means every project.
    package static let allProjects = -1

    /// One page.
    package struct Answer: Decodable, Sendable, Equatable {
        package var totalCount: Int?
        package var proxyGroupList: [ProxyGroupInfo]?
        /// The places of the elements of the list that are no objects.
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
    /// Names: RealServerRegion, PackageType, GroupId; at most 5 values each.
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
