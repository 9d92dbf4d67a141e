// Every answer is `{"Response": {…, "RequestId": "…"}}` with HTTP status 200; the presence of `Error` inside is the only mark
// of failure. Here an answer becomes a value or the error that says what it was instead.

import FoundationEssentials

/// Reads answers.
package enum Envelope {
    /// The value inside an answer, and its RequestId.
    package static func open<Value: Decodable>(
        _ response: TransportResponse, as: Value.Type, action: String, now: UnixTime
    ) throws(CloudError) -> (value: Value, requestID: String?) {
        guard response.status == 200 else {
            throw .malformed(MalformedAnswer(.status(response.status), action: action))
        }
        guard !response.body.isEmpty else {
            throw .malformed(MalformedAnswer(.empty, action: action))
        }
        let head: Head
        do {
            head = try JSONDecoder().decode(Head.self, from: response.body)
        } catch {
            throw .malformed(
                MalformedAnswer(kind(of: error, body: response.body), action: action))
        }
        let requestID = head.response.requestID
        if let error = head.response.error {
            throw .service(
                ServiceError(
                    code: error.code ?? "(no code)", message: error.message ?? "",
                    requestID: requestID, action: action,
                    clockSkew: HTTPDate.parse(response.headers["Date"]).map { $0 - now }))
        }
        do {
            let body = try JSONDecoder().decode(Body<Value>.self, from: response.body)
            return (body.response, requestID)
        } catch {
            throw .malformed(
                MalformedAnswer(
                    kind(of: error, body: response.body), action: action, requestID: requestID))
        }
    }

    private struct Head: Decodable {
        struct Inside: Decodable {
            var error: Fault?
            var requestID: String?
            enum CodingKeys: String, CodingKey {
                case error = "Error"
                case requestID = "RequestId"
            }
        }
        struct Fault: Decodable {
            var code: String?
            var message: String?
            enum CodingKeys: String, CodingKey {
                case code = "Code"
                case message = "Message"
            }
        }
        var response: Inside
        enum CodingKeys: String, CodingKey { case response = "Response" }
    }

    private struct Body<Value: Decodable>: Decodable {
        var response: Value
        enum CodingKeys: String, CodingKey { case response = "Response" }
    }

    private static func kind(of error: any Error, body: Data) -> MalformedAnswer.Kind {
        switch error as? DecodingError {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let keys = context.codingPath.dropFirst()
            return keys.isEmpty
                ? .noEnvelope : .wrongType(path: path(keys), expected: "\(type)")
        case .keyNotFound(let key, let context):
            let keys = (context.codingPath + [key]).dropFirst()
            return keys.isEmpty
                ? .noEnvelope : .wrongType(path: path(keys), expected: "a value")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return .wrongType(
                path: path(context.codingPath.dropFirst()), expected: "a number in range")
        default:
            let start = body.first { !" \t\r\n".utf8.contains($0) }
            return start == UInt8(ascii: "<") ? .html : .notJSON
        }
    }

    /// `ListenerSet[3].Port`.
    private static func path(_ keys: some Sequence<any CodingKey>) -> String {
        keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
