// The address of the service. `http` is allowed only for loopback, since requests carry a signature and responses
// contain the inventory of an account.

package import Essentials

/// A scheme, host and port: `https://gaap.intl.tencentcloudapi.com`.
package struct Endpoint: Sendable, Hashable, CustomStringConvertible {
    package enum Scheme: String, Sendable {
        case http, https

        /// The default port of the scheme.
        package var port: Int { self == .https ? 443 : 80 }
    }

    package let scheme: Scheme
    /// A name or an address in lower case, of letters, digits, `.`, `-` and `_`. An IPv6 address has no brackets.
    package let host: String
    /// The port. nil stands for the default port of the scheme, 80 or 443, even if the text contained it.
    package let port: Int?

    /// The reason why a text is not an endpoint.
    package struct ParseError: DescribedError, Equatable, Sendable {
        package let message: Wording
    }

    /// Parses `https://host[:port][/]`, or `http://` for a loopback host.
    package init(parsing text: String) throws(ParseError) {
        let pieces = text.split(separator: ":", maxSplits: 1)
        guard pieces.count == 2, pieces[1].hasPrefix("//") else {
            throw ParseError(
                message: Wording(
                    "it must start with https:// (or http:// for a loopback address)",
                    zh: "须以 https:// 开头（本机回环地址可用 http://）"))
        }
        guard let scheme = Scheme(rawValue: pieces[0].lowercased()) else {
            throw ParseError(
                message: Wording(
                    "the scheme must be https, or http for a loopback address", zh: "协议须为 https，本机回环地址可用 http"))
        }
        var rest = pieces[1].dropFirst(2)
        if rest.hasSuffix("/") { rest = rest.dropLast() }
        // The host is copied to a header unchanged, so it may contain only the characters of a host, and no line break
        // in particular.
        guard rest.utf8.allSatisfy(Self.mayStand) else {
            throw ParseError(message: Wording("only a host and a port may follow the scheme", zh: "协议之后只能是主机与端口"))
        }
        let (host, portText) = try Self.split(rest)
        guard !host.isEmpty else { throw ParseError(message: Wording("the host is missing", zh: "缺少主机")) }
        guard Self.isHost(host) else {
            throw ParseError(message: Wording("the host is not a name or an address", zh: "主机既不是域名也不是 IP 地址"))
        }
        var port: Int?
        if let portText {
            guard let number = Int(portText), (1...65535).contains(number),
                portText.allSatisfy(\.isNumber)
            else {
                throw ParseError(
                    message: Wording("the port must be a number from 1 to 65535", zh: "端口须为 1 到 65535 的数字"))
            }
            port = number == scheme.port ? nil : number
        }
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
        guard scheme == .https || isLoopback else {
            throw ParseError(
                message: Wording(
                    "http is allowed for a loopback address only; use https", zh: "仅本机回环地址可用 http，请改用 https"))
        }
    }

    /// Creates an `https` endpoint with the default port.
    /// - Parameter host: a host of Tencent Cloud, in lower case.
    package init(cloudHost host: String) { self.init(scheme: .https, host: host, port: nil) }

    private init(scheme: Scheme, host: String, port: Int?) {
        self.scheme = scheme
        self.host = host
        self.port = port
    }

    /// The metadata service of Tencent Cloud machines. It supports only plain http, inside the cloud's own network.
    /// Requests to it contain no data except the path.
    package static let metadata = Endpoint(scheme: .http, host: "metadata.tencentyun.com", port: nil)

    /// Returns the endpoint of another service of the same cloud: for `gaap.intl.tencentcloudapi.com` and `sts` it is
    /// `sts.intl.tencentcloudapi.com`. An endpoint of any other form, such as a loopback address, serves all services.
    package func neighbour(_ service: String) -> Endpoint {
        guard host.hasSuffix(".tencentcloudapi.com"), let dot = host.firstIndex(of: ".") else { return self }
        return Endpoint(scheme: scheme, host: service + host[dot...], port: port)
    }

    private static func split(
        _ text: Substring
    ) throws(ParseError) -> (host: Substring, port: Substring?) {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else {
                throw ParseError(message: Wording("the ] of the IPv6 address is missing", zh: "IPv6 地址缺少 ]"))
            }
            let host = text[text.index(after: text.startIndex)..<end]
            guard host.contains(":") else {
                throw ParseError(message: Wording("only an IPv6 address stands in brackets", zh: "方括号中只能是 IPv6 地址"))
            }
            let rest = text[text.index(after: end)...]
            if rest.isEmpty { return (host, nil) }
            guard rest.hasPrefix(":") else {
                throw ParseError(message: Wording("a : must follow the ]", zh: "] 之后须为 :"))
            }
            return (host, rest.dropFirst())
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return (text, nil)
        case 2: return (parts[0], parts[1])
        default: throw ParseError(message: Wording("an IPv6 address needs brackets", zh: "IPv6 地址须加方括号"))
        }
    }

    /// Returns whether a character may occur in a host, its brackets or its port.
    private static func mayStand(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: ".-_:[]".utf8.contains(byte)
        }
    }

    /// Returns whether a text is a name of dotted labels or an IPv6 address. The transport resolves the name.
    private static func isHost(_ text: Substring) -> Bool {
        guard text.utf8.count <= 253, !text.contains(where: { "[]".contains($0) }) else { return false }
        if text.contains(":") { return IPv6Address(text) != nil }
        return text.split(separator: ".", omittingEmptySubsequences: false)
            .allSatisfy { (1...63).contains($0.utf8.count) && !$0.hasPrefix("-") && !$0.hasSuffix("-") }
    }

    /// Returns a text that should be an endpoint in a form that is safe to repeat in a message: without user name,
    /// password, path and query.
    package static func shown(_ text: String) -> String {
        let start = text.firstRange(of: "://")?.upperBound ?? text.startIndex
        let authority = text[start...].prefix { !"/?#\\".contains($0) }
        guard let at = text[start...].lastIndex(of: "@") else {
            return text[..<authority.endIndex] + (authority.endIndex == text.endIndex ? "" : "/…")
        }
        let host = text[text.index(after: at)...].prefix { !"/?#\\".contains($0) }
        return "\(text[..<start])•••@\(host)\(host.endIndex == text.endIndex ? "" : "/…")"
    }

    /// Returns a text that the user typed in a form that is safe to repeat in a message: if the text looks like an
    /// address with a user name or a password, they are removed.
    package static func withoutPassword(_ text: String) -> String {
        text.contains("://") && text.contains("@") ? shown(text) : text
    }

    /// Whether the text of the host alone shows that it is this machine: 127.0.0.0/8, ::1 in every spelling, or
    /// localhost.
    package var isLoopback: Bool {
        if host == "localhost" { return true }
        if let address = IPv6Address(host) { return address.isLoopback }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }

    /// The value of the `Host` header, which is also signed. It contains the port only if it is not the default port of
    /// the scheme.
    package var hostHeader: String {
        let name = host.contains(":") ? "[\(host)]" : host
        return port.map { "\(name):\($0)" } ?? name
    }

    package var description: String { "\(scheme.rawValue)://\(hostHeader)" }
}
