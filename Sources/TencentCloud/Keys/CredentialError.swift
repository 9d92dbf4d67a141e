package import Essentials

/// The reasons why there are no credentials, source by source.
package struct CredentialError: Error, Sendable, Equatable {
    /// For each source, where it searched and why it has no credential.
    package let tried: [Wording]

    /// Whether there is a key that belongs to a different account than the rows that this session has read.
    package let isOtherAccount: Bool

    package init(tried: [Wording]) { self.init(tried: tried, isOtherAccount: false) }

    private init(tried: [Wording], isOtherAccount: Bool) {
        self.tried = tried
        self.isOtherAccount = isOtherAccount
    }

    package static let otherAccount = CredentialError(tried: [], isOtherAccount: true)
}
