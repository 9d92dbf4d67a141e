package import Essentials

/// A key that is at hand: the emulator's, and the one with which a role is assumed.
package struct FixedCredentials: CredentialSource {
    package let name = Wording("given", zh: "指定的密钥")
    private let credential: Credential

    package init(_ credential: Credential) { self.credential = credential }

    package func find() -> CredentialFinding { found(credential) }
    package func holder() -> KeyHolderFinding { KeyHolderFinding(.found(credential)) }
}
