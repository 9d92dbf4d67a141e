// A value that must never be seen: it prints as dots however it is asked, and it cannot be encoded.

package import Essentials

/// A text that cannot be printed, logged or encoded by accident.
package struct Secret: Sendable, Equatable {
    private let text: String

    package init(_ text: String) { self.text = text }

    /// The text itself. To be called where a request is signed or sent, and nowhere else.
    package func reveal() -> String { text }

    package var isEmpty: Bool { text.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "•••" }
    package var debugDescription: String { "•••" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// What a request is signed with.
package struct Credential: Sendable, Equatable {
    package let secretID: String
    package let secretKey: Secret
    /// Only with temporary credentials.
    package let token: Secret?
    /// When it ends, by the wall clock; nil when it does not, or nobody said.
    package let expiresAt: UnixTime?
    /// Whose key it is; nil where that is not known.
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

    /// Whether it is the same key, whatever is known of its holder.
    package static func == (left: Credential, right: Credential) -> Bool {
        left.secretID == right.secretID && left.secretKey == right.secretKey && left.token == right.token
            && left.expiresAt == right.expiresAt
    }

    /// The same key, known to be somebody's.
    package func held(by holder: KeyHolder?) -> Credential { Credential(self, holder: holder) }
}

extension Credential {
    /// A text from the service without any part of the key: services echo what they refuse.
    func hidden(in text: String) -> String {
        let parts = [
            (secretKey.reveal(), secretKey.description), (token?.reveal() ?? "", "•••"), (secretID, description),
        ]
        return parts.reduce(text) { text, part in
            // Shorter than any key, it would only garble the message.
            part.0.utf8.count < 8 ? text : text.replacing(part.0, with: part.1)
        }
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The id's last four characters: enough to tell keys apart, too little to use.
    package var description: String { words[.english] }
    package var words: Wording { Wording("key …\(secretID.suffix(4))", zh: "密钥 …\(secretID.suffix(4))") }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
