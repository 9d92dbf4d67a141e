// A pod of TKE, the container service: the cluster puts an identity token into a file and says so in four variables; STS gives out a
// role's key for it.

/// The key of a pod's role.
package struct WorkloadCredentials: CredentialSource {
    package let name = "TKE OIDC"
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
            return nothing(because: "\(parts.map(\.key).joined(separator: ", ")) are not set")
        }
        do throws(KeyPair.Flaw) {
            if let missing = parts.first(where: { $0.text == nil }) {
                throw KeyPair.Flaw(reason: "\(present.key) is set but \(missing.key) is not")
            }
            for part in [region, provider, role] { try part.check() }
            let role = Role(arn: role.text?.reveal() ?? "")
            let request = AssumeRoleWithWebIdentity(
                role: role, provider: provider.text?.reveal() ?? "", token: try token(),
                region: region.text?.reveal())
            do {
                let key = try await service.assume(request)
                return CredentialFinding(name, .found(key), origin: "role \(role.arn)")
            } catch {
                throw KeyPair.Flaw(reason: "cannot assume the role \(role.arn): \(error.reason)")
            }
        } catch {
            return broken(because: error.reason)
        }
    }

    /// Read each time, since the cluster renews it. That others in the container can read it is the cluster's doing, and no warning.
    private func token() throws(KeyPair.Flaw) -> Secret {
        let path = tokenFile.text?.reveal() ?? ""
        func flaw(_ reason: String) -> KeyPair.Flaw { KeyPair.Flaw(reason: "\(tokenFile.key): \(path) \(reason)") }
        switch files.read(path) {
        case .absent: throw flaw("is not there")
        case .unusable(let reason): throw flaw(reason)
        case .text(let text, _):
            let lines = text.reveal().split(whereSeparator: \.isWhitespace)
            guard let token = lines.first, lines.count == 1 else { throw flaw("holds no token, or more than one") }
            return Secret(String(token))
        }
    }
}
