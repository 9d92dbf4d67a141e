/// An error that the service returned. The HTTP status is then 200.
package struct ServiceError: Error, Sendable, Equatable {
    /// The code as the service sent it, known or unknown: `AuthFailure.SignatureFailure`.
    package let code: String
    /// The message of the service, in the requested language. It may quote any text.
    package let serviceMessage: String
    package let requestID: String?
    package let action: String
    /// The endpoint of the request. It determines which site's keys are valid there.
    package let endpoint: Endpoint?
    /// The difference between the server's clock, by its Date header, and the local clock when the response arrived, in
    /// seconds. Positive if the server's clock is ahead.
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

    /// Whether the service refuses the key itself: it is unknown, disabled, expired, or does not match the signature.
    /// Unknown codes below AuthFailure count as well. Codes that concern the clock, permissions or the format of the
    /// request do not.
    package var refusesKey: Bool {
        let others = [
            "SignatureExpire", "UnauthorizedOperation", "MFAFailure", "InvalidAuthorization",
            "NotEnterpriseAuthorization",
        ]
        return matches("AuthFailure") && !others.contains { matches("AuthFailure.\($0)") }
    }

    /// Whether the service does not know the key: the key is wrong, or belongs to the other site.
    package var isUnknownKey: Bool {
        matches("AuthFailure.SecretIdNotFound") || matches("AuthFailure.InvalidSecretId")
    }

    /// Returns the same error. In its message, every part of the key is replaced by its redacted form.
    func hiding(_ credential: Credential) -> ServiceError {
        ServiceError(
            code: code, message: credential.hidden(in: serviceMessage), requestID: requestID, action: action,
            endpoint: endpoint, clockSkew: clockSkew)
    }

    /// Returns whether the code is this code or one below it: `RequestLimitExceeded` includes
    /// `RequestLimitExceeded.IPLimitExceeded`.
    package func matches(_ code: String) -> Bool {
        self.code == code || self.code.hasPrefix(code + ".")
    }
}
