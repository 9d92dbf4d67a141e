// Every response is `{"Response": {…, "RequestId": "…"}}` with HTTP status 200. Only the field `Error` inside it
// indicates a failure. This code converts a response to a value, or to an error that describes what the response was
// instead.

package import Essentials
import FoundationEssentials

/// Decodes responses.
package enum Envelope {
    /// Returns the value inside a response, and its RequestId.
    package static func open<Value: Decodable>(
        _ response: TransportResponse, as: Value.Type, action: String, from endpoint: Endpoint? = nil, now: UnixTime
    ) throws(CloudError) -> (value: Value, requestID: String?) {
        guard response.status == 200 else {
            let wait = [429, 503].contains(response.status) ? RetryAfter.parse(response.headers, now: now) : nil
            throw .malformed(ResponseError(.status(response.status), action: action, retryAfter: wait))
        }
        guard !response.body.isEmpty else {
            throw .malformed(ResponseError(.empty, action: action))
        }
        let skew = HTTPDate.parse(response.headers["Date"]).map { $0 - now }
        let inside: Inside<Value>
        do {
            inside = try JSONDecoder().decode(Outside<Value>.self, from: response.body).response
        } catch {
            let kind = kind(of: error, body: response.body)
            // If the body does not have the format of API 2.0 either, the error remains `noEnvelope`.
            if kind == .noEnvelope, let old = try? JSONDecoder().decode(OldFault.self, from: response.body) {
                throw .service(
                    ServiceError(
                        code: old.codeDesc, message: old.message ?? "", requestID: nil, action: action,
                        endpoint: endpoint, clockSkew: skew))
            }
            throw .malformed(ResponseError(kind, action: action))
        }
        switch inside.outcome {
        case .value(let value): return (value, inside.requestID)
        case .fault(let fault):
            throw .service(
                ServiceError(
                    code: fault.code ?? "(no code)", message: fault.message ?? "",
                    requestID: inside.requestID, action: action, endpoint: endpoint, clockSkew: skew))
        case .unreadable(let error):
            // The body was already parsed as JSON, so a value does not fit its type. If a number is out of range, the
            // decoder does not report which one.
            var kind = kind(of: error, body: response.body)
            if kind == .notJSON { kind = .wrongType(path: "", expected: "values in range") }
            throw .malformed(ResponseError(kind, action: action, requestID: inside.requestID))
        }
    }

    private struct Outside<Value: Decodable>: Decodable {
        var response: Inside<Value>
        enum CodingKeys: String, CodingKey { case response = "Response" }
    }

    /// The content of `Response`. If the value cannot be decoded, the RequestId is still available.
    private struct Inside<Value: Decodable>: Decodable {
        enum Outcome {
            case value(Value)
            case fault(Fault)
            case unreadable(any Error)
        }
        var outcome: Outcome
        var requestID: String?

        enum CodingKeys: String, CodingKey {
            case error = "Error"
            case requestID = "RequestId"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            requestID = try container.decodeIfPresent(String.self, forKey: .requestID)
            if let fault = try container.decodeIfPresent(Fault.self, forKey: .error) {
                outcome = .fault(fault)
                return
            }
            do {
                outcome = .value(try Value(from: decoder))
            } catch {
                outcome = .unreadable(error)
            }
        }
    }

    private struct Fault: Decodable {
        var code: String?
        var message: String?
        enum CodingKeys: String, CodingKey {
            case code = "Code"
            case message = "Message"
        }
    }

    /// The error format of API 2.0, which gateways may still use:
    /// `{"code":4100,"codeDesc":"AuthFailure","message":"…"}`.
    private struct OldFault: Decodable {
        var codeDesc: String
        var message: String?
    }

    private static func kind(of error: any Error, body: Data) -> ResponseError.Kind {
        switch error as? DecodingError {
        case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
            let keys = context.codingPath.dropFirst()
            return keys.isEmpty
                ? .noEnvelope : .wrongType(path: path(keys), expected: "\(type)")
        case .keyNotFound(let key, let context):
            let keys = (context.codingPath + [key]).dropFirst()
            return keys.isEmpty ? .noEnvelope : .missing(path: path(keys))
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            return .wrongType(
                path: path(context.codingPath.dropFirst()), expected: "a number in range")
        default:
            let start = body.first { !" \t\r\n".utf8.contains($0) }
            return start == UInt8(ascii: "<") ? .html : .notJSON
        }
    }

    /// Returns a coding path as text, for example `ListenerSet[3].Port`.
    package static func path(_ keys: some Sequence<any CodingKey>) -> String {
        keys.reduce(into: "") { text, key in
            if let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }
}
