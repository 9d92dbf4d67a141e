// What NO_PROXY means. There is no standard; this is what curl does: names match themselves and their subdomains, with
// or without a leading dot, addresses match by value, `*` matches all. An entry that makes no sense matches nothing.

struct ProxyExceptions: Sendable, Equatable {
    private let entries: [Substring]

    /// Reads entries parted by commas or blanks.
    init(_ text: String) {
        entries = text.split { $0 == "," || $0.isWhitespace }
    }

    /// Whether a host is to be reached without a proxy.
    ///
    /// - Parameter host: In lower case; an IPv6 address without its brackets.
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

    /// `10.0.0.0/8`, `fd00::/8`.
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
