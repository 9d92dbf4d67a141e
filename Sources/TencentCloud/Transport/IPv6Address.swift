/// An IPv6 address as a value, so that all spellings of an address are equal.
struct IPv6Address: Equatable {
    /// The eight groups of 16 bits.
    let groups: [UInt16]

    /// Parses `2001:db8::1`, `0:0:0:0:0:0:0:1` or `::ffff:127.0.0.1`. Returns nil for any other text.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        let halves = text.split(separator: "::", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = Self.groups(halves[0], mayEnd: halves.count == 1) else { return nil }
        guard halves.count == 2 else {
            guard first.count == 8 else { return nil }
            groups = first
            return
        }
        guard let second = Self.groups(halves[1], mayEnd: true), first.count + second.count < 8 else { return nil }
        groups = first + Array(repeating: 0, count: 8 - first.count - second.count) + second
    }

    /// Whether the address is this machine: ::1, or an address of 127.0.0.0/8 in IPv6 notation.
    var isLoopback: Bool {
        if groups == [0, 0, 0, 0, 0, 0, 0, 1] { return true }
        return groups[..<5].allSatisfy { $0 == 0 } && groups[5] == 0xFFFF && groups[6] >> 8 == 127
    }

    /// Returns the groups of one half of the text, or nil if it is invalid. A dotted IPv4 address at the end counts as
    /// two groups.
    private static func groups(_ text: Substring, mayEnd: Bool) -> [UInt16]? {
        if text.isEmpty { return [] }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if mayEnd, index == parts.count - 1, part.contains(".") {
                let bytes = part.split(separator: ".", omittingEmptySubsequences: false).map {
                    UInt16($0).flatMap { $0 < 256 ? $0 : nil }
                }
                guard bytes.count == 4, let a = bytes[0], let b = bytes[1], let c = bytes[2], let d = bytes[3] else {
                    return nil
                }
                groups += [a << 8 | b, c << 8 | d]
            } else {
                guard (1...4).contains(part.utf8.count), part.allSatisfy(\.isHexDigit),
                    let group = UInt16(part, radix: 16)
                else {
                    return nil
                }
                groups.append(group)
            }
        }
        return groups
    }
}
