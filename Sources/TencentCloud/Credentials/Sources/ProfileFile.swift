// Reads a `.credential` file of tccli. Error messages name the field and are written here, since the messages of a
// parser may quote the file. If a key occurs twice, the last value is used, as in tccli, which reads the file with
// Python.

import Essentials

/// The relevant fields of a `.credential` file. Other fields are ignored.
struct ProfileFile {
    enum Kind {
        case fixed, oauth, sso, cvmRole
    }

    let parts: KeyPair
    /// The expiry time. Present for oauth and sso.
    let expiresAt: UnixTime?
    let roleARN: KeyPair.Part
    let roleSession: KeyPair.Part
    /// The identity that has logged in, if the file contains it. It stays the same when tccli renews the key.
    let login: KeyHolder?
    private let type: String

    init(_ text: Secret) throws(KeyPair.KeyError) {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONReader.read(Array(text.reveal().utf8))
        } catch {
            throw KeyPair.KeyError(message: Wording("is not JSON", zh: "不是 JSON"))
        }
        guard case .object = value else {
            throw KeyPair.KeyError(message: Wording("is JSON, but not an object { … }", zh: "是 JSON，但不是对象 { … }"))
        }
        func string(_ key: String) throws(KeyPair.KeyError) -> String? {
            switch value.last(key) {
            case .null: return nil
            case .string(let text): return text
            default: throw KeyPair.KeyError(message: Wording("\(key) is not a string", zh: "\(key) 不是字符串"))
            }
        }
        func part(_ key: String) throws(KeyPair.KeyError) -> KeyPair.Part {
            KeyPair.Part(key, try string(key).map(Secret.init))
        }
        parts = KeyPair(id: try part("secretId"), secret: try part("secretKey"), token: try part("token"))
        switch value.last("expiresAt") {
        case .null: expiresAt = nil
        case .integer(let seconds): expiresAt = UnixTime(Double(seconds))
        case .number(let seconds): expiresAt = UnixTime(seconds)
        default: throw KeyPair.KeyError(message: Wording("expiresAt is not a number", zh: "expiresAt 不是数字"))
        }
        roleARN = try part("role-arn")
        roleSession = try part("role-session-name")
        type = try string("type") ?? ""
        login = Self.login(type, in: value)
    }

    func kind() throws(KeyPair.KeyError) -> Kind {
        switch type {
        case "", "default": .fixed
        case "oauth": .oauth
        case "sso": .sso
        case "cvm-role": .cvmRole
        default:
            throw KeyPair.KeyError(
                message: Wording(
                    "type must be default, oauth, sso or cvm-role", zh: "type 须为 default、oauth、sso 或 cvm-role"))
        }
    }

    /// Returns the identity that tccli stores beside a key that it fetched itself, or nil if a part is missing.
    private static func login(_ type: String, in value: JSONValue) -> KeyHolder? {
        let names: [String]
        switch type {
        case "oauth": names = ["openId", "site"]
        case "sso": names = ["uin", "roleConfigurationId", "zoneId"]
        default: return nil
        }
        let parts = names.compactMap { name -> String? in
            switch value.last(type).last(name) {
            case .string(let text) where !text.isEmpty: text
            case .integer(let number): String(number)
            default: nil
            }
        }
        return parts.count == names.count ? .login(type, parts) : nil
    }
}

extension JSONValue {
    /// Returns the last member of an object with a name, or null if there is no such member.
    fileprivate func last(_ name: String) -> JSONValue {
        guard case .object(let members) = self else { return .null }
        return members.last { $0.name == name }?.value ?? .null
    }
}
