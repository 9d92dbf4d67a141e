// Implements NO_PROXY. There is no standard, so this code follows curl: a name matches itself and its subdomains, with
// or without a leading dot; an address matches by value; `*` matches every host. An invalid entry matches nothing.

struct ProxyExceptions: Sendable, Equatable {
    private let entries: [Substring]

    /// Parses entries that are separated by commas or whitespace.
    init(_ text: String) {
        entries = text.split { $0 == "," || $0.isWhitespace }
    }

    /// Returns whether a host is reached without a proxy.
    ///
    /// - Parameter host: the host in lower case. An IPv6 address has no brackets.
    func contains(host: String, port: Int) -> Bool {
        entries.contains { Self.entry($0, matches: host, port: port) }
    }

    private static func entry(_ entry: Substring, matches host: String, port: Int) -> Bool {
        if entry == "*" { return true }
        if entry.contains("/") { return range(entry, contains: host) }
        guard let (name, portText) = HostAndPort.split(entry) else { return false }
        if let portText, HostAndPort.number(portText) != port { return false }
        if let address = IPAddress(host) { return IPAddress(name) == address }
        return domain(name.lowercased(), contains: host)
    }

    /// Returns whether an address range, such as `10.0.0.0/8` or `fd00::/8`, contains a host.
    private static func range(_ entry: Substring, contains host: String) -> Bool {
        let parts = entry.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, let bits = Int(parts[1]), let network = IPAddress(parts[0]),
            let address = IPAddress(host)
        else { return false }
        return address.shares(bits, with: network)
    }

    private static func domain(_ entry: String, contains host: String) -> Bool {
        var name = Substring(entry)
        if name.hasPrefix("*.") { name = name.dropFirst(2) }
        if name.hasPrefix(".") { name = name.dropFirst() }
        if name.hasSuffix(".") { name = name.dropLast() }
        let wanted = host.hasSuffix(".") ? host.dropLast() : Substring(host)
        guard !name.isEmpty else { return false }
        return wanted == name || wanted.hasSuffix("." + name)
    }
}
