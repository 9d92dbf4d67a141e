// Requests with signatures of the official clients. The signatures are not computed here: they are results of the
// clients' own code.

import FoundationEssentials
import TencentCloud
import Testing

@testable import GAAPEmulator

private struct Vector: Sendable, CustomTestStringConvertible {
    let testDescription: String
    var host = "gaap.tencentcloudapi.com"
    var contentType = "application/json"
    var action = "DescribeTCPListeners"
    var token: String?
    var more: [TransportHeader] = []
    var signed = "content-type;host"
    let body: String
    let signature: String
    let code: String
}

private let secretID = "AKIDEXAMPLEgaapTui0000000000000000000"
private let token = "exampleSTStoken-AbCdEf0123456789_-~"
private let vectors: [Vector] = [
    Vector(
        testDescription: "basic", body: #"{"ProxyId": "link-hwera8lq", "Limit": 20, "Offset": 0}"#,
        signature: "f610d742785f37e50644174b6ba73a5c474ec6fafa90e2b17efb7be77013d626", code: "ResourceNotFound"),
    Vector(
        testDescription: "token and region", host: "gaap.intl.tencentcloudapi.com", token: token,
        more: [TransportHeader("X-TC-Region", "ap-singapore")],
        body: #"{"ProxyId": "link-hwera8lq", "ListenerId": "listener-gkzl9e7t"}"#,
        signature: "2d79e73296a17b8cf133a6f5976f002c2e5ab6e2b4ce5729be09e610332ef006", code: "ResourceNotFound"),
    Vector(
        testDescription: "raw UTF-8", token: token, body: #"{"GroupId":"lg-bjkpdum1","SearchValue":"游戏登录-日本 🎮"}"#,
        signature: "5076981c75d0b8454bbccdd070f9f0c1ea43b7e20b09c4fe1f5e922528028fc2", code: "ResourceNotFound"),
    Vector(
        testDescription: "the command line's Host with a scheme", host: "http://127.0.0.1:8080",
        body: #"{"ProxyId": "link-hwera8lq"}"#,
        signature: "b0ffacf1a7a05a16cdf273482976672c10c730e711f9554685a5683e0eb0f6d1", code: "ResourceNotFound"),
    Vector(
        testDescription: "unsigned payload", action: "DescribeProxies",
        more: [TransportHeader("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD")], body: #"{"ProxyIds": ["link-hwera8lq"]}"#,
        signature: "ac98d280c782ce6a8f072c9c1c4e28d6c478e6b7de2fe7a0481232759f08d227", code: "ok"),
    Vector(
        testDescription: "a signed action, lower-cased", contentType: "application/json; charset=utf-8",
        signed: "content-type;host;x-tc-action", body: #"{"ProxyId":"link-hwera8lq"}"#,
        signature: "1a546d0f16f586c3018f06d3328bbdc547ee59ebfd67f015de3a842cb5a7f784", code: "ResourceNotFound"),
]

@Suite struct SignatureTests {
    @Test(arguments: vectors)
    private func `Requests signed by the official clients are accepted, and a change of any signed byte is refused`(
        _ vector: Vector
    ) async {
        var options = EmulatorFixture.small
        let key = Secret("gaapTuiExampleSecretKey0000000000")
        options.credentials = [Credential(secretID: secretID, secretKey: key, token: vector.token.map(Secret.init))]
        let fixture = EmulatorFixture(options)
        var request = EmulatorRequest(
            method: "POST", path: "/",
            headers: [
                TransportHeader("User-Agent", "python-requests/2.34.2"),
                TransportHeader("Accept-Encoding", "gzip, deflate"),
                TransportHeader("Content-Type", vector.contentType), TransportHeader("host", vector.host),
                TransportHeader("X-TC-Action", vector.action), TransportHeader("X-TC-Timestamp", "1763856000"),
                TransportHeader("X-TC-Version", "2018-05-29"),
                TransportHeader(
                    "Authorization",
                    "TC3-HMAC-SHA256 Credential=\(secretID)/2025-11-23/gaap/tc3_request, "
                        + "SignedHeaders=\(vector.signed), Signature=\(vector.signature)"),
            ] + vector.more + (vector.token.map { [TransportHeader("X-TC-Token", $0)] } ?? []),
            body: Data(vector.body.utf8))
        func code() async -> String { Answer(await fixture.emulator.respond(to: request)).code ?? "ok" }
        #expect(await code() == vector.code)

        let whole = request
        request.headers.set("Host", vector.host + "/")
        #expect(await code() == "AuthFailure.SignatureFailure")
        request = whole
        request.headers.set("Content-Type", vector.contentType + ";")
        #expect(await code() == "AuthFailure.SignatureFailure")
        request = whole
        request.body.append(0x20)
        // A change of an unsigned body is accepted.
        #expect(
            await code()
                == (vector.more.contains { $0.value == "UNSIGNED-PAYLOAD" }
                    ? vector.code : "AuthFailure.SignatureFailure"))
    }

    @Test
    func `Additional signed headers are verified, too`() async {
        let fixture = EmulatorFixture()
        var draft = fixture.draft(#"{"ProxyId":"link-none"}"#)
        draft.moreSigned = [TransportHeader("X-TC-Region", "ap-singapore"), TransportHeader("X-Custom", "  a b ")]
        #expect(await fixture.send(draft).code == "ResourceNotFound")
        draft.afterSigning = { $0.set("X-Custom", "other") }
        #expect(await fixture.send(draft).code == "AuthFailure.SignatureFailure")
        draft.afterSigning = { $0.set("X-Custom", nil) }
        #expect(await fixture.send(draft).code == "AuthFailure.InvalidAuthorization")
    }

    @Test
    func `The date of the scope must be the UTC date of the timestamp`() async {
        let fixture = EmulatorFixture()
        var draft = fixture.draft()
        draft.afterSigning = { headers in
            headers.set("Authorization", headers["Authorization"]?.replacing("2025-11-23", with: "2025-11-22"))
        }
        let answer = await fixture.send(draft)
        #expect(answer.code == "AuthFailure.InvalidAuthorization")
        #expect(answer.message?.contains("`Date` in Credential not valid") == true)
    }

    @Test(arguments: [-300, 300])
    func `The clock of a client may differ by 300 seconds in either direction`(_ seconds: Int) async {
        let fixture = EmulatorFixture()
        var draft = fixture.draft(#"{"ProxyId":"link-none"}"#)
        draft.timestamp += seconds
        #expect(await fixture.send(draft).code == "ResourceNotFound")
    }

    @Test(arguments: [Int.max, Int.min, 0])
    func `An extreme timestamp is refused`(_ timestamp: Int) async {
        let fixture = EmulatorFixture()
        var draft = fixture.draft()
        draft.afterSigning = { $0.set("X-TC-Timestamp", String(timestamp)) }
        #expect(await fixture.send(draft).code == "AuthFailure.SignatureExpire")
    }

    @Test
    func `A temporary key with its token is accepted`() async {
        let fixture = EmulatorFixture()
        var draft = fixture.draft(#"{"ProxyId":"link-none"}"#)
        draft.credential = EmulatorOptions.temporaryCredential
        #expect(await fixture.send(draft).code == "ResourceNotFound")
    }
}
