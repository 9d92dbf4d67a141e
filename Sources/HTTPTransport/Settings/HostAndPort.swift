// Parses `host`, `host:port` and `[address]:port`: the format of proxies and NO_PROXY entries.

enum HostAndPort {
    /// Splits a text into host and port. Returns nil if the brackets or colons are wrong. An IPv6 address without
    /// brackets has no port.
    static func split(_ text: Substring) -> (host: Substring, port: Substring?)? {
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            let host = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            if rest.isEmpty { return (host, nil) }
            return rest.hasPrefix(":") ? (host, rest.dropFirst()) : nil
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        switch parts.count {
        case 1: return (text, nil)
        case 2: return (parts[0], parts[1])
        default: return IPAddress(text) == nil ? nil : (text, nil)
        }
    }

    /// Returns a port from 1 to 65535, or nil if the text is not a decimal number in that range.
    static func number(_ text: Substring) -> Int? {
        guard text.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) else { return nil }
        return Int(text).flatMap { (1...65535).contains($0) ? $0 : nil }
    }
}
