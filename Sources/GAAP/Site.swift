// Tencent Cloud consists of two separate clouds: a key of one is unknown to the other.

package import TencentCloud

/// One of the two sites. Each has its own accounts, keys and endpoints.
package enum Site: String, Sendable, CaseIterable {
    case international
    case china

    /// The endpoint of the site's API, which is the default if no endpoint is set.
    package var endpoint: Endpoint { Endpoint(cloudHost: "\(GAAPService.name).\(domain)") }

    package var other: Site { self == .international ? .china : .international }

    private var domain: String {
        switch self {
        case .international: "intl.tencentcloudapi.com"
        case .china: "tencentcloudapi.com"
        }
    }

    /// Determines the site of an endpoint, including regional and private names. Returns nil for any other host, such
    /// as that of an emulator.
    package init?(of endpoint: Endpoint) {
        let host = endpoint.host
        // The longer domain is checked first, since it ends with the shorter one.
        guard let site = [Self.international, .china].first(where: { host.hasSuffix("." + $0.domain) }) else {
            return nil
        }
        self = site
    }

    /// Determines the site of an endpoint that is written as text. Returns nil if the text is not an endpoint.
    package init?(ofEndpoint text: String) {
        guard let endpoint = try? Endpoint(parsing: text) else { return nil }
        self.init(of: endpoint)
    }
}
