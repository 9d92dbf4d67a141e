// An action is the value of its request: `DescribeTCPListeners(proxyID: …)` encodes itself as the request body, knows
// its name in the API and its rules, and declares the type of its response. A new action needs only one such type.

package import Essentials
package import FoundationEssentials

/// One API 3.0 operation, with the values of its request.
package protocol Action: Encodable, Sendable {
    /// The content of the response, inside `Response`.
    associatedtype Answer: Decodable & Sendable

    /// `X-TC-Action`.
    static var name: String { get }
    /// `X-TC-Version`.
    static var version: String { get }
    /// The service's name in the credential scope: the host's product label.
    static var service: String { get }
    /// Whether requests are signed. All requests are signed, except those that request a key to sign with.
    static var isSigned: Bool { get }
    /// `X-TC-Region`, for services that differ between regions. nil omits the header.
    var region: String? { get }

    /// Returns the endpoint of the action for a client of the given endpoint: the same endpoint, unless the action
    /// belongs to another service.
    static func endpoint(beside endpoint: Endpoint) -> Endpoint

    /// Checks the rules of the service before anything is sent, and reports a violation with the service's error codes.
    func validate() throws(RequestError)
}

extension Action {
    package static var isSigned: Bool { true }
    package var region: String? { nil }
    package static func endpoint(beside endpoint: Endpoint) -> Endpoint { endpoint }
}

extension Action {
    /// Returns the request body: every parameter that is set, sorted by name.
    package func encoded() throws(RequestError) -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        do {
            return try encoder.encode(self)
        } catch {
            throw RequestError(
                code: "InvalidParameter", message: Wording("the request cannot be encoded", zh: "请求无法编码"))
        }
    }

    /// The parameters in the body, by their names in the API. Empty if the request cannot be encoded.
    package var parameters: [JSONValue.Member] {
        guard let body = try? encoded(), case .object(let members)? = try? JSONReader.read(Array(body)) else {
            return []  // `call` reports the error.
        }
        return members
    }
}

/// A response, with the data that is needed to report it to Tencent Cloud support.
package struct Reply<Value: Sendable>: Sendable {
    package let value: Value
    package let requestID: String?
    /// When the complete response had arrived.
    package let receivedAt: Moment

    /// The body of the response, including the envelope.
    package let body: Data

    package init(value: Value, requestID: String?, receivedAt: Moment, body: Data) {
        self.value = value
        self.requestID = requestID
        self.receivedAt = receivedAt
        self.body = body
    }
}
