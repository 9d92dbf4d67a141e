import Essentials
package import TencentCloud

/// Lists the proxies ("connections") of the account, page by page.
package struct DescribeProxies: GAAPAction, Equatable {
    package static let name = "DescribeProxies"
    /// The names that Filters supports.
    package static let filterNames = [
        "ProjectId", "AccessRegion", "RealServerRegion", "GroupId", "IPAddressVersion", "PackageType",
    ]

    /// One page. The service sends the list twice, under its old name and under its new name.
    package struct Answer: Decodable, Sendable, Equatable {
        package var totalCount: Int?
        package var proxySet: [ProxyInfo]?
        package var instanceSet: [ProxyInfo]?
        /// The indices of the list elements that are not objects.
        package var skipped: [Int] = []

        package init(totalCount: Int?, proxySet: [ProxyInfo]?) {
            self.totalCount = totalCount
            self.proxySet = proxySet
            instanceSet = proxySet
        }

        /// The proxies under either name. If the two lists differ, the result contains the proxies of both.
        package var proxies: [ProxyInfo] {
            let new = proxySet ?? []
            guard let instanceSet, instanceSet != new else { return new }
            let known = Set(new.compactMap(\.proxyID))
            return new + instanceSet.filter { $0.proxyID.map { !known.contains($0) } ?? new.isEmpty }
        }

        enum CodingKeys: String, CodingKey {
            case totalCount = "TotalCount"
            case proxySet = "ProxySet"
            case instanceSet = "InstanceSet"
        }

        package init(from decoder: any Decoder) throws {
            var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
            totalCount = fields.read(.totalCount)
            let lists: [ObjectList<ProxyInfo>?] = try fields.lists(.proxySet, .instanceSet)
            proxySet = lists[0]?.objects
            instanceSet = lists[1]?.objects
            skipped = lists.lazy.compactMap(\.self).map(\.skipped).first { !$0.isEmpty } ?? []
        }
    }

    /// At most 100 ids. Cannot be combined with `filters`.
    package var proxyIDs: [String]?
    /// At most 10 filters.
    package var filters: [Filter]?
    /// 1: only proxies outside groups; 0: only members of groups; nil: all proxies.
    package var independent: Int?
    package var offset: Int?
    package var limit: Int?

    package init(
        proxyIDs: [String]? = nil, filters: [Filter]? = nil, independent: Int? = nil,
        offset: Int? = nil, limit: Int? = nil
    ) {
        self.proxyIDs = proxyIDs
        self.filters = filters
        self.independent = independent
        self.offset = offset
        self.limit = limit
    }

    enum CodingKeys: String, CodingKey {
        case proxyIDs = "ProxyIds"
        case filters = "Filters"
        case independent = "Independent"
        case offset = "Offset"
        case limit = "Limit"
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(
            ParameterRules.proxyIDs(proxyIDs != nil, with: filters != nil), ParameterRules.proxyIDs(proxyIDs?.count),
            ParameterRules.filters(filters, known: Self.filterNames), ParameterRules.independent(independent),
            ParameterRules.offset(offset), ParameterRules.limit(limit))
    }
}
