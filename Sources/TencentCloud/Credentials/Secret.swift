// A value that must never be seen: it prints as dots however it is asked, and it cannot be encoded.

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

    package init(secretID: String, secretKey: Secret, token: Secret? = nil, expiresAt: UnixTime? = nil) {
        self.secretID = secretID
        self.secretKey = secretKey
        self.token = token
        self.expiresAt = expiresAt
    }
}

extension Credential: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The id's last four characters: enough to tell keys apart, too little to use.
    package var description: String { words[.english] }
    package var words: Wording { Wording("key …\(secretID.suffix(4))", zh: "密钥 …\(secretID.suffix(4))") }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}
