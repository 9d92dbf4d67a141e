// The holder of a credential. Rows of one holder are never shown to another holder, nor mixed with theirs: data that is
// stored between two runs is named after the holder, and a session ends when the sources start to return another
// holder's key.

import FoundationEssentials

/// The identity behind a credential. A permanent key is its own identity. A temporary key has the identity of the role
/// or login that it was issued to, which stays the same when the key is renewed.
package struct KeyHolder: Sendable, Hashable {
    private let text: String

    private init(_ text: String) { self.text = text }

    /// Returns the holder of a permanent key, or of a temporary key about which nothing else is known.
    package static func key(_ secretID: String) -> KeyHolder { KeyHolder("key \(secretID)") }

    /// Returns the holder for a role that is assumed by the holder of a key, or by the holder of an identity token from
    /// a provider.
    static func role(_ arn: String, assumedBy holder: KeyHolder) -> KeyHolder {
        KeyHolder("role \(arn) by \(holder.text)")
    }
    static func role(_ arn: String, provider: String) -> KeyHolder { KeyHolder("role \(arn) by provider \(provider)") }

    /// Returns the holder for the role of a machine. Role names are unique only within an account, so the holder
    /// includes the account's AppID.
    static func machineRole(_ name: String, appID: String) -> KeyHolder {
        KeyHolder("machine role \(name) of \(appID)")
    }

    /// Returns the holder for a user who has logged in with tccli.
    static func login(_ kind: String, _ parts: [String]) -> KeyHolder {
        KeyHolder("\(([kind] + parts).joined(separator: " "))")
    }

    /// A digest of sixteen hexadecimal digits for file names, so that the id of a key does not appear in a directory
    /// listing.
    package var digest: String {
        SHA256.hash(Data(text.utf8)).prefix(8).map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
    }
}

/// What a source knows about the holder without the network.
package enum KeyHolderFinding: Sendable, Equatable {
    case known(KeyHolder)
    /// The source has no key. The search continues with the next source.
    case nothing
    /// The holder is unknown without the network, or until the user corrects the source.
    case unknown

    init(_ outcome: CredentialFinding.Outcome) {
        switch outcome {
        case .found(let credential): self = credential.holder.map(KeyHolderFinding.known) ?? .unknown
        case .nothing: self = .nothing
        case .broken: self = .unknown
        }
    }
}
