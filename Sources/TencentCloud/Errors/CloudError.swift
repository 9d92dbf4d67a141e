// Everything that can come of a call, in one type. Which words a person reads is decided elsewhere, once (`Notice`);
// here are the facts: the raw code and message, the RequestId, what was tried.

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
        case .service(let error): isDenied || error.matches("AuthFailure")
        case .transport, .malformed, .invalidRequest, .cancelled: false
        }
    }

    /// Whether the account's policies, or the service, do not permit the action. The key itself is known and right.
    package var isDenied: Bool {
        switch self {
        case .service(let error):
            error.matches("UnauthorizedOperation") || error.matches("AuthFailure.UnauthorizedOperation")
        case .transport, .malformed, .invalidRequest, .credentials, .cancelled: false
        }
    }

    /// Whether it says that too much was asked at once: the service's own words, or the status of a gateway before it.
    package var isThrottling: Bool {
        switch self {
        case .service(let error): error.matches("RequestLimitExceeded")
        case .malformed(let answer): answer.kind == .status(429)
        case .transport, .invalidRequest, .credentials, .cancelled: false
        }
    }
}
