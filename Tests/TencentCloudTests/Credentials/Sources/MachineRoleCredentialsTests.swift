import Essentials
import Synchronization
import Testing

@testable import TencentCloud

@Suite struct MachineRoleCredentialsTests {
    private static let now = UnixTime(1_800_000_000)

    private func find(_ transport: AnsweringTransport) async -> CredentialFinding {
        await MachineRoleCredentials(metadata: MetadataService(transport: transport), now: { Self.now }).find()
    }

    @Test(arguments: ["reader", "reader\n", "TKE_QCSRole-1.2"])
    func `The metadata service returns the role name and the key of the role`(body: String) async {
        let transport = AnsweringTransport.machine(role: (200, body))
        let finding = await find(transport)
        let role = body.filter { $0 != "\n" }
        #expect(
            finding.credential
                == Credential(
                    secretID: "AKIDmachine", secretKey: Secret("k"), token: Secret("t"),
                    expiresAt: UnixTime(4_000_000_000)))
        #expect(finding.line[.english] == "CVM role: key …hine, role \(role)")
        let path = "/latest/meta-data/cam/security-credentials/"
        #expect(
            transport.requests.map(\.target) == [
                .get(path: path), .get(path: path + role), .get(path: "/latest/meta-data/app-id"),
            ])
        #expect(
            transport.requests.map(\.endpoint.description)
                == Array(repeating: "http://metadata.tencentyun.com", count: 3))
        #expect(transport.requests.allSatisfy { $0.headers == [TransportHeader("Host", "metadata.tencentyun.com")] })
    }

    @Test(arguments: [
        (404, "", "has no role for this machine"), (404, "<html>", "has no role for this machine"),
        (500, "", "HTTP status 500"), (302, "", "HTTP status 302"), (200, "", "not a role name"),
        (200, "<html>Log in</html>", "not a role name"), (200, "a\nb", "not a role name"),
        (200, "../user-data", "not a role name"), (200, "..", "not a role name"),
        (200, "a b", "not a role name"), (200, "a?b", "not a role name"),
        (200, String(repeating: "a", count: 129), "not a role name"),
    ])
    func `If the machine has no role or another service responds, the search continues with the next source`(
        status: Int, body: String, words: String
    ) async {
        let transport = AnsweringTransport.machine(role: (status, body))
        #expect(await find(transport).nothing?.contains(words) == true)
        #expect(transport.requests.count == 1)
    }

    @Test(arguments: [
        TransportError.Kind.unknownHost, .connectTimeout, .connectionRefused, .totalTimeout, .notHTTP, .tooLarge,
        .connectionClosed,
    ])
    func `A machine outside Tencent Cloud has no metadata service`(kind: TransportError.Kind) async {
        let transport = AnsweringTransport { _ throws(TransportError) in
            throw TransportError(kind, Wording(verbatim: "as it is"))
        }
        #expect(await find(transport).nothing == "as it is; so this is not a machine of Tencent Cloud")
    }

    @Test func `A connection that was closed between two requests is not a failure`() async {
        let isClosed = Mutex(false)
        let transport = AnsweringTransport { request throws(TransportError) in
            if request.target == .get(path: "/latest/meta-data/cam/security-credentials/") { return (200, "reader") }
            let wasClosed = isClosed.withLock { flag in
                defer { flag = true }
                return flag
            }
            guard wasClosed else { throw TransportError(.connectionClosed, Wording(verbatim: "closed")) }
            return (200, AnsweringTransport.machineKey)
        }
        #expect(await find(transport).credential != nil)
    }

    @Test(arguments: [
        (500, "", "HTTP status 500"), (404, "", "HTTP status 404"), (200, "", "not a key"),
        (200, "hunter2", "not a key"), (200, String(repeating: #"{"a":"#, count: 10_000), "not a key"),
        (200, #"{"Code":"Success","x":"# + String(repeating: "[", count: 10_000), "not a key"),
        (200, #"{"Code":"InternalError","TmpSecretId":"hunter2"}"#, "its Code is not Success"),
        (200, #"{"TmpSecretId":"hunter2","TmpSecretKey":"hunter2","Token":"t"}"#, "its Code is not Success"),
        (200, #"{"Code":"Success"}"#, "contains no key"),
        (200, #"{"Code":"Success","TmpSecretId":"a","TmpSecretKey":"hunter2"}"#, "without a Token"),
        (200, #"{"Code":"Success","TmpSecretId":"a","Token":"hunter2"}"#, "TmpSecretKey is missing"),
        (
            200, #"{"Code":"Success","TmpSecretId":"a\r\nX: hunter2","TmpSecretKey":"k","Token":"t"}"#,
            "TmpSecretId contains"
        ),
        (200, #"{"Code":"Success","TmpSecretId":7,"TmpSecretKey":"hunter2","Token":"t"}"#, "not a key"),
        (
            200, #"{"Code":"Success","TmpSecretId":"a","TmpSecretKey":"k","Token":"t","ExpiredTime":1799999990}"#,
            "expired 10 s ago; check the clock"
        ),
    ])
    func `A role without a usable key ends the search, and the error shows no value`(
        status: Int, body: String, words: String
    ) async {
        let finding = await find(.machine(key: (status, body)))
        #expect(finding.broken?.hasPrefix("role reader: ") == true, "\(finding)")
        #expect(finding.broken?.contains(words) == true, "\(finding)")
        #expect(!allTextForms(of: finding).contains("hunter2"))
    }
}
