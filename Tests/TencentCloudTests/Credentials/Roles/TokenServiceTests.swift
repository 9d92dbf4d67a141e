import Essentials
import FoundationEssentials
import Testing

@testable import TencentCloud

@Suite struct TokenServiceTests {
    private let time = ManualTime()
    private let credential = Credential(
        secretID: "AKIDx", secretKey: Secret("hunter2-key"), token: Secret("hunter2-token"))

    /// Assumes a role while the manual clock advances, because a failed request may be retried after a wait.
    private func assume(_ transport: AnsweringTransport, role: Role = Role(arn: "qcs::x", session: "me")) async
        -> CredentialFinding
    {
        let services = KeyServices.stub(tokens: transport, time: time)
        let credential = credential
        let task = time.start {
            await AssumedRole(role, with: FixedCredentials(credential), by: services.tokens).find()
        }
        await time.run()
        return await task.value
    }

    @Test func `AssumeRole is a signed call of STS`() async throws {
        let transport = AnsweringTransport.tokens()
        let finding = await assume(transport)
        #expect(
            finding.credential
                == Credential(
                    secretID: "AKIDtemp1", secretKey: Secret("k1"), token: Secret("t1"),
                    expiresAt: UnixTime(4_000_000_000)))
        let request = try #require(transport.requests.first)
        #expect(request.target == .post)
        #expect(request.headers["X-TC-Action"] == "AssumeRole")
        #expect(request.headers["X-TC-Version"] == "2018-08-13")
        #expect(request.headers["X-TC-Region"] == "ap-guangzhou")
        #expect(request.headers["X-TC-Token"] == "hunter2-token")
        #expect(String(decoding: request.body, as: UTF8.self) == #"{"RoleArn":"qcs::x","RoleSessionName":"me"}"#)
        let signature = TC3Signature(
            timestamp: time.epoch.wholeSeconds, service: "sts",
            headers: [("content-type", "application/json"), ("host", request.endpoint.hostHeader)], body: request.body)
        #expect(request.headers["Authorization"] == signature.authorization(credential))
    }

    @Test func `An STS error ends the search and reports its code and message`() async {
        let finding = await assume(
            AnsweringTransport { _ throws(TransportError) in
                (
                    200,
                    #"{"Response":{"Error":{"Code":"AuthFailure.Unauthorized","Message":"no"},"RequestId":"r-1"}}"#
                )
            })
        #expect(
            finding.broken
                == "key …KIDx cannot assume the role qcs::x: gaap.example.com returned AuthFailure.Unauthorized: no [RequestId r-1]"
        )
    }

    @Test func `An STS error that quotes the request is reported with the secrets redacted`() async {
        let finding = await assume(
            AnsweringTransport { _ throws(TransportError) in
                (
                    200,
                    #"{"Response":{"Error":{"Code":"X","Message":"hunter2-token is not of hunter2-key"},"RequestId":"r"}}"#
                )
            })
        #expect(finding.broken?.contains("X: ••• is not of •••") == true)
        #expect(!allTextForms(of: finding).contains("hunter2"))
    }

    @Test(arguments: [
        (200, "<html>", "not an answer of the API"), (502, "", "not an answer of the API"),
        (200, #"{"Response":{"RequestId":"r"}}"#, "not an answer of the API"),
        (200, #"{"Response":{"Credentials":{},"ExpiredTime":4000000000}}"#, "contains no key"),
        (
            200,
            #"{"Response":{"Credentials":{"TmpSecretId":"a","TmpSecretKey":"k","Token":"t\nX: 1"},"ExpiredTime":4e9}}"#,
            "Token contains a blank"
        ),
        (
            200, #"{"Response":{"Credentials":{"TmpSecretId":"a","TmpSecretKey":"k","Token":"t"},"ExpiredTime":5}}"#,
            "check the clock"
        ),
    ])
    func `A response without a usable key ends the search`(status: Int, body: String, words: String) async {
        let finding = await assume(AnsweringTransport { _ throws(TransportError) in (status, body) })
        #expect(finding.broken?.contains(words) == true, "\(finding)")
    }

    @Test func `An unreachable service is reported as unreachable`() async {
        #expect(await assume(.unknownHost).broken?.contains("gaap.example.com is unknown") == true)
    }

    @Test func `No role is assumed if no key is found`() async {
        let tokens = AnsweringTransport.tokens()
        let source = AssumedRole(
            Role(arn: "qcs::x"), with: EnvironmentCredentials(environment: [:]),
            by: KeyServices.stub(tokens: tokens).tokens)
        #expect(await source.find().nothing != nil)
        #expect(source.name[.english] == "environment")
        #expect(tokens.requests.isEmpty)
    }

    @Test(arguments: [
        ("https://gaap.tencentcloudapi.com", "https://sts.tencentcloudapi.com"),
        ("https://gaap.intl.tencentcloudapi.com", "https://sts.intl.tencentcloudapi.com"),
        ("https://gaap.ap-guangzhou.tencentcloudapi.com", "https://sts.ap-guangzhou.tencentcloudapi.com"),
        ("https://gaap.internal.tencentcloudapi.com:8443", "https://sts.internal.tencentcloudapi.com:8443"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"), ("https://cloud.example.com", "https://cloud.example.com"),
        ("https://tencentcloudapi.com.example.com", "https://tencentcloudapi.com.example.com"),
    ])
    func `The STS endpoint is derived from the endpoint of the called service`(endpoint: String, neighbour: String)
        throws
    {
        #expect(try Endpoint(parsing: endpoint).neighbour("sts").description == neighbour)
    }
}
