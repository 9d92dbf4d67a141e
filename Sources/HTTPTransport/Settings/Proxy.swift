// A parsed proxy, through which the client reaches its endpoint. Both kinds of proxy receive the endpoint's name and
// resolve it themselves. The password does not appear in a description, a mirror or a dump.

import TencentCloud

/// An HTTP proxy (`CONNECT`) or a SOCKS 5 proxy.
package struct Proxy: Sendable, Equatable, CustomStringConvertible {
    enum Kind: String, Sendable { case http, socks5 }

    struct Credentials: Sendable, Equatable {
        let user: Secret
        let password: Secret
    }

    let kind: Kind
    /// A name or an address. An IPv6 address has no brackets.
    package let host: String
    package let port: Int
    let credentials: Credentials?

    /// The address of the proxy, for example `http://proxy.example:3128`, without user name and password.
    package var description: String { "\(kind.rawValue)://\(address)" }

    var address: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
