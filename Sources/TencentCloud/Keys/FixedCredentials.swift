package import Essentials

/// A fixed pair: what the emulator gives out, and what tests use.
package struct FixedCredentials: CredentialSource {
    package let name = Wording("given", zh: "指定的密钥")
    private let credential: Credential

    package init(_ credential: Credential) { self.credential = credential }

    package func find() -> CredentialFinding { found(credential) }
    package func holder() -> KeyHolderFinding { KeyHolderFinding(.found(credential)) }
}
