package import Essentials
package import TencentCloud

extension CredentialStore {
    /// Creates a store over the credential sources and the time source of a test.
    package init(_ chain: CredentialChain, time: TimeSource = .system) {
        self.init(chain, now: { time.moment })
    }
}
