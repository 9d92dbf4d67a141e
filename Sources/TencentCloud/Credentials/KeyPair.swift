// What every source does with the texts it has read: both halves or neither, and nothing around them. Messages name the keys, in
// the source's own spelling, and never a value.

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
        func check() throws(Flaw) {
            guard let text = text?.reveal() else { return }
            if [text.first, text.last].compactMap(\.self).contains(where: "\"'".contains) {
                throw Flaw(reason: "\(key) has quotes around its value; remove them")
            }
            guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
                throw Flaw(reason: "\(key) holds a blank or a character that cannot be part of it; copy it again")
            }
        }
    }

    /// Why the parts make no credential.
    struct Flaw: Error, Equatable {
        let reason: String
    }

    let id: Part
    let secret: Part
    var token: Part?

    /// The credential; nil when neither half is there.
    /// - Parameter verb: how the source says that something is there: `set`, `there`.
    func credential(_ verb: String, expiresAt: UnixTime? = nil) throws(Flaw) -> Credential? {
        for part in [id, secret, token] { try part?.check() }
        switch (id.text, secret.text) {
        case (nil, nil): return nil
        case (let id?, let secret?):
            return Credential(secretID: id.reveal(), secretKey: secret, token: token?.text, expiresAt: expiresAt)
        case (nil, _): throw Flaw(reason: "\(secret.key) is \(verb) but \(id.key) is not")
        case (_, nil): throw Flaw(reason: "\(id.key) is \(verb) but \(secret.key) is not")
        }
    }
}
