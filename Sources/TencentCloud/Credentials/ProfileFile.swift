// Reads a `.credential` file of tccli. What is wrong with one is told in words of our own, by the key, since the decoder's may quote the
// file.

import FoundationEssentials

/// What is of interest in a `.credential` file; all else in it is left alone.
struct ProfileFile: Decodable {
    enum Kind {
        case fixed, oauth, sso, cvmRole
    }

    private enum CodingKeys: String, CodingKey {
        case type, secretId, secretKey, token, expiresAt
        case roleARN = "role-arn"
        case roleSession = "role-session-name"
    }

    let parts: KeyPair
    /// Of oauth and sso.
    let expiresAt: UnixTime?
    let roleARN: KeyPair.Part
    let roleSession: KeyPair.Part
    private let type: String

    init(_ text: Secret) throws(KeyPair.Flaw) {
        do {
            self = try JSONDecoder().decode(Self.self, from: Data(text.reveal().utf8))
        } catch DecodingError.typeMismatch(_, let context) {
            guard let key = context.codingPath.first?.stringValue else {
                throw KeyPair.Flaw(
                    reason: Wording("is JSON, but not an object { … }", zh: "是 JSON，但不是对象 { … }"))
            }
            throw KeyPair.Flaw(
                reason: key == "expiresAt"
                    ? Wording("\(key) is not a number", zh: "\(key) 不是数字")
                    : Wording("\(key) is not a text", zh: "\(key) 不是文本"))
        } catch {
            throw KeyPair.Flaw(reason: Wording("is not JSON", zh: "不是 JSON"))
        }
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func text(_ key: CodingKeys) throws -> String? { try container.decodeIfPresent(String.self, forKey: key) }
        func part(_ key: CodingKeys) throws -> KeyPair.Part {
            KeyPair.Part(key.rawValue, try text(key).map(Secret.init))
        }
        parts = KeyPair(id: try part(.secretId), secret: try part(.secretKey), token: try part(.token))
        expiresAt = try container.decodeIfPresent(Double.self, forKey: .expiresAt).map(UnixTime.init)
        roleARN = try part(.roleARN)
        roleSession = try part(.roleSession)
        type = try text(.type) ?? ""
    }

    func kind() throws(KeyPair.Flaw) -> Kind {
        switch type {
        case "", "default": .fixed
        case "oauth": .oauth
        case "sso": .sso
        case "cvm-role": .cvmRole
        default:
            throw KeyPair.Flaw(
                reason: Wording(
                    "type is none of default, oauth, sso and cvm-role", zh: "type 不是 default、oauth、sso、cvm-role 之一"))
        }
    }
}
