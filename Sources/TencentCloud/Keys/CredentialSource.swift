// One place where credentials may be, and what was found there. Sources look at what is handed to them (an environment,
// a way to read files, a clock), so that tests need no machine. One file per source.

package import Essentials

/// One place where credentials may be.
package protocol CredentialSource: Sendable {
    /// What it is called in a finding: `environment`, or the path of a file.
    var name: Wording { get }
    /// Looks afresh: what is kept, and for how long, is decided by `CredentialStore`.
    func find() async -> CredentialFinding
    /// Whose key it is, as far as that is known without the network.
    func holder() -> KeyHolderFinding
    /// The file that the key lies in; nil where it lies in none.
    var path: String? { get }
    /// The variable that chose the file among others.
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

/// What a source looked at and what came of it.
package struct CredentialFinding: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
        case found(Credential)
        /// The place is empty; the next source is asked.
        case nothing(because: Wording)
        /// Half of something, or something unusable: the search ends, since going on would sign with a key that nobody
        /// meant.
        case broken(because: Wording)
    }

    package let source: Wording
    package let outcome: Outcome
    /// How the key was come by where it does not lie there itself: `role qcs::… assumed with key …1234`.
    package let origin: Wording?
    /// What to mend although it works: a file that others can read.
    package let warning: Wording?

    package init(_ source: Wording, _ outcome: Outcome, origin: Wording? = nil, warning: Wording? = nil) {
        self.source = source
        self.outcome = outcome
        self.origin = origin
        self.warning = warning
    }

    /// In a line, for people: `environment: TENCENTCLOUD_SECRET_ID is set but …`. Holds no value of a key.
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
