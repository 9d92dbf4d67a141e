// This type covers all errors of a call. `Notice` writes the message for the user. This type contains the facts: the
// original code and message, the RequestId, and what was tried.

/// The reason why a call failed.
package enum CloudError: Error, Sendable, Equatable {
    /// The service answered with an error.
    case service(ServiceError)
    /// No response arrived.
    case transport(TransportError)
    /// The response is not a valid API response: a status other than 200, an HTML page, or JSON of the wrong shape.
    case malformed(ResponseError)
    /// The request breaks a rule of the API and was not sent.
    case invalidRequest(RequestError)
    /// There is no key to sign with.
    case credentials(CredentialError)
    /// The call was cancelled.
    case cancelled

    /// Returns whether another error has the same cause, that is, whether both are equal except for the action and the
    /// RequestId.
    package func isSameCause(as other: CloudError) -> Bool {
        switch (self, other) {
        case (.service(let mine), .service(let theirs)): mine.code == theirs.code
        case (.malformed(let mine), .malformed(let theirs)): mine.kind == theirs.kind
        default: self == other
        }
    }

    /// Whether the key now belongs to another account.
    package var isOtherAccount: Bool {
        if case .credentials(let problem) = self { problem.isOtherAccount } else { false }
    }

    /// How long the service, or a gateway in front of it, asks the client to wait.
    package var retryAfter: Duration? {
        if case .malformed(let answer) = self { answer.retryAfter } else { nil }
    }

    /// Whether the error concerns the identity of the caller and not the content of the request: there is no key, the
    /// key is unknown or wrong, or a permission is missing.
    package var isAboutAccess: Bool {
        switch self {
        case .credentials: true
        case .service(let error): isDenied || error.matches("AuthFailure")
        case .transport, .malformed, .invalidRequest, .cancelled: false
        }
    }

    /// Whether the account's policies, or the service, do not permit the action. The key itself is valid.
    package var isDenied: Bool {
        switch self {
        case .service(let error):
            error.matches("UnauthorizedOperation") || error.matches("AuthFailure.UnauthorizedOperation")
        case .transport, .malformed, .invalidRequest, .credentials, .cancelled: false
        }
    }

    /// Whether the request was refused because of a rate limit, by the service or by a gateway in front of it.
    package var isThrottling: Bool {
        switch self {
        case .service(let error): error.matches("RequestLimitExceeded")
        case .malformed(let answer): answer.kind == .status(429)
        case .transport, .invalidRequest, .credentials, .cancelled: false
        }
    }
}
