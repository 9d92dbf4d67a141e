package import Essentials

/// A key that is passed in directly: the emulator's key, and the key with which a role is assumed.
package struct FixedCredentials: CredentialSource {
    package let name = Wording("given", zh: "指定的密钥")
    private let credential: Credential

    package init(_ credential: Credential) { self.credential = credential }

    package func find() -> CredentialFinding { found(credential) }
    package func holder() -> KeyHolderFinding { KeyHolderFinding(.found(credential)) }
}
