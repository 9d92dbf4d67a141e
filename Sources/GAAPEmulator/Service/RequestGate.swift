// The checks before the body is parsed. The first violation determines the response. The order is: size → method → path
// → required headers → version → action → format of Authorization → known key → clock → signature → token. The order of
// the real service is not documented. This order is a plausible choice.

import Essentials
import FoundationEssentials
import GAAP
import TencentCloud

/// Identifies the caller and the action of a request.
struct RequestGate {
    /// The maximum size in bytes of a request that is signed with TC3.
    static let largestBody = 10 * 1_024 * 1_024
    /// The maximum size in bytes of the query of a GET request.
    static let largestQuery = 32 * 1_024
    /// The maximum difference of the caller's clock in seconds.
    static let tolerance = 300

    let credentials: [Credential]
    let now: UnixTime

    /// The caller and the action of an accepted request.
    struct Passed {
        let handler: any ActionHandler.Type
        let credential: Credential
    }

    func check(_ request: EmulatorRequest) throws(RefusalError) -> Passed {
        guard request.body.count <= Self.largestBody else { throw .tooLarge("10 MB") }
        guard request.query?.utf8.count ?? 0 <= Self.largestQuery else { throw .tooLarge("32 KB") }
        guard ["GET", "POST"].contains(request.method) else { throw .unsupportedProtocol }
        guard request.targetPath == "/" else { throw .wrongPath }
        let headers = request.headers
        try refuseOldSignature(headers)

        let action = try require("Action", headers["X-TC-Action"])
        let version = try require("Version", headers["X-TC-Version"])
        let timestampText = try require("Timestamp", headers["X-TC-Timestamp"])
        let authorizationText = try require("SecretId", headers["Authorization"])
        guard let timestamp = Int(timestampText) else { throw .wrongType("Timestamp") }
        // All services have the same address here, so the version determines which service is called.
        guard let service = Handlers.service(ofVersion: version) else { throw .noSuchVersion(version) }
        guard let handler = Handlers.named(action), handler.action.service == service else {
            throw .invalidAction(action, service: service, version: version)
        }

        let authorization = try AuthorizationHeader(authorizationText, of: service)
        let signed = try values(of: authorization.signedHeaders, in: headers)
        guard let credential = credentials.first(where: { $0.secretID == authorization.secretID }) else {
            throw .secretIDNotFound
        }
        // The difference is computed in Double, because the difference of two arbitrary integers could overflow.
        let serverTime = now.wholeSeconds
        guard abs(Double(timestamp) - Double(serverTime)) <= Double(Self.tolerance) else {
            throw .signatureExpired(serverTime: serverTime)
        }
        let signature = TC3Signature(
            timestamp: timestamp, service: service, headers: signed,
            body: request.query == nil ? request.body : Data(),
            unsignedPayload: headers["X-TC-Content-SHA256"] == "UNSIGNED-PAYLOAD", query: request.query.map(String.init)
        )
        guard signature.date == authorization.date else {
            throw .invalidAuthorization("`Date` in Credential not valid")
        }
        guard signature.isValid(authorization.signature, secretKey: credential.secretKey) else {
            throw .signatureFailure
        }
        let token = headers["X-TC-Token"] ?? ""
        guard token == credential.token?.reveal() ?? "" else { throw .tokenFailure }
        return Passed(handler: handler, credential: credential)
    }

    /// Refuses signatures older than TC3. They are sent in a form, which contains the action and the key.
    private func refuseOldSignature(_ headers: [TransportHeader]) throws(RefusalError) {
        let contentType = headers["Content-Type"]?.lowercased() ?? ""
        if headers["Authorization"] == nil, contentType.hasPrefix("application/x-www-form-urlencoded") {
            throw .invalidAuthorization("`SignatureMethod` must be `\(TC3Signature.algorithm)`")
        }
    }

    private func require(_ name: String, _ value: String?) throws(RefusalError) -> String {
        guard let value, !value.isEmpty else { throw .missing(name) }
        return value
    }

    private func values(
        of names: [String], in headers: [TransportHeader]
    ) throws(RefusalError) -> [(name: String, value: String)] {
        var signed: [(name: String, value: String)] = []
        for name in names {
            guard let value = headers[name] else {
                throw .invalidAuthorization("`\(RefusalError.quoted(name))` in SignedHeaders is not in the request")
            }
            signed.append((name, value))
        }
        return signed
    }
}
