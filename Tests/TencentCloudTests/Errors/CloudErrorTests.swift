import Essentials
import TencentCloud
import Testing

@Suite struct CloudErrorTests {
    private static func service(_ code: String) -> CloudError {
        .service(ServiceError(code: code, message: "", requestID: nil, action: "DescribeProxies"))
    }

    /// An error and the decisions about it. Every caller uses the same decisions.
    struct Row: Sendable, CustomTestStringConvertible {
        let error: CloudError
        let decisions: Set<String>

        init(_ error: CloudError, _ decisions: String...) {
            self.error = error
            self.decisions = Set(decisions)
        }

        init(_ code: String, _ decisions: String...) {
            error = CloudErrorTests.service(code)
            self.decisions = Set(decisions)
        }

        var testDescription: String { "\(error)" }
    }

    @Test(arguments: [
        Row("UnauthorizedOperation", "denied", "access"), Row("UnauthorizedOperation.CamNoAuth", "denied", "access"),
        Row("AuthFailure.UnauthorizedOperation", "denied", "access"),
        Row("AuthFailure.UnauthorizedOperation.More", "denied", "access"),
        Row("UnauthorizedOperationElsewhere"), Row("UnsupportedOperation"), Row("InvalidAction"),
        Row("AuthFailure", "access", "key"), Row("AuthFailure.SecretIdNotFound", "access", "key", "unknown key"),
        Row("AuthFailure.InvalidSecretId", "access", "key", "unknown key"),
        Row("AuthFailure.SignatureFailure", "access", "key"), Row("AuthFailure.TokenFailure", "access", "key"),
        Row("AuthFailure.SignatureExpire", "access"), Row("AuthFailure.MFAFailure", "access"),
        Row("AuthFailure.SomethingNew", "access", "key"), Row("AuthFailureElsewhere"),
        Row("RequestLimitExceeded", "throttling"), Row("RequestLimitExceeded.IPLimitExceeded", "throttling"),
        Row("RequestLimitExceededElsewhere"), Row("InternalError"), Row("ResourceNotFound"),
        Row(.malformed(ResponseError(.status(429), action: "A")), "throttling"),
        Row(.malformed(ResponseError(.status(403), action: "A"))), Row(.malformed(ResponseError(.html, action: "A"))),
        Row(.transport(TransportError(.proxy, Wording(verbatim: "x")))), Row(.credentials(.otherAccount), "access"),
        Row(.credentials(CredentialError(tried: [])), "access"), Row(.cancelled),
        Row(.invalidRequest(RequestError(code: "UnauthorizedOperation", message: Wording(verbatim: "x")))),
    ])
    func `The error code decides whether an error is about permission, throttling or access`(row: Row) {
        var found: Set<String> = []
        if row.error.isDenied { found.insert("denied") }
        if row.error.isThrottling { found.insert("throttling") }
        if row.error.isAboutAccess { found.insert("access") }
        if case .service(let error) = row.error {
            if error.refusesKey { found.insert("key") }
            if error.isUnknownKey { found.insert("unknown key") }
        }
        #expect(found == row.decisions)
    }
}
