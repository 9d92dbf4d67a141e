package import Essentials
package import TencentCloud

extension CredentialStore {
    /// A store over the sources of a test, in the time of that test.
    package init(_ chain: CredentialChain, time: TimeSource = .system) {
        self.init(chain, now: { time.moment })
    }
}
