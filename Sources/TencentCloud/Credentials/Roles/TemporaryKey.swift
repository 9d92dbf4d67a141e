// A key in the format of STS and the metadata service.

import Essentials

/// `TmpSecretId`, `TmpSecretKey`, `Token`, and the time at which they expire.
struct TemporaryKey: Decodable, Sendable {
    private enum CodingKeys: String, CodingKey {
        case id = "TmpSecretId"
        case secret = "TmpSecretKey"
        case token = "Token"
        case end = "ExpiredTime"
    }

    private let parts: KeyPair
    /// The expiry time in seconds since 1970. STS returns it beside the key, the metadata service inside the key.
    var end: Double?

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func part(_ key: CodingKeys) throws -> KeyPair.Part {
            KeyPair.Part(key.rawValue, try container.decodeIfPresent(String.self, forKey: key).map(Secret.init))
        }
        parts = KeyPair(id: try part(.id), secret: try part(.secret), token: try part(.token))
        end = try container.decodeIfPresent(Double.self, forKey: .end)
    }

    /// Returns the key as a credential. Throws an error if the key is incomplete or has expired.
    func credential(now: UnixTime) throws(KeyPair.KeyError) -> Credential {
        guard let credential = try parts.credential(.there, expiresAt: end.map(UnixTime.init)) else {
            throw KeyPair.KeyError(message: Wording("the answer contains no key", zh: "应答中没有密钥"))
        }
        guard credential.token != nil else {
            throw KeyPair.KeyError(
                message: Wording("the answer contains a key without a Token", zh: "应答中的密钥缺少 Token"))
        }
        if let end = credential.expiresAt, end <= now {
            let seconds = max(1, Int(exactly: (now - end).rounded()) ?? 1)
            throw KeyPair.KeyError(
                message: Wording(
                    "the key expired \(seconds) s ago; check the clock of this machine",
                    zh: "密钥已于 \(seconds) 秒前失效；请检查本机时钟"))
        }
        return credential
    }
}
