// Parses the `Authorization` header: TC3-HMAC-SHA256 Credential=<id>/<date>/<service>/tc3_request, SignedHeaders=<a;b>,
// Signature=<hex>. Only the format is checked here. The key and the signature are checked later.

import TencentCloud

/// The parsed header of a request.
struct AuthorizationHeader: Equatable {
    let secretID: String
    /// The date as `YYYY-MM-DD`.
    let date: String
    /// Lower-case names in the order of the header.
    let signedHeaders: [String]
    let signature: String

    /// Parses a header. Throws the error that names the invalid part.
    /// - Parameter service: the service that is called.
    init(_ text: String, of service: String) throws(RefusalError) {
        let halves = text.split(separator: " ", maxSplits: 1)
        guard halves.count == 2, halves[0] == TC3Signature.algorithm else {
            throw .invalidAuthorization("`Algorithm` must be `\(TC3Signature.algorithm)`")
        }
        var parts: [Substring: Substring] = [:]
        for piece in halves[1].split(separator: ",") {
            let pair = piece.drop { $0 == " " }.split(separator: "=", maxSplits: 1)
            guard pair.count == 2, parts.updateValue(pair[1], forKey: pair[0]) == nil else {
                throw .invalidAuthorization("`\(RefusalError.quoted(String(piece)))` not valid")
            }
        }
        guard let credential = parts["Credential"] else { throw .invalidAuthorization("`Credential` is missing") }
        guard let names = parts["SignedHeaders"] else { throw .invalidAuthorization("`SignedHeaders` is missing") }
        guard let signature = parts["Signature"] else { throw .invalidAuthorization("`Signature` is missing") }

        let scope = credential.split(separator: "/", omittingEmptySubsequences: false)
        guard scope.count == 4, !scope[0].isEmpty else { throw .invalidAuthorization("`Credential` not valid") }
        guard scope[2] == service else { throw .invalidAuthorization("`Service` in Credential not valid") }
        guard scope[3] == "tc3_request" else { throw .invalidAuthorization("`Terminator` in Credential not valid") }
        secretID = String(scope[0])
        date = String(scope[1])
        signedHeaders = names.split(separator: ";").map(String.init)
        self.signature = String(signature)

        // This limit is lower than the number of names that fit into a request, because each name costs a search.
        guard signedHeaders.count <= 100 else { throw .invalidAuthorization("`SignedHeaders` not valid") }
        for name in ["content-type", "host"] where !signedHeaders.contains(name) {
            throw .invalidAuthorization("`SignedHeaders` must contain `\(name)`")
        }
    }
}
