// STS over real HTTP.

import Essentials
import HTTPTransport
import TencentCloud
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3)))
struct RoleKeysTests {
    /// An STS that records the requests.
    private func tokens(_ requests: RequestLog) -> Script {
        { connection in
            while true {
                requests.add(try await connection.request())
                try await connection.answer(
                    """
                    {"Response":{"Credentials":{"Token":"t","TmpSecretId":"AKIDtemp\(requests.count)",\
                    "TmpSecretKey":"k"},"ExpiredTime":4000000000,"Expiration":"x","RequestId":"r"}}
                    """)
            }
        }
    }

    @Test
    func `The role from the environment is assumed by a signed call`() async throws {
        let requests = RequestLog()
        try await withServer(tokens(requests)) { port in
            let environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2",
                "TENCENTCLOUD_ROLE_ARN": "qcs::cam::uin/1:roleName/reader", "TENCENTCLOUD_ROLE_SESSION_NAME": "me",
            ]
            let credential = try await CredentialChain.at(port, environment: environment).resolve()
            #expect(credential.secretID == "AKIDtemp1")
            #expect(credential.token == Secret("t"))
        }
        let text = try #require(requests.all.first)
        #expect(text.contains("\r\nX-TC-Action: AssumeRole\r\n"))
        #expect(text.contains("\r\nAuthorization: TC3-HMAC-SHA256 Credential=AKIDx/"))
        #expect(text.contains("/sts/tc3_request, "))
        #expect(text.hasSuffix(#"{"RoleArn":"qcs::cam::uin/1:roleName/reader","RoleSessionName":"me"}"#))
        #expect(!text.contains("hunter2"))
    }

    @Test
    func `The identity token of a pod is sent without a signature`() async throws {
        let requests = RequestLog()
        try await withServer { connection in
            while true {
                let request = try await connection.request()
                guard request.hasPrefix("GET") else {
                    requests.add(request)
                    try await connection.answer(
                        #"{"Response":{"Credentials":{"Token":"t","TmpSecretId":"AKIDpod","TmpSecretKey":"k"},"#
                            + #""ExpiredTime":4000000000,"RequestId":"r"}}"#)
                    continue
                }
                try await connection.answer("", status: "404 Not Found")
            }
        } run: { port in
            let environment = [
                "TKE_REGION": "ap-guangzhou", "TKE_PROVIDER_ID": "cls-1", "TKE_WEB_IDENTITY_TOKEN_FILE": "/token",
                "TKE_ROLE_ARN": "qcs::pod",
            ]
            let chain = try CredentialChain.at(port, environment: environment, files: ["/token": "jwt"])
            #expect(try await chain.resolve().secretID == "AKIDpod")
        }
        let text = try #require(requests.all.first)
        #expect(text.contains("\r\nAuthorization: SKIP\r\n"))
        #expect(text.contains("\r\nX-TC-Region: ap-guangzhou\r\n"))
    }

    @Test
    func `An STS error is reported with its code, message and RequestId`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(
                #"{"Response":{"Error":{"Code":"UnauthorizedOperation","Message":"not you"},"RequestId":"r-1"}}"#)
        } run: { port in
            let environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2",
                "TENCENTCLOUD_ROLE_ARN": "qcs::x",
            ]
            let problem = await #expect(throws: CredentialError.self) {
                try await CredentialChain.at(port, environment: environment).resolve()
            }
            #expect(
                problem?.tried.map { $0[.english] } == [
                    "environment: key …KIDx cannot assume the role qcs::x: "
                        + "127.0.0.1 returned UnauthorizedOperation: not you [RequestId r-1]"
                ])
        }
    }

    @Test
    func `If a token is refused during a session, it is replaced and the call is repeated`() async throws {
        let requests = RequestLog()
        let calls = RequestLog()
        try await withServer { connection in
            while true {
                let request = try await connection.request()
                if request.contains("X-TC-Action: AssumeRole") {
                    requests.add(request)
                    try await connection.answer(
                        """
                        {"Response":{"Credentials":{"Token":"t\(requests.count)","TmpSecretId":"AKIDtemp",\
                        "TmpSecretKey":"k"},"ExpiredTime":4000000000,"RequestId":"r"}}
                        """)
                    continue
                }
                calls.add(request)
                try await connection.answer(
                    request.contains("X-TC-Token: t2")
                        ? #"{"Response":{"RequestId":"r"}}"#
                        : #"{"Response":{"Error":{"Code":"AuthFailure.TokenFailure","Message":"over"},"RequestId":"r"}}"#
                )
            }
        } run: { port in
            let environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "k", "TENCENTCLOUD_ROLE_ARN": "qcs::x",
            ]
            let client = Client(
                transport: try HTTPTransport(.patient()), endpoint: try Endpoint(parsing: "http://127.0.0.1:\(port)"),
                credentials: CredentialStore(try CredentialChain.at(port, environment: environment)),
                quota: Quota(rate: 1000, time: .system))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { _ = try await client.call(Ping()) } }
                try await group.waitForAll()
            }
        }
        #expect(requests.count == 2)
        #expect(calls.all.count { $0.contains("X-TC-Token: t2") } == 50)
    }

    @Test(arguments: UnreadableBody.all)
    func `A response that cannot be decoded is reported as not a response of the service`(_ body: UnreadableBody)
        async throws
    {
        try await withServer { connection in
            while true {
                try await connection.request()
                try await connection.answer(bytes: body.bytes)
            }
        } run: { port in
            let environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2",
                "TENCENTCLOUD_ROLE_ARN": "qcs::x",
            ]
            let problem = await #expect(throws: CredentialError.self) {
                try await CredentialChain.at(port, environment: environment).resolve()
            }
            let line = try #require(problem?.tried.first?[.english])
            #expect(line.hasSuffix("the answer from 127.0.0.1 is not an answer of the API"), "\(line)")
        }
    }
}
