// An address as users and the service write it: `10.3.1.7`, `10.3.1.7:8443`, `[2001:db8::1]:443`, `api.example.com`.
// Uses of an origin are looked up by the address alone, or by address and port.

/// The address of an origin, with or without a port.
package struct OriginAddress: Hashable, Sendable, CustomStringConvertible {
    /// An IP address or a domain name, in lower case.
    package let host: String
    /// The port; nil stands for any port.
    package let port: Int?

    package init(host: String, port: Int? = nil) {
        self.host = host.lowercased()
        self.port = port
    }

    /// Parses typed text, or an entry of DownIPList; returns nil if it is not an address.
    package init?(_ text: String) {
        let text = text.split(separator: " ").joined()
        if text.first == "[", let end = text.firstIndex(of: "]") {
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.first == ":" && Self.port(rest.dropFirst()) != nil else { return nil }
            self.init(host: String(text[text.index(after: text.startIndex)..<end]), port: Self.port(rest.dropFirst()))
        } else if let colon = text.firstIndex(of: ":"), text.lastIndex(of: ":") == colon {
            guard let port = Self.port(text[text.index(after: colon)...]) else { return nil }
            self.init(host: String(text[..<colon]), port: port)
        } else {
            self.init(host: text)
        }
        if host.isEmpty { return nil }
    }

    private static func port(_ digits: Substring) -> Int? {
        guard let port = Int(digits), (1...65_535).contains(port) else { return nil }
        return port
    }

    package var description: String {
        guard let port else { return host }
        return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    }
}
