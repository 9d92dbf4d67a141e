// A role to be assumed with a key: its ARN, and the name of the session in the audit log. Neither is secret.

package import Essentials

/// A role of the account, or of another account that trusts it.
package struct Role: Sendable, Equatable {
    /// `qcs::cam::uin/100000000001:roleName/reader`.
    let arn: String
    let session: String

    /// The default name of the session in the audit log.
    static let defaultSession = "gaapscope"

    init(arn: String, session: String = Role.defaultSession) {
        self.arn = arn
        self.session = session
    }

    /// Reads the role from a source's own fields. Returns nil if they name no role.
    init?(_ arn: KeyPair.Part, session: KeyPair.Part) throws(KeyPair.KeyError) {
        try arn.check()
        guard let text = arn.text?.reveal() else { return nil }
        let name = session.text?.reveal() ?? Self.defaultSession
        guard Self.isSession(name) else {
            throw KeyPair.KeyError(
                message: Wording(
                    "\(session.key) must be 2 to 128 letters, digits and characters of +=,.@_-",
                    zh: "\(session.key) 须为 2 到 128 个字母、数字或 +=,.@_- 中的字符"))
        }
        self.init(arn: text, session: name)
    }

    /// Reads `TENCENTCLOUD_ROLE_ARN` and `TENCENTCLOUD_ROLE_SESSION_NAME`, which tccli uses as well. Returns nil if
    /// they request no role.
    init?(environment: [String: String]) throws(KeyPair.KeyError) {
        func part(_ name: String) -> KeyPair.Part { KeyPair.Part(name, environment[name].map(Secret.init)) }
        try self.init(part("TENCENTCLOUD_ROLE_ARN"), session: part("TENCENTCLOUD_ROLE_SESSION_NAME"))
    }

    /// Returns whether a text is a session name by the rule of STS.
    private static func isSession(_ text: String) -> Bool {
        (2...128).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
                case UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "+=,.@_-".utf8.contains(byte)
                }
            }
    }
}

/// A source whose key is not used directly, but to assume a role.
package struct AssumedRole: CredentialSource {
    private let source: any CredentialSource
    private let role: Role
    private let service: TokenService

    init(_ role: Role, with source: any CredentialSource, by service: TokenService) {
        self.role = role
        self.source = source
        self.service = service
    }

    package var name: Wording { source.name }
    package var path: String? { source.path }
    package var variable: String? { source.variable }

    package func find() async -> CredentialFinding { await source.find().assuming(role, by: service) }
    package func holder() -> KeyHolderFinding { source.holder().assuming(role) }
}

extension CredentialFinding {
    /// Returns the finding with the role's key instead of the key that was found, if there is one.
    func assuming(_ role: Role, by service: TokenService) async -> CredentialFinding {
        guard case .found(let credential) = outcome else { return self }
        do throws(KeyPair.KeyError) {
            let key = try await service.assume(role, with: credential)
                .held(by: credential.holder.map { .role(role.arn, assumedBy: $0) })
            let origin = Wording(
                "role \(role.arn) assumed with \(credential.words[.english])",
                zh: "以\(credential.words[.chinese]) 扮演角色 \(role.arn)")
            return CredentialFinding(source, .found(key), origin: origin, warning: warning)
        } catch {
            let reason = Wording(
                "\(credential.words[.english]) cannot assume the role \(role.arn): \(error.message[.english])",
                zh: "\(credential.words[.chinese]) 无法扮演角色 \(role.arn)：\(error.message[.chinese])")
            return CredentialFinding(source, .broken(because: reason), warning: warning)
        }
    }
}

extension KeyHolderFinding {
    /// Returns the role's session instead of the holder of the key that assumes the role.
    func assuming(_ role: Role?) -> KeyHolderFinding {
        guard case .known(let holder) = self, let role else { return self }
        return .known(.role(role.arn, assumedBy: holder))
    }
}
