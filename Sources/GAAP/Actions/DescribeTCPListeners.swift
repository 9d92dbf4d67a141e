import Essentials
package import TencentCloud

/// Lists the TCP listeners of one proxy or proxy group, or one listener, page by page.
package struct DescribeTCPListeners: GAAPAction, Equatable {
    package static let name = "DescribeTCPListeners"

    /// One page.
    package struct Answer: Codable, Sendable, Equatable {
        /// The number of all matching listeners, before paging.
        package var totalCount: Int?
        package var listenerSet: [TCPListener]?
        /// The indices of the list elements that are not objects.
        package var skipped: [Int] = []

        package init(totalCount: Int?, listenerSet: [TCPListener]?) {
            self.totalCount = totalCount
            self.listenerSet = listenerSet
        }

        enum CodingKeys: String, CodingKey {
            case totalCount = "TotalCount"
            case listenerSet = "ListenerSet"
        }

        package init(from decoder: any Decoder) throws {
            var fields = try LenientFields(decoder, keyedBy: CodingKeys.self)
            totalCount = fields.read(.totalCount)
            let list: ObjectList<TCPListener>? = try fields.lists(.listenerSet)[0]
            listenerSet = list?.objects
            skipped = list?.skipped ?? []
        }
    }

    package var proxyID: String?
    package var groupID: String?
    package var listenerID: String?
    /// Exact match.
    package var listenerName: String?
    /// Exact match.
    package var port: Int?
    /// Substring of port or name. Cannot be combined with `listenerName` or `port`.
    package var searchValue: String?
    package var offset: Int?
    package var limit: Int?

    package init(
        proxyID: String? = nil, groupID: String? = nil, listenerID: String? = nil,
        listenerName: String? = nil, port: Int? = nil, searchValue: String? = nil,
        offset: Int? = nil, limit: Int? = nil
    ) {
        self.proxyID = proxyID
        self.groupID = groupID
        self.listenerID = listenerID
        self.listenerName = listenerName
        self.port = port
        self.searchValue = searchValue
        self.offset = offset
        self.limit = limit
    }

    enum CodingKeys: String, CodingKey {
        case proxyID = "ProxyId"
        case groupID = "GroupId"
        case listenerID = "ListenerId"
        case listenerName = "ListenerName"
        case port = "Port"
        case searchValue = "SearchValue"
        case offset = "Offset"
        case limit = "Limit"
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(
            ParameterRules.owner(proxyID: proxyID, groupID: groupID, listenerID: listenerID),
            ParameterRules.search(searchValue, listenerName: listenerName, port: port),
            ParameterRules.notEmpty([
                "ProxyId": proxyID, "GroupId": groupID, "ListenerId": listenerID, "ListenerName": listenerName,
                "SearchValue": searchValue,
            ]),
            ParameterRules.port(port), ParameterRules.offset(offset), ParameterRules.limit(limit))
    }
}
