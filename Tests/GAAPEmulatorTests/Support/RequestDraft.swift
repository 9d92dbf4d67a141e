// A signed request of which every part can be changed. Values set in the properties are signed. Changes by
// `afterSigning` are not signed.

import FoundationEssentials
import TencentCloud
import TestSupport

@testable import GAAPEmulator

/// A request to be signed and sent.
struct RequestDraft {
    var method = "POST"
    var path = "/"
    var host = "gaap.tencentcloudapi.com"
    var contentType = "application/json"
    var action = "DescribeTCPListeners"
    var version = "2018-05-29"
    var timestamp: Int
    var language: String? = "en-US"
    var credential = EmulatorOptions.credential
    var service = "gaap"
    /// The headers that are signed in addition to Content-Type and Host.
    var moreSigned: [TransportHeader] = []
    var isPayloadUnsigned = false
    var body: String
    /// The encoded query of a GET; it is signed instead of the body.
    var query: String?
    var afterSigning: (inout [TransportHeader]) -> Void = { _ in }

    init(at time: FakeTime, body: String) {
        timestamp = Int(time.now)
        self.body = body
    }

    /// Creates a GET with all parameters in its query, as the Python SDK does.
    init(at time: FakeTime, query: String) {
        self.init(at: time, body: "")
        method = "GET"
        path = query.isEmpty ? "/" : "/?\(query)"
        self.query = query
        contentType = "application/x-www-form-urlencoded"
    }

    /// Sets the action, and the version and the service of that action.
    mutating func setAction(_ name: String) {
        action = name
        guard let known = Handlers.named(name)?.action else { return }
        (version, service) = (known.version, known.service)
    }

    var request: EmulatorRequest {
        let signed = [("Content-Type", contentType), ("Host", host)] + moreSigned.map { ($0.name, $0.value) }
        let signature = TC3Signature(
            timestamp: timestamp, service: service, headers: signed.map { (name: $0.0, value: $0.1) },
            body: Data(body.utf8), unsignedPayload: isPayloadUnsigned, query: query)
        var headers = [
            TransportHeader("Host", host), TransportHeader("Content-Type", contentType),
            TransportHeader("X-TC-Action", action), TransportHeader("X-TC-Version", version),
            TransportHeader("X-TC-Timestamp", String(timestamp)),
        ]
        if let language { headers.append(TransportHeader("X-TC-Language", language)) }
        if let token = credential.token { headers.append(TransportHeader("X-TC-Token", token.reveal())) }
        if isPayloadUnsigned { headers.append(TransportHeader("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")) }
        headers += moreSigned.filter { headers[$0.name] == nil }
        headers.append(TransportHeader("Authorization", signature.authorization(credential)))
        afterSigning(&headers)
        return EmulatorRequest(method: method, path: path, headers: headers, body: Data(body.utf8))
    }
}

extension [TransportHeader] {
    /// Replaces the value of a header; nil removes the header.
    mutating func set(_ name: String, _ value: String?) {
        removeAll { $0.name.lowercased() == name.lowercased() }
        if let value { append(TransportHeader(name, value)) }
    }
}
