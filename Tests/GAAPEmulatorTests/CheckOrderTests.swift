// A request that is wrong in two ways gets the earlier refusal. The flaws stand in the order of the checks; each is
// tried together with every later one.

import TencentCloud
import Testing

@testable import GAAPEmulator

private struct Flaw: Sendable {
    let code: String
    let spoil: @Sendable (inout Draft) -> Void

    init(_ code: String, _ spoil: @escaping @Sendable (inout Draft) -> Void) {
        self.code = code
        self.spoil = spoil
    }
}

private let flaws: [Flaw] = [
    Flaw("UnsupportedProtocol") { $0.method = "PUT" },
    Flaw("InvalidRequest") { $0.path = "/x" },
    Flaw("MissingParameter") { draft in
        let inner = draft.afterSigning
        draft.afterSigning = { headers in
            inner(&headers)
            headers.set("X-TC-Version", nil)
        }
    },
    Flaw("NoSuchVersion") { $0.version = "2000-01-01" },
    Flaw("InvalidAction") { $0.action = "Nope" },
    Flaw("AuthFailure.InvalidAuthorization") { $0.service = "cvm" },
    Flaw("AuthFailure.SecretIdNotFound") {
        $0.credential = Credential(secretID: "AKIDnope", secretKey: $0.credential.secretKey, token: $0.credential.token)
    },
    Flaw("AuthFailure.SignatureExpire") { $0.timestamp -= 1_000 },
    Flaw("AuthFailure.SignatureFailure") {
        $0.credential = Credential(
            secretID: $0.credential.secretID, secretKey: Secret("wrong"), token: $0.credential.token)
    },
    Flaw("AuthFailure.TokenFailure") {
        $0.credential = Credential(
            secretID: $0.credential.secretID, secretKey: $0.credential.secretKey, token: Secret("wrong"))
    },
]

private let bodies: [(code: String, body: String)] = [
    ("InvalidParameter", "[]"), ("UnknownParameter", #"{"Foo":1,"Port":"x","Limit":1000}"#),
    ("InvalidParameter", #"{"Port":"x","Limit":1000}"#), ("MissingParameter", #"{"Limit":1000}"#),
    ("InvalidParameterValue", #"{"ProxyId":"link-none","Limit":1000}"#),
    ("ResourceNotFound", #"{"ProxyId":"link-none"}"#),
]

@Suite struct CheckOrderTests {
    let stand = Stand()

    @Test(arguments: flaws.indices)
    func `The earlier of two flaws is the answer`(_ first: Int) async {
        for second in flaws.indices where second > first {
            var draft = stand.draft("[]")
            flaws[first].spoil(&draft)
            flaws[second].spoil(&draft)
            #expect(await stand.send(draft).code == flaws[first].code, "with \(flaws[second].code)")
        }
    }

    @Test
    func `Frequency is checked after the token and before the body`() async {
        var options = Stand.small
        options.requestsPerSecond = 1
        let stand = Stand(options)
        _ = await stand.ask("DescribeTCPListeners", "{}")
        #expect(await stand.ask("DescribeTCPListeners", "[]").code == "RequestLimitExceeded")
        var draft = stand.draft("[]")
        draft.afterSigning = { $0.set("X-TC-Token", "wrong") }
        #expect(await stand.send(draft).code == "AuthFailure.TokenFailure")
    }

    @Test
    func `In a body, unknown names come first, then types, then what is missing, then values, then resources`() async {
        for (code, body) in bodies {
            #expect(await stand.ask("DescribeTCPListeners", body).code == code, "\(body)")
        }
    }
}
