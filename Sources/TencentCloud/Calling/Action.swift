// An action is the value of its request: `DescribeTCPListeners(proxyID: …)` encodes itself as the body, knows its name
// on the wire and its rules, and names the type of its answer. To add one is to add one such type.

package import Essentials
package import FoundationEssentials

/// One API 3.0 operation, with the values of its request.
package protocol Action: Encodable, Sendable {
    /// What the service answers, inside `Response`.
    associatedtype Answer: Decodable & Sendable

    /// `X-TC-Action`.
    static var name: String { get }
    /// `X-TC-Version`.
    static var version: String { get }
    /// The service's name in the credential scope: the host's product label.
    static var service: String { get }
    /// Whether requests are signed: all are but those that ask for a key to sign with.
    static var isSigned: Bool { get }
    /// `X-TC-Region`, for services that are not everywhere the same; nil sends none.
    var region: String? { get }

    /// Where it is called, for a client of an endpoint: there, unless it belongs to another service.
    static func endpoint(beside endpoint: Endpoint) -> Endpoint

    /// Checks the rules that the service would refuse, in its own words, before anything is sent.
    func validate() throws(RequestError)
}

extension Action {
    package static var isSigned: Bool { true }
    package var region: String? { nil }
    package static func endpoint(beside endpoint: Endpoint) -> Endpoint { endpoint }
}

extension Action {
    /// The request's body: every parameter that it has, in the order of their names.
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

    /// The parameters in the body, by their names on the wire; none where it cannot be encoded.
    package var parameters: [JSONValue.Member] {
        guard let body = try? encoded(), case .object(let members)? = try? JSONReader.read(Array(body)) else {
            return []  // As `call` would find out, and tell.
        }
        return members
    }
}

/// What came back, and what it needs to be talked about with support.
package struct Reply<Value: Sendable>: Sendable {
    package let value: Value
    package let requestID: String?
    /// When the answer had arrived.
    package let receivedAt: Moment

    /// The answer as it came, envelope and all.
    package let body: Data

    package init(value: Value, requestID: String?, receivedAt: Moment, body: Data) {
        self.value = value
        self.requestID = requestID
        self.receivedAt = receivedAt
        self.body = body
    }
}
