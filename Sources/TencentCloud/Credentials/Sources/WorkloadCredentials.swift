// The role of a pod in TKE, the container service: the cluster writes an identity token to a file and sets four
// variables. STS issues the key of the role for that token.

package import Essentials

/// The credential source of a pod's role.
package struct WorkloadCredentials: CredentialSource {
    package let name = Wording(verbatim: "TKE OIDC")
    private let region: KeyPair.Part
    private let provider: KeyPair.Part
    private let tokenFile: KeyPair.Part
    private let role: KeyPair.Part
    private let files: FileReading
    private let service: TokenService

    package init(environment: [String: String], files: FileReading, service: TokenService) {
        func part(_ name: String) -> KeyPair.Part { KeyPair.Part(name, environment[name].map(Secret.init)) }
        region = part("TKE_REGION")
        provider = part("TKE_PROVIDER_ID")
        tokenFile = part("TKE_WEB_IDENTITY_TOKEN_FILE")
        role = part("TKE_ROLE_ARN")
        self.files = files
        self.service = service
    }

    package func find() async -> CredentialFinding {
        let parts = [region, provider, tokenFile, role]
        guard let present = parts.first(where: { $0.text != nil }) else {
            let names = parts.map(\.key).joined(separator: ", ")
            return nothing(because: Wording("\(names) are not set", zh: "未设置 \(names)"))
        }
        do throws(KeyPair.KeyError) {
            if let missing = parts.first(where: { $0.text == nil }) {
                throw KeyPair.Presence.set.half(present.key, without: missing.key)
            }
            for part in [region, provider, role] { try part.check() }
            let role = Role(arn: role.text?.reveal() ?? "")
            let request = AssumeRoleWithWebIdentity(
                role: role, provider: provider.text?.reveal() ?? "", token: try token(),
                region: region.text?.reveal())
            do {
                let key = try await service.assume(request).held(by: heldBy)
                return CredentialFinding(name, .found(key), origin: Wording("role \(role.arn)", zh: "角色 \(role.arn)"))
            } catch {
                throw KeyPair.KeyError(
                    message: Wording(
                        "cannot assume the role \(role.arn): \(error.message[.english])",
                        zh: "无法扮演角色 \(role.arn)：\(error.message[.chinese])"))
            }
        } catch {
            return broken(because: error.message)
        }
    }

    package func holder() -> KeyHolderFinding {
        [region, provider, tokenFile, role].allSatisfy { $0.text == nil } ? .nothing : .known(heldBy)
    }

    private var heldBy: KeyHolder {
        .role(role.text?.reveal() ?? "", provider: provider.text?.reveal() ?? "")
    }

    /// Reads the token. The token is read each time, since the cluster renews it. There is no warning if other users in
    /// the container can read the file, because the cluster creates it that way.
    private func token() throws(KeyPair.KeyError) -> Secret {
        let path = tokenFile.text?.reveal() ?? ""
        func flaw(_ reason: Wording) -> KeyPair.KeyError {
            KeyPair.KeyError(message: Wording { "\(tokenFile.key): \(path) \(reason[$0])" })
        }
        switch files.read(path) {
        case .absent: throw flaw(Wording("is not there", zh: "不存在"))
        case .unusable(let reason): throw flaw(reason)
        case .text(let text, _):
            let lines = text.reveal().split(whereSeparator: \.isWhitespace)
            guard let token = lines.first, lines.count == 1 else {
                throw flaw(Wording("contains no token, or more than one", zh: "没有令牌，或不止一个"))
            }
            return Secret(String(token))
        }
    }
}
