// What every source does with the texts it has read: both halves or neither, and nothing around them. Messages name the
// keys, in the source's own spelling, and never a value.

import Essentials

/// The parts of a credential as they were found, each under its source's own name for it.
struct KeyPair: Sendable {
    /// A part: what it is called, and its text, which counts as absent when it is empty.
    struct Part: Sendable {
        let key: String
        let text: Secret?

        init(_ key: String, _ text: Secret?) {
            self.key = key
            self.text = text.flatMap { $0.isEmpty ? nil : $0 }
        }

        /// Blanks and quotes come along with copying; a line break would even end the header that the value is sent in.
        func check() throws(KeyError) {
            guard let text = text?.reveal() else { return }
            if [text.first, text.last].compactMap(\.self).contains(where: "\"'".contains) {
                throw KeyError(
                    message: Wording("\(key) has quotes around its value; remove them", zh: "\(key) 的值带有引号，请去掉"))
            }
            guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
                throw KeyError(
                    message: Wording(
                        "\(key) holds a blank or a character that cannot be part of it; copy it again",
                        zh: "\(key) 含有空白或不应有的字符，请重新复制"))
            }
        }
    }

    /// Why the parts make no credential.
    struct KeyError: DescribedError, Equatable {
        let message: Wording
    }

    let id: Part
    let secret: Part
    var token: Part?

    /// The credential; nil when neither half is there.
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

    /// How a source says that something is there.
    enum Presence {
        case set, there

        /// One part without the other.
        func half(_ present: String, without missing: String) -> KeyError {
            switch self {
            case .set:
                KeyError(
                    message: Wording(
                        "\(present) is set but \(missing) is not", zh: "设置了 \(present)，却没有设置 \(missing)"))
            case .there:
                KeyError(
                    message: Wording("\(present) is there but \(missing) is not", zh: "有 \(present)，却没有 \(missing)"))
            }
        }
    }
}
