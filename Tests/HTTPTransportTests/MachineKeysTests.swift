// The metadata service of a machine over real HTTP.

import Essentials
import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct MachineKeysTests {
    /// A metadata service whose keys are valid for an hour and have the IDs `AKIDmachine1`, `AKIDmachine2`, ….
    private func machine(_ requests: RequestLog, _ clock: Clock) -> Script {
        { connection in
            while true {
                let request = String(try await connection.request().prefix { $0 != "\r\n" })
                requests.add(request)
                if request.hasSuffix("/security-credentials/ HTTP/1.1") {
                    try await connection.answer("reader")
                } else {
                    let number = requests.all.count { $0.hasSuffix("/reader HTTP/1.1") }
                    try await connection.answer(
                        """
                        {"TmpSecretId":"AKIDmachine\(number)","TmpSecretKey":"k","Token":"t","Code":"Success",\
                        "ExpiredTime":\(clock.now().wholeSeconds + 3600),"Expiration":"x"}
                        """)
                }
            }
        }
    }

    @Test
    func `The key of the machine's role is requested by the name of the role`() async throws {
        let requests = RequestLog()
        let clock = Clock()
        try await withServer(machine(requests, clock)) { port in
            let credential = try await CredentialChain.at(port, clock: clock).resolve()
            #expect(credential.secretID == "AKIDmachine1")
            #expect(credential.expiresAt == UnixTime(1_800_003_600))
        }
        let path = "/latest/meta-data/cam/security-credentials/"
        #expect(
            requests.all == [
                "GET \(path) HTTP/1.1", "GET \(path)reader HTTP/1.1", "GET /latest/meta-data/app-id HTTP/1.1",
            ])
    }

    @Test
    func `A request to the metadata service has no body and no secrets`() async throws {
        let requests = RequestLog()
        try await withServer { connection in
            requests.add(try await connection.request())
            try await connection.answer("", status: "404 Not Found")
        } run: { port in
            _ = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            let text = try #require(requests.all.first).lowercased()
            #expect(text.contains("\r\nhost: 127.0.0.1:\(port)\r\n"))
            for header in ["authorization", "x-tc-", "content-length", "content-type", "transfer-encoding"] {
                #expect(!text.contains("\r\n\(header)"))
            }
        }
    }

    @Test
    func `A key that expires during a session is renewed once, five minutes before its expiry, for all callers`()
        async throws
    {
        let requests = RequestLog()
        let clock = Clock()
        try await withServer(machine(requests, clock)) { port in
            let store = CredentialStore(try CredentialChain.at(port, clock: clock), now: clock.moment)
            func ask() async throws -> Set<String> {
                try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<50 { group.addTask { try await store.credential().secretID } }
                    return try await group.reduce(into: []) { $0.insert($1) }
                }
            }
            #expect(try await ask() == ["AKIDmachine1"])
            clock.advance(by: 3299)
            #expect(try await ask() == ["AKIDmachine1"])
            #expect(requests.count == 3)
            clock.advance(by: 1)
            #expect(try await ask() == ["AKIDmachine2"])
            #expect(requests.count == 6)
        }
    }

    @Test
    func `A machine without a role and a service that is not a metadata service are skipped`() async throws {
        for (status, body) in [("404 Not Found", ""), ("200 OK", "<html>"), ("302 Found", "")] {
            try await withServer { connection in
                try await connection.request()
                try await connection.answer(body, status: status, headers: ["Location: http://127.0.0.1:1/"])
            } run: { port in
                let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now)
                    .find()
                guard case .nothing = finding.outcome else {
                    Issue.record("\(finding)")
                    return
                }
            }
        }
    }

    @Test
    func `If the metadata service does not respond, the search continues after the timeout of the metadata service`()
        async throws
    {
        #expect(HTTPTransport.Configuration.metadata.connectTimeout == .seconds(1))
        #expect(HTTPTransport.Configuration.metadata.totalTimeout == .seconds(2))
        #expect(HTTPTransport.Configuration.metadata.proxy == nil)
        try await withServer { connection in
            await connection.staySilent()
        } run: { port in
            var hasty = HTTPTransport.Configuration.metadata
            hasty.totalTimeout = .milliseconds(100)
            let metadata = MetadataService(
                transport: try HTTPTransport(hasty), endpoint: try Endpoint(parsing: "http://127.0.0.1:\(port)"))
            let finding = await MachineRoleCredentials(metadata: metadata, now: Clock().now).find()
            #expect(finding.line[.english].contains("no complete answer from 127.0.0.1:\(port) within 0.1 s"))
        }
    }

    @Test
    func `If the connection is refused, the search continues immediately`() async throws {
        let port = try await withServer({ _ in }, run: { $0 })
        let search = await (try CredentialChain.at(port)).search()
        #expect(search.findings.count == 6)
        #expect(search.findings[4].line[.english].contains("; so this is not a machine of Tencent Cloud"))
    }

    @Test
    func `A response that is too large is rejected`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(String(repeating: "a", count: 100_000))
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            #expect(finding.line[.english].contains("larger than the 65536 bytes accepted"))
        }
    }

    @Test(arguments: UnreadableBody.all)
    func `A key that cannot be decoded is reported as not a key`(_ body: UnreadableBody) async throws {
        try await withServer { connection in
            while true {
                let isKey = try await connection.request().hasPrefix("GET /latest/meta-data/cam/security-credentials/r")
                try await connection.answer(bytes: isKey ? body.bytes : Array("r".utf8))
            }
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            #expect(
                finding.line[.english].contains("role r: the answer from 127.0.0.1 is not a key"), "\(finding.line)")
        }
    }

    @Test(arguments: UnreadableBody.all)
    func `A role name that cannot be decoded is reported as not a role name`(_ body: UnreadableBody) async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(bytes: body.bytes)
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            #expect(
                finding.line[.english].contains("the answer from 127.0.0.1 is not a role name"), "\(finding.line)")
        }
    }
}
