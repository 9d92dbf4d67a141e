// An IP address as bytes, so that two spellings of the same address are equal, and an address range is a common prefix
// of bits.

import Glibc

struct IPAddress: Equatable {
    /// The 4 or 16 bytes in network order.
    let bytes: [UInt8]

    /// Parses `192.0.2.1` or `2001:db8::1`. Returns nil for any other text.
    init?(_ text: some StringProtocol) {
        var buffer = [UInt8](repeating: 0, count: 16)
        let spelling = String(text)
        if inet_pton(AF_INET, spelling, &buffer) == 1 {
            bytes = Array(buffer[..<4])
        } else if inet_pton(AF_INET6, spelling, &buffer) == 1 {
            bytes = buffer
        } else {
            return nil
        }
    }

    /// Returns whether the first `bits` bits are equal to those of another address of the same family.
    func shares(_ bits: Int, with other: IPAddress) -> Bool {
        guard bytes.count == other.bytes.count, (0...bytes.count * 8).contains(bits) else { return false }
        let whole = bits / 8
        guard bytes[..<whole] == other.bytes[..<whole] else { return false }
        let left = bits % 8
        return left == 0 || (bytes[whole] ^ other.bytes[whole]) >> (8 - left) == 0
    }
}
