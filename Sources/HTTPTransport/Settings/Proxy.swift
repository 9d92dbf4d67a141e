// A proxy, decided and parsed: the client reaches its endpoint through this one or directly. Both kinds are given the
// endpoint's name and resolve it themselves. The password shows in no description, mirror or dump.

import TencentCloud

/// An HTTP proxy (`CONNECT`) or a SOCKS 5 one.
package struct Proxy: Sendable, Equatable, CustomStringConvertible {
    enum Kind: String, Sendable { case http, socks5 }

    struct Credentials: Sendable, Equatable {
        let user: Secret
        let password: Secret
    }

    let kind: Kind
    /// A name or an address; an IPv6 address without its brackets.
    package let host: String
    package let port: Int
    let credentials: Credentials?

    /// `http://proxy.example:3128`, never with the name and password.
    package var description: String { "\(kind.rawValue)://\(address)" }

    var address: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
