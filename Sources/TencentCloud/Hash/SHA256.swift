// The two hash functions of TC3-HMAC-SHA256, for Swift values. libsodium computes them (docs/decisions/0013).

import CHash
import FoundationEssentials

/// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104).
enum SHA256 {
    static let size = Int(HASH_SIZE)

    /// Returns the 32 bytes of the digest.
    static func hash(_ bytes: Data) -> Data {
        digest { digest in
            bytes.withUnsafeBytes { hash_sha256($0.bytes, $0.count, digest) }
        }
    }

    /// Returns the 32 bytes of the authentication code. The key may have any length.
    static func authenticationCode(for bytes: Data, key: Data) -> Data {
        digest { digest in
            key.withUnsafeBytes { key in
                bytes.withUnsafeBytes { hash_hmac_sha256(key.bytes, key.count, $0.bytes, $0.count, digest) }
            }
        }
    }

    /// Compares two digests in constant time. Returns false if either value does not have the length of a digest.
    static func areEqual(_ first: Data, _ second: Data) -> Bool {
        guard first.count == size, second.count == size else { return false }
        return first.withUnsafeBytes { first in
            second.withUnsafeBytes { second in
                guard let first = first.bytes, let second = second.bytes else { return false }
                return hash_equal(first, second)
            }
        }
    }

    private static func digest(_ fill: (UnsafeMutablePointer<UInt8>) -> Void) -> Data {
        Data(
            [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
                guard let start = buffer.baseAddress else { return }
                fill(start)
                count = size
            })
    }
}

extension UnsafeRawBufferPointer {
    fileprivate var bytes: UnsafePointer<UInt8>? { bindMemory(to: UInt8.self).baseAddress }
}
