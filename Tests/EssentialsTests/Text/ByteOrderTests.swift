import TestSupport
import Testing

@testable import Essentials

@Suite struct ByteOrderTests {
    private static let texts = [
        "", "\0", "a", "a\0", "ab", "b", "listener-0000000", "listener-00000001", "listener-00000000", "é", "支付", "支",
        "sixteen bytes ok", "sixteen bytes ok!", "zzzzzzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzy",
    ]

    @Test func `The numbers of two texts never contradict the order of their bytes`() {
        for left in Self.texts {
            for right in Self.texts {
                let (a, b) = (BytePrefix(left), BytePrefix(right))
                if (a.first, a.second) < (b.first, b.second) {
                    #expect(left.precedesByBytes(right), "\(left) \(right)")
                }
                if (a.first, a.second) == (b.first, b.second), a.isWhole, b.isWhole {
                    #expect(left == right, "\(left) \(right)")
                }
            }
        }
    }

    @Test func `Texts of random bytes are in the order of their bytes`() {
        var random = Seeded(7)
        let texts = (0..<300).map { _ in
            String(
                decoding: (0..<Int.random(in: 0...20, using: &random)).map { _ in
                    UInt8.random(in: 32...40, using: &random)
                }, as: UTF8.self)
        }
        for left in texts {
            for right in texts {
                let (a, b) = (BytePrefix(left), BytePrefix(right))
                if (a.first, a.second) == (b.first, b.second) { continue }
                #expect(
                    ((a.first, a.second) < (b.first, b.second))
                        == (Array(left.utf8).lexicographicallyPrecedes(right.utf8)))
            }
        }
    }
}
