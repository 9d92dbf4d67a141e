// A value that must never be shown: every description of it consists of dots, and it cannot be encoded.

package import Essentials

/// A text that cannot be printed, logged or encoded by accident.
package struct Secret: Sendable, Equatable {
    private let text: String

    package init(_ text: String) { self.text = text }

    /// Returns the text. Must be called only where a request is signed or sent.
    package func reveal() -> String { text }

    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// The key that signs a request.
package struct Credential: Sendable, Equatable {
    package let secretID: String
    package let secretKey: Secret
    /// The token. Only temporary credentials have one.
    package let token: Secret?
    /// When the credential expires by the wall clock. nil if it does not expire or the expiry is unknown.
    package let expiresAt: UnixTime?
    /// The holder of the key. nil if it is unknown.
    package let holder: KeyHolder?

    package init(secretID: String, secretKey: Secret, token: Secret? = nil, expiresAt: UnixTime? = nil) {
        self.secretID = secretID
        self.secretKey = secretKey
        self.token = token
        self.expiresAt = expiresAt
        holder = .key(secretID)
    }

    private init(_ other: Credential, holder: KeyHolder?) {
        (secretID, secretKey, token, expiresAt) = (other.secretID, other.secretKey, other.token, other.expiresAt)
        self.holder = holder
    }

    /// Returns whether both are the same key, regardless of their holders.
    package static func == (left: Credential, right: Credential) -> Bool {
        left.secretID == right.secretID && left.secretKey == right.secretKey && left.token == right.token
            && left.expiresAt == right.expiresAt
    }

    /// Returns the same key with a holder.
    package func held(by holder: KeyHolder?) -> Credential { Credential(self, holder: holder) }
}

extension Credential {
    /// Returns a text of the service without any part of the key: services repeat values that they refuse.
    func hidden(in text: String) -> String {
        let parts = [
            (secretKey.reveal(), secretKey.description), (token?.reveal() ?? "", "•••"), (secretID, description),
        ]
        return parts.reduce(text) { text, part in
            // A value that is shorter than any real key is not replaced, since that would only garble the message.
            part.0.utf8.count < 8 ? text : text.replacing(part.0, with: part.1)
        }
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The last four characters of the id: enough to distinguish keys, not enough to use one.
    package var description: String { words[.english] }
    package var words: Wording { Wording("key …\(secretID.suffix(4))", zh: "密钥 …\(secretID.suffix(4))") }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
