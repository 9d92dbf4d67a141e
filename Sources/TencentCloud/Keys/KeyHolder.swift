// Whose key a credential is. Rows of one holder are never shown to another, nor mixed with theirs: what is kept between
// two runs is named by the holder, and a session ends when the sources begin to hold the key of another one.

import FoundationEssentials

/// The identity behind a credential: a permanent key is its own, a temporary one has that of the role or login that it
/// was given to, which stays the same when the key is renewed.
package struct KeyHolder: Sendable, Hashable {
    private let text: String

    private init(_ text: String) { self.text = text }

    /// A key that stands for itself: a permanent one, and a temporary one of which nothing else is known.
    package static func key(_ secretID: String) -> KeyHolder { KeyHolder("key \(secretID)") }

    /// A role that the holder of a key assumes, or the holder of an identity token from a provider.
    static func role(_ arn: String, assumedBy holder: KeyHolder) -> KeyHolder {
        KeyHolder("role \(arn) by \(holder.text)")
    }
    static func role(_ arn: String, provider: String) -> KeyHolder { KeyHolder("role \(arn) by provider \(provider)") }

    /// A role of a machine. Names of roles are the account's own, so the account's AppID is part of it.
    static func machineRole(_ name: String, appID: String) -> KeyHolder {
        KeyHolder("machine role \(name) of \(appID)")
    }

    /// A person who has logged in with tccli.
    static func login(_ kind: String, _ parts: [String]) -> KeyHolder {
        KeyHolder("\(([kind] + parts).joined(separator: " "))")
    }

    /// Sixteen hexadecimal digits, for the names of files: the id of a key need not stand in a directory listing.
    package var digest: String {
        SHA256.hash(Data(text.utf8)).prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// What a source knows of the holder without asking anybody over the network.
package enum KeyHolderFinding: Sendable, Equatable {
    case known(KeyHolder)
    /// The source has no key; the next one is asked.
    case nothing
    /// Only the network, or a person who corrects the source, can tell.
    case unknown

    init(_ outcome: CredentialFinding.Outcome) {
        switch outcome {
        case .found(let credential): self = credential.holder.map(KeyHolderFinding.known) ?? .unknown
        case .nothing: self = .nothing
        case .broken: self = .unknown
        }
    }
}
