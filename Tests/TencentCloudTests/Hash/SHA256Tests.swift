import FoundationEssentials
import Testing

@testable import TencentCloud

private func bytes(_ hex: String) -> Data {
    let digits = hex.compactMap(\.hexDigitValue)
    return Data(stride(from: 0, to: digits.count, by: 2).map { UInt8(digits[$0] << 4 | digits[$0 + 1]) })
}

/// The examples of FIPS 180-4 and the cases of RFC 4231, which the signature's own vectors do not cover: keys longer
/// than a block, empty input, and input of several blocks.
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]) func `The digest of a text is the published digest`(text: String, digest: String) {
        #expect(SHA256.hash(Data(text.utf8)) == bytes(digest))
    }

    @Test func `The digest of a million bytes is the published digest`() {
        #expect(
            SHA256.hash(Data(repeating: 0x61, count: 1_000_000))
                == bytes("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"))
    }

    @Test(arguments: [
        (
            String(repeating: "0b", count: 20), Data("Hi There".utf8),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            "4a656665", Data("what do ya want for nothing?".utf8),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            String(repeating: "aa", count: 20), Data(repeating: 0xdd, count: 50),
            "773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe"
        ),
        (
            String(repeating: "aa", count: 131), Data("Test Using Larger Than Block-Size Key - Hash Key First".utf8),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
        ("", Data(), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad"),
    ]) func `The authentication code of a key and a text is the published code`(key: String, text: Data, code: String) {
        #expect(SHA256.authenticationCode(for: text, key: bytes(key)) == bytes(code))
    }

    @Test func `Two digests are equal only if all 32 bytes are equal`() {
        let digest = SHA256.hash(Data("abc".utf8))
        for index in digest.indices {
            var other = digest
            other[index] ^= 1
            #expect(!SHA256.areEqual(digest, other))
        }
        #expect(SHA256.areEqual(digest, SHA256.hash(Data("abc".utf8))))
        #expect(!SHA256.areEqual(Data(), Data()))
        #expect(!SHA256.areEqual(digest, digest.dropLast()))
    }
}
