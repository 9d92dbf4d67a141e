/// The error of a response that cannot be decoded.
package struct ResponseError: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// A status other than 200, which comes from a proxy or a gateway.
        case status(Int)
        /// The body is empty.
        case empty
        /// An HTML page, such as a login page or a captive portal.
        case html
        /// Not JSON, or truncated JSON.
        case notJSON
        /// JSON without `Response`.
        case noEnvelope
        /// A field has a different type than documented. The path is for example `ListenerSet[3].Port`. It is empty if
        /// it is unknown, for example for a number that fits no integer type.
        case wrongType(path: String, expected: String)
        /// A required field is missing or null, for example `ListenerSet`.
        case missing(path: String)
        /// The response contains a resource that the request did not ask for, with its id: for example another
        /// listener.
        case unasked(id: String)
    }

    package let kind: Kind
    package let action: String
    package let requestID: String?
    /// How long to wait before the next request, according to the Retry-After header of a status 429 or 503.
    package let retryAfter: Duration?

    package init(_ kind: Kind, action: String, requestID: String? = nil, retryAfter: Duration? = nil) {
        self.kind = kind
        self.action = action
        self.requestID = requestID
        self.retryAfter = retryAfter
    }
}
