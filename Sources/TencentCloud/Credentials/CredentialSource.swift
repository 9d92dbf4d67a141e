// Where credentials come from: a chain of sources, the first that has something wins. A source that has half of something
// is an error and not a miss, since going on would sign with a key that nobody meant.

/// One place where credentials may be.
package protocol CredentialSource: Sendable {
    /// A few words for `tried`: `environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)`.
    var name: String { get }
    /// The credentials, or nil when the place is empty.
    func find() throws(CredentialProblem) -> Credential?
}

/// The sources in order.
package struct CredentialChain: Sendable {
    package let sources: [any CredentialSource]

    package init(_ sources: [any CredentialSource]) { self.sources = sources }

    /// The order of Tencent's own tools.
    package static func standard(environment: [String: String]) -> CredentialChain {
        CredentialChain([EnvironmentCredentials(environment: environment)])
    }

    /// The first that has something; the error lists what was looked at.
    package func resolve() throws(CredentialProblem) -> Credential {
        for source in sources {
            if let credential = try source.find() { return credential }
        }
        throw CredentialProblem(tried: sources.map { "\($0.name): not set" })
    }
}

/// A fixed pair: what the emulator gives out, and what tests use.
package struct FixedCredentials: CredentialSource {
    package let name = "given"
    private let credential: Credential

    package init(_ credential: Credential) { self.credential = credential }

    package func find() -> Credential? { credential }
}

/// `TENCENTCLOUD_SECRET_ID`, `TENCENTCLOUD_SECRET_KEY` and `TENCENTCLOUD_TOKEN`.
package struct EnvironmentCredentials: CredentialSource {
    private static let variables = ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY", "TENCENTCLOUD_TOKEN"]

    /// Only the variables of interest, and none to be seen: whoever prints this value prints no key.
    private let environment: [String: Secret]

    package init(environment: [String: String]) {
        self.environment = environment.filter { Self.variables.contains($0.key) }.mapValues(Secret.init)
    }

    package var name: String { "environment (TENCENTCLOUD_SECRET_ID, TENCENTCLOUD_SECRET_KEY)" }

    package func find() throws(CredentialProblem) -> Credential? {
        let id = try value("TENCENTCLOUD_SECRET_ID")
        let key = try value("TENCENTCLOUD_SECRET_KEY")
        let token = try value("TENCENTCLOUD_TOKEN")
        switch (id, key) {
        case (nil, nil): return nil
        case (let id?, let key?):
            return Credential(secretID: id, secretKey: Secret(key), token: token.map(Secret.init))
        case (nil, _):
            throw CredentialProblem(tried: [
                "environment: TENCENTCLOUD_SECRET_KEY is set but TENCENTCLOUD_SECRET_ID is not"
            ])
        case (_, nil):
            throw CredentialProblem(tried: [
                "environment: TENCENTCLOUD_SECRET_ID is set but TENCENTCLOUD_SECRET_KEY is not"
            ])
        }
    }

    /// The value of a variable; an empty one counts as absent. Blanks and quotes around it, or a character that no header may
    /// hold, are an error that names the variable and never the value.
    private func value(_ name: String) throws(CredentialProblem) -> String? {
        guard let text = environment[name]?.reveal(), !text.isEmpty else { return nil }
        let edges = [text.first, text.last]
        if edges.contains(where: { $0 == "\"" || $0 == "'" }) {
            throw CredentialProblem(tried: [
                "environment: \(name) has quotes around its value; remove them"
            ])
        }
        guard text.unicodeScalars.allSatisfy({ (0x21...0x7E).contains($0.value) }) else {
            throw CredentialProblem(tried: [
                "environment: \(name) holds a blank or a character that no key has; copy it again"
            ])
        }
        return text
    }
}
