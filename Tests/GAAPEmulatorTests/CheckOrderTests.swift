// A request with two flaws gets the error of the earlier check. The flaws are listed in the order of the checks, and
// each flaw is combined with every later flaw.

import TencentCloud
import Testing

@testable import GAAPEmulator

private struct Flaw: Sendable {
    let code: String
    let modify: @Sendable (inout RequestDraft) -> Void

    init(_ code: String, _ modify: @escaping @Sendable (inout RequestDraft) -> Void) {
        self.code = code
        self.modify = modify
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
    let fixture = EmulatorFixture()

    @Test(arguments: flaws.indices)
    func `Of two flaws, the earlier check determines the error`(_ first: Int) async {
        for second in flaws.indices where second > first {
            var draft = fixture.draft("[]")
            flaws[first].modify(&draft)
            flaws[second].modify(&draft)
            #expect(await fixture.send(draft).code == flaws[first].code, "with \(flaws[second].code)")
        }
    }

    @Test
    func `The request rate is checked after the token and before the body`() async {
        var options = EmulatorFixture.small
        options.requestsPerSecond = 1
        let fixture = EmulatorFixture(options)
        _ = await fixture.call("DescribeTCPListeners", "{}")
        #expect(await fixture.call("DescribeTCPListeners", "[]").code == "RequestLimitExceeded")
        var draft = fixture.draft("[]")
        draft.afterSigning = { $0.set("X-TC-Token", "wrong") }
        #expect(await fixture.send(draft).code == "AuthFailure.TokenFailure")
    }

    @Test
    func `The body is checked for unknown names, then types, then missing parameters, then values, then resources`()
        async
    {
        for (code, body) in bodies {
            #expect(await fixture.call("DescribeTCPListeners", body).code == code, "\(body)")
        }
    }
}
