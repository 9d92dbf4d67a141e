import Essentials
import Testing

@testable import TencentCloud

@Suite struct RetryPolicyTests {
    private static func service(_ code: String) -> CloudError {
        .service(ServiceError(code: code, message: "", requestID: nil, action: "A"))
    }
    private static func malformed(_ kind: ResponseError.Kind) -> CloudError {
        .malformed(ResponseError(kind, action: "A"))
    }
    private static func transport(_ kind: TransportError.Kind) -> CloudError {
        .transport(TransportError(kind, Wording(verbatim: "")))
    }

    @Test(arguments: [
        (service("RequestLimitExceeded"), RetryPolicy.Rule.throttling),
        (service("RequestLimitExceeded.UinLimitExceeded"), .throttling),
        (service("RequestLimitExceededX"), .never), (service("InternalError"), .serverFault),
        (service("InternalError.X"), .serverFault), (service("ServiceUnavailable"), .serverFault),
        (service("AuthFailure"), .never), (service("AuthFailure.SignatureFailure"), .never),
        (service("AuthFailure.TokenFailure"), .never), (service("ResourceNotFound"), .never),
        (service("LimitExceeded"), .never), (service("FailedOperation"), .never), (service(""), .never),
        (malformed(.status(500)), .serverFault), (malformed(.status(503)), .serverFault),
        (malformed(.status(429)), .throttling), (malformed(.status(403)), .never), (malformed(.status(302)), .never),
        (malformed(.empty), .connectionFault), (malformed(.notJSON), .connectionFault), (malformed(.html), .never),
        (malformed(.noEnvelope), .never), (malformed(.wrongType(path: "x", expected: "Int")), .never),
        (transport(.connectionRefused), .connectionFault), (transport(.connectTimeout), .connectionFault),
        (transport(.readTimeout), .connectionFault), (transport(.totalTimeout), .connectionFault),
        (transport(.connectionClosed), .connectionFault), (transport(.truncated), .connectionFault),
        (transport(.nameLookup), .connectionFault), (transport(.handshakeClosed), .connectionFault),
        (transport(.proxyUnavailable), .connectionFault),
        (transport(.unknownHost), .never), (transport(.tls), .never), (transport(.proxy), .never),
        (transport(.tooLarge), .never), (transport(.headersTooLarge), .never), (transport(.unexpected), .unexpected),
        (transport(.notHTTP), .never), (transport(.cancelled), .never),
        (transport(.other), .never), (.cancelled, .never),
        (.invalidRequest(RequestError(code: "MissingParameter", message: Wording(verbatim: ""))), .never),
        (.credentials(CredentialError(tried: [])), .never),
    ])
    func `Each kind of failure has its retry rule`(error: CloudError, rule: RetryPolicy.Rule) {
        #expect(RetryPolicy.rule(for: error) == rule)
        let policy = RetryPolicy()
        #expect(policy.wait(after: error, attempts: rule.attempts) == nil)
        #expect(policy.wait(after: error, attempts: .max) == nil)
        #expect(RetryPolicy.once.wait(after: error, attempts: 1) == nil)
        if rule.attempts > 1 { #expect(policy.wait(after: error, attempts: rule.attempts - 1) != nil) }
    }

    @Test(arguments: [
        ("RequestLimitExceeded", [500, 1_000, 2_000, 4_000, 8_000]), ("InternalError", [250, 500, 1_000]),
    ])
    func `The maximum wait doubles with each attempt, up to its limit`(code: String, bounds: [Int]) {
        let maximum = RetryPolicy { 1 }
        let half = RetryPolicy { 0.5 }
        let zero = RetryPolicy { 0 }
        for (index, bound) in bounds.enumerated() {
            let error = Self.service(code)
            #expect(maximum.wait(after: error, attempts: index + 1) == .milliseconds(bound))
            #expect(half.wait(after: error, attempts: index + 1) == .milliseconds(bound) / 2)
            #expect(zero.wait(after: error, attempts: index + 1) == .zero)
        }
        #expect(maximum.wait(after: Self.service(code), attempts: bounds.count + 1) == nil)
    }

    @Test func `A request on a closed connection is retried immediately the first time only`() {
        let policy = RetryPolicy { 1 }
        let closed = Self.transport(.connectionClosed)
        #expect(policy.wait(after: closed, attempts: 1) == .zero)
        #expect(policy.wait(after: closed, attempts: 2) == .milliseconds(400))
        #expect(policy.wait(after: closed, attempts: 3) == nil)
    }

    @Test func `The random wait lies between zero and the maximum`() throws {
        let policy = RetryPolicy()
        for _ in 0..<1_000 {
            let wait = try #require(policy.wait(after: Self.service("InternalError"), attempts: 1))
            #expect((.zero...(.milliseconds(250))).contains(wait))
        }
    }
}
