// A source of credentials, and what it has found. Sources use only what they are given (an environment, a function that
// reads files, a clock), so that tests do not depend on the machine. Each source has its own file.

package import Essentials

/// A source of credentials.
package protocol CredentialSource: Sendable {
    /// The name of the source in a finding: `environment`, or the path of a file.
    var name: Wording { get }
    /// Searches the source again on every call. `CredentialStore` decides how long a result is kept.
    func find() async -> CredentialFinding
    /// Returns the holder of the key, as far as it is known without the network.
    func holder() -> KeyHolderFinding
    /// The file that contains the key, or nil if the key is not in a file.
    var path: String? { get }
    /// The variable that selected the file.
    var variable: String? { get }
}

extension CredentialSource {
    package func holder() -> KeyHolderFinding { .unknown }
    package var path: String? { nil }
    package var variable: String? { nil }

    func found(_ credential: Credential) -> CredentialFinding { CredentialFinding(name, .found(credential)) }
    func nothing(because reason: Wording) -> CredentialFinding { CredentialFinding(name, .nothing(because: reason)) }
    func broken(because reason: Wording) -> CredentialFinding { CredentialFinding(name, .broken(because: reason)) }
}

/// Where a source searched, and the result.
package struct CredentialFinding: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case found(Credential)
        /// The source has no key. The search continues with the next source.
        case nothing(because: Wording)
        /// The key is incomplete or unusable. The search ends, since otherwise the program would sign with a key that
        /// the user did not intend.
        case broken(because: Wording)
    }

    package let source: Wording
    package let outcome: Outcome
    /// How the source obtained the key, if it does not contain the key itself: `role qcs::… assumed with key …1234`.
    package let origin: Wording?
    /// A problem that the user should fix although the key works: a file that other users can read.
    package let warning: Wording?

    package init(_ source: Wording, _ outcome: Outcome, origin: Wording? = nil, warning: Wording? = nil) {
        self.source = source
        self.outcome = outcome
        self.origin = origin
        self.warning = warning
    }

    /// The finding in one line, for the user: `environment: TENCENTCLOUD_SECRET_ID is set but …`. It contains no part
    /// of a key's value.
    package var line: Wording {
        switch outcome {
        case .found(let credential):
            let key = credential.words
            let origin = origin.map { origin in Wording(", \(origin[.english])", zh: "，\(origin[.chinese])") }
            return Wording { "\(source[$0]): \(key[$0])\(origin?[$0] ?? "")" }
        case .nothing(let reason), .broken(let reason): return Wording { "\(source[$0]): \(reason[$0])" }
        }
    }

    func warned(_ warning: Wording?) -> CredentialFinding {
        CredentialFinding(source, outcome, origin: origin, warning: warning)
    }
}
