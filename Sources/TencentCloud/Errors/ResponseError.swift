/// An answer that cannot be read.
package struct ResponseError: Error, Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        /// A status other than 200: a proxy's or a gateway's word.
        case status(Int)
        /// Nothing in the body.
        case empty
        /// HTML: a login page, a captive portal.
        case html
        /// Not JSON, or JSON that stops in the middle.
        case notJSON
        /// JSON without `Response`.
        case noEnvelope
        /// A field of another type than documented, and where: `ListenerSet[3].Port`; empty where that is not known, as
        /// with a number that no integer holds.
        case wrongType(path: String, expected: String)
        /// A field that the answer cannot do without is missing or null: `ListenerSet`.
        case missing(path: String)
        /// Something that was not asked for, by its id: a listener in the place of another.
        case unasked(id: String)
    }

    package let kind: Kind
    package let action: String
    package let requestID: String?
    /// How long to wait before the next request, by the Retry-After header of a status 429 or 503.
    package let retryAfter: Duration?

    package init(_ kind: Kind, action: String, requestID: String? = nil, retryAfter: Duration? = nil) {
        self.kind = kind
        self.action = action
        self.requestID = requestID
        self.retryAfter = retryAfter
    }
}
