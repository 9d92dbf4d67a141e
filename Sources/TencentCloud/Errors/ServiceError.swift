/// The service's own error. HTTP status is 200 with it.
package struct ServiceError: Error, Sendable, Equatable {
    /// As sent, known or not: `AuthFailure.SignatureFailure`.
    package let code: String
    /// The service's own sentence, in the language that was asked for. It may quote anything.
    package let serviceMessage: String
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
        serviceMessage = message
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

    /// Whether the service says that it does not know the key: it is wrong, or one of the other site.
    package var isUnknownKey: Bool {
        matches("AuthFailure.SecretIdNotFound") || matches("AuthFailure.InvalidSecretId")
    }

    /// The same error with every part of a key in its message replaced by what may be shown of it.
    func hiding(_ credential: Credential) -> ServiceError {
        ServiceError(
            code: code, message: credential.hidden(in: serviceMessage), requestID: requestID, action: action,
            endpoint: endpoint, clockSkew: clockSkew)
    }

    /// Whether the code is this one or one below it: `RequestLimitExceeded` covers
    /// `RequestLimitExceeded.IPLimitExceeded`.
    package func matches(_ code: String) -> Bool {
        self.code == code || self.code.hasPrefix(code + ".")
    }
}
