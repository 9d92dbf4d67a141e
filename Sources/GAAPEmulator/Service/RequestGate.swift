// What is checked before the body is looked at, in this order, the first flaw being the answer: size → method → path →
// headers present → version → action → form of Authorization → key known → clock → signature → token. The real order is
// not documented; this is the sensible one.

import Essentials
import FoundationEssentials
import GAAP
import TencentCloud

/// The door: who is it, and which action is meant.
struct RequestGate {
    /// Bytes of a request signed with TC3.
    static let largestBody = 10 * 1_024 * 1_024
    /// Bytes of what a GET asks for.
    static let largestQuery = 32 * 1_024
    /// Seconds that a caller's clock may differ.
    static let tolerance = 300

    let credentials: [Credential]
    let now: UnixTime

    /// Who called what.
    struct Passed {
        let handler: any ActionHandler.Type
        let credential: Credential
    }

    func check(_ request: EmulatorRequest) throws(RefusalError) -> Passed {
        guard request.body.count <= Self.largestBody else { throw .tooLarge("10 MB") }
        guard request.query?.utf8.count ?? 0 <= Self.largestQuery else { throw .tooLarge("32 KB") }
        guard ["GET", "POST"].contains(request.method) else { throw .unsupportedProtocol }
        guard request.place == "/" else { throw .wrongPath }
        let headers = request.headers
        try refuseOldSignature(headers)

        let action = try require("Action", headers["X-TC-Action"])
        let version = try require("Version", headers["X-TC-Version"])
        let timestampText = try require("Timestamp", headers["X-TC-Timestamp"])
        let authorizationText = try require("SecretId", headers["Authorization"])
        guard let timestamp = Int(timestampText) else { throw .wrongType("Timestamp") }
        // All services are at one address here, so the version says which one is called.
        guard let service = Handlers.service(ofVersion: version) else { throw .noSuchVersion(version) }
        guard let handler = Handlers.named(action), handler.action.service == service else {
            throw .invalidAction(action, service: service, version: version)
        }

        let authorization = try AuthorizationHeader(authorizationText, of: service)
        let signed = try values(of: authorization.signedHeaders, in: headers)
        guard let credential = credentials.first(where: { $0.secretID == authorization.secretID }) else {
            throw .secretIDNotFound
        }
        // In Double: the difference of two hostile integers overflows.
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

    /// The signatures before TC3 come in a form, with the action and the key inside it.
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
