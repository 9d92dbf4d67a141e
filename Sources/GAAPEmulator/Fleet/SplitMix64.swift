// A seeded random number generator. The same seed creates the same fleet on every machine and with every version of the
// toolchain, which the standard library's random functions do not guarantee. Therefore all random choices use `below`
// and `chance`.

/// The SplitMix64 generator.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mix(state)
    }

    /// Returns a number from 0 to `bound` - 1. `bound` must be above 0.
    mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }

    /// Returns true with a probability in percent.
    mutating func chance(percent: Int) -> Bool { below(100) < percent }

    /// Returns one of the items, or nil for an empty list.
    mutating func pick<Item>(_ items: [Item]) -> Item? { items.isEmpty ? nil : items[below(items.count)] }

    /// Returns an id in the format of the service: the prefix and 8 characters of [0-9a-z].
    mutating func id(_ prefix: String) -> String {
        let digits = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
        var text = Array(prefix.utf8)
        for _ in 0..<8 { text.append(digits[below(digits.count)]) }
        return String(decoding: text, as: UTF8.self)
    }

    /// Returns the FNV-1a hash of a text, mixed with a seed. The library's own hash differs between runs.
    static func hash(_ text: String, seed: UInt64) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return mix(hash ^ mix(seed))
    }

    /// Converts a random number to a fraction from 0 to below 1.
    static func fraction(_ number: UInt64) -> Double { Double(number >> 11) / 9_007_199_254_740_992 }

    /// Converts any number to one that looks random, with the finaliser of SplitMix64. With this function, a value can
    /// be a pure function of its position in time.
    static func mix(_ number: UInt64) -> UInt64 {
        var mixed = number
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
