// Everything that can come of a call, in one type. Which words a person reads is decided elsewhere, once (`Notice`); here
// are the facts: the raw code and message, the RequestId, what was tried.

/// Why a call did not bring its answer.
package enum CloudError: Error, Sendable, Equatable {
    /// The service answered with an error.
    case service(ServiceError)
    /// No answer came.
    case transport(TransportFault)
    /// An answer came that is none: a status other than 200, a page of HTML, JSON of the wrong shape.
    case malformed(MalformedAnswer)
    /// The request breaks a rule of the API and was not sent.
    case invalidRequest(InvalidRequest)
    /// There is nothing to sign with.
    case credentials(CredentialProblem)
    /// Nobody waits for it any more.
    case cancelled

    /// Whether another error has the same cause: the same but for the action and the RequestId.
    package func isSameCause(as other: CloudError) -> Bool {
        switch (self, other) {
        case (.service(let mine), .service(let theirs)): mine.code == theirs.code
        case (.malformed(let mine), .malformed(let theirs)): mine.kind == theirs.kind
        default: self == other
        }
    }

    /// Whether it says that too much was asked at once: the service's own words, or the status of a gateway before it.
    package var isThrottling: Bool {
        switch self {
        case .service(let fault): fault.matches("RequestLimitExceeded")
        case .malformed(let answer): answer.kind == .status(429)
        case .transport, .invalidRequest, .credentials, .cancelled: false
        }
    }
}

/// The service's own error. HTTP status is 200 with it.
package struct ServiceError: Error, Sendable, Equatable {
    /// As sent, known or not: `AuthFailure.SignatureFailure`.
    package let code: String
    package let message: String
    package let requestID: String?
    package let action: String
    /// Where it was asked; tells which site's keys are known there.
    package let endpoint: Endpoint?
    /// The server's clock minus ours in seconds when the answer came, by its Date header.
    package let clockSkew: Double?

    package init(
        code: String, message: String, requestID: String?, action: String, endpoint: Endpoint? = nil,
        clockSkew: Double? = nil
    ) {
        self.code = code
        self.message = message
        self.requestID = requestID
        self.action = action
        self.endpoint = endpoint
        self.clockSkew = clockSkew
    }

    /// Whether the code is this one or one below it: `RequestLimitExceeded` covers `RequestLimitExceeded.IPLimitExceeded`.
    package func matches(_ code: String) -> Bool {
        self.code == code || self.code.hasPrefix(code + ".")
    }
}

/// An answer that cannot be read.
package struct MalformedAnswer: Error, Sendable, Equatable {
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
        /// A field of another type than documented, and where: `ListenerSet[3].Port`; empty where that is not known, as with
        /// a number that no integer holds.
        case wrongType(path: String, expected: String)
    }

    package let kind: Kind
    package let action: String
    package let requestID: String?

    package init(_ kind: Kind, action: String, requestID: String? = nil) {
        self.kind = kind
        self.action = action
        self.requestID = requestID
    }
}

/// Why there are no credentials, source by source.
package struct CredentialProblem: Error, Sendable, Equatable {
    /// What each source looked at and why it had nothing.
    package let tried: [Wording]

    package init(tried: [Wording]) { self.tried = tried }
}
