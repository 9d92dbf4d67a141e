package import Essentials

/// Why there are no credentials, source by source.
package struct CredentialError: Error, Sendable, Equatable {
    /// What each source looked at and why it had nothing.
    package let tried: [Wording]

    /// There is a key, and it is not that of the account whose rows this session has read.
    package let isOtherAccount: Bool

    package init(tried: [Wording]) { self.init(tried: tried, isOtherAccount: false) }

    private init(tried: [Wording], isOtherAccount: Bool) {
        self.tried = tried
        self.isOtherAccount = isOtherAccount
    }

    package static let otherAccount = CredentialError(tried: [], isOtherAccount: true)
}
