// The checks that every source applies to the texts it has read: id and secret are both present or both missing, and
// contain no extra characters. Messages name the keys in the source's own spelling and never contain a value.

import Essentials

/// The parts of a credential as they were found, each with the source's own name for it.
struct KeyPair: Sendable {
    /// A part: its name and its text. An empty text is treated as missing.
    struct Part: Sendable {
        let key: String
        let text: Secret?

        init(_ key: String, _ text: Secret?) {
            self.key = key
            self.text = text.flatMap { $0.isEmpty ? nil : $0 }
        }

        /// Checks that the text contains no quotes around the value, no blanks and no other invalid characters. Quotes
        /// and blanks are often copied by accident, and a line break would even end the header in which the value is
        /// sent.
        func check() throws(KeyError) {
            guard let text = text?.reveal() else { return }
            if [text.first, text.last].compactMap(\.self).contains(where: "\"'".contains) {
                throw KeyError(
                    message: Wording("\(key) has quotes around its value; remove them", zh: "\(key) 的值带有引号，请去掉"))
            }
            guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
                throw KeyError(
                    message: Wording(
                        "\(key) contains a blank or an invalid character; copy it again",
                        zh: "\(key) 含有空白或不应有的字符，请重新复制"))
            }
        }
    }

    /// The reason why the parts do not form a credential.
    struct KeyError: DescribedError, Equatable {
        let message: Wording
    }

    let id: Part
    let secret: Part
    var token: Part?

    /// Returns the credential, or nil if both id and secret are missing.
    func credential(_ presence: Presence, expiresAt: UnixTime? = nil) throws(KeyError) -> Credential? {
        for part in [id, secret, token] { try part?.check() }
        switch (id.text, secret.text) {
        case (nil, nil): return nil
        case (let id?, let secret?):
            return Credential(secretID: id.reveal(), secretKey: secret, token: token?.text, expiresAt: expiresAt)
        case (nil, _): throw presence.half(secret.key, without: id.key)
        case (_, nil): throw presence.half(id.key, without: secret.key)
        }
    }

    /// How a source expresses that a value is present: `set` for variables, `there` for fields of a file.
    enum Presence {
        case set, there

        /// Returns the error for one part without the other.
        func half(_ present: String, without missing: String) -> KeyError {
            switch self {
            case .set:
                KeyError(
                    message: Wording(
                        "\(present) is set but \(missing) is not", zh: "设置了 \(present)，却没有设置 \(missing)"))
            case .there:
                KeyError(
                    message: Wording(
                        "\(present) is present but \(missing) is missing", zh: "有 \(present)，却没有 \(missing)"))
            }
        }
    }
}
