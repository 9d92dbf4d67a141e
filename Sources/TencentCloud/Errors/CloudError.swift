// Everything that can come of a call, in one type. Which words a person reads is decided elsewhere, once (`Notice`);
// here are the facts: the raw code and message, the RequestId, what was tried.

package import Essentials

/// Why a call did not bring its answer.
package enum CloudError: Error, Sendable, Equatable {
    /// The service answered with an error.
    case service(ServiceError)
    /// No answer came.
    case transport(TransportError)
    /// An answer came that is none: a status other than 200, a page of HTML, JSON of the wrong shape.
    case malformed(ResponseError)
    /// The request breaks a rule of the API and was not sent.
    case invalidRequest(RequestError)
    /// There is nothing to sign with.
    case credentials(CredentialError)
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

    /// Whether the key has become that of another account.
    package var isOtherAccount: Bool {
        if case .credentials(let problem) = self { problem.isOtherAccount } else { false }
    }

    /// How long the service, or a gateway in front of it, asks to wait.
    package var retryAfter: Duration? {
        if case .malformed(let answer) = self { answer.retryAfter } else { nil }
    }

    /// Whether it is about who asks rather than about what is asked: no key, a key that is not known or not right, a
    /// missing permission.
    package var isAboutAccess: Bool {
        switch self {
        case .credentials: true
        case .service(let fault): fault.matches("AuthFailure") || fault.matches("UnauthorizedOperation")
        case .transport, .malformed, .invalidRequest, .cancelled: false
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

    /// Whether the key itself is refused: unknown, disabled, expired, or not the one that belongs to the signature.
    /// Codes that are still unknown count as well; what concerns the clock, the permissions or the form of the request
    /// does not.
    package var refusesKey: Bool {
        let others = [
            "SignatureExpire", "UnauthorizedOperation", "MFAFailure", "InvalidAuthorization",
            "NotEnterpriseAuthorization",
        ]
        return matches("AuthFailure") && !others.contains { matches("AuthFailure.\($0)") }
    }

    /// The same error with every part of a key in its message replaced by what may be shown of it.
    func hiding(_ credential: Credential) -> ServiceError {
        ServiceError(
            code: code, message: credential.hidden(in: message), requestID: requestID, action: action,
            endpoint: endpoint, clockSkew: clockSkew)
    }

    /// Whether the code is this one or one below it: `RequestLimitExceeded` covers
    /// `RequestLimitExceeded.IPLimitExceeded`.
    package func matches(_ code: String) -> Bool {
        self.code == code || self.code.hasPrefix(code + ".")
    }
}

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

/// Why there are no credentials, source by source.
package struct CredentialError: Error, Sendable, Equatable {
    /// What each source looked at and why it had nothing.
    package let tried: [Wording]

    /// There is a key, and it is not that of the account whose rows this session has read.
    package let isOtherAccount: Bool

    package init(tried: [Wording]) { self.init(tried: tried, isOtherAccount: false) }

    private init(tried: [Wording], isOtherAccount: Bool) {
        self.tried = tried
        self.isOtherAccount = isOtherAccount
    }

    package static let otherAccount = CredentialError(tried: [], isOtherAccount: true)
}
