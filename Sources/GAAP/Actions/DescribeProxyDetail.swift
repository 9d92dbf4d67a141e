package import TencentCloud

/// Returns all fields of one proxy.
package struct DescribeProxyDetail: GAAPAction, Equatable {
    package static let name = "DescribeProxyDetail"

    package struct Answer: Decodable, Sendable, Equatable {
        package var proxyDetail: ProxyInfo?

        package init(proxyDetail: ProxyInfo?) { self.proxyDetail = proxyDetail }

        enum CodingKeys: String, CodingKey {
            case proxyDetail = "ProxyDetail"
        }
    }

    package var proxyID: String

    package init(proxyID: String) { self.proxyID = proxyID }

    enum CodingKeys: String, CodingKey {
        case proxyID = "ProxyId"
    }

    package func validate() throws(RequestError) {
        try ParameterRules.check(ParameterRules.notEmpty(["ProxyId": proxyID]))
    }
}
