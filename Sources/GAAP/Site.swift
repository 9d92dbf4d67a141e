// Tencent Cloud is two clouds that know nothing of each other: a key of one is unknown to the other.

package import TencentCloud

/// One of the two sites, with accounts, keys and endpoints of its own.
package enum Site: String, Sendable, CaseIterable {
    case international
    case china

    /// Where its API is: the default when no endpoint is set.
    package var endpoint: Endpoint { Endpoint(cloudHost: "\(GAAPService.name).\(domain)") }

    package var other: Site { self == .international ? .china : .international }

    private var domain: String {
        switch self {
        case .international: "intl.tencentcloudapi.com"
        case .china: "tencentcloudapi.com"
        }
    }

    /// The site that an endpoint belongs to, regional and private names included; nil for any other host, such as an
    /// emulator's.
    package init?(of endpoint: Endpoint) {
        let host = endpoint.host
        // The longer domain ends with the shorter one.
        guard let site = [Self.international, .china].first(where: { host.hasSuffix("." + $0.domain) }) else {
            return nil
        }
        self = site
    }
}
