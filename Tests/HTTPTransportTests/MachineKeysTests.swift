// The metadata service of a machine, over real HTTP.

import Essentials
import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct MachineKeysTests {
    /// A metadata service whose keys last an hour and are called `AKIDmachine1`, `AKIDmachine2`, ….
    private func machine(_ questions: Questions, _ clock: Clock) -> Script {
        { connection in
            while true {
                let question = String(try await connection.request().prefix { $0 != "\r\n" })
                questions.add(question)
                if question.hasSuffix("/security-credentials/ HTTP/1.1") {
                    try await connection.answer("reader")
                } else {
                    let number = questions.all.count { $0.hasSuffix("/reader HTTP/1.1") }
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
    func `A machine's role is asked for by name and gives out its key`() async throws {
        let questions = Questions()
        let clock = Clock()
        try await withServer(machine(questions, clock)) { port in
            let credential = try await CredentialChain.at(port, clock: clock).resolve()
            #expect(credential.secretID == "AKIDmachine1")
            #expect(credential.expiresAt == UnixTime(1_800_003_600))
        }
        let path = "/latest/meta-data/cam/security-credentials/"
        #expect(
            questions.all == [
                "GET \(path) HTTP/1.1", "GET \(path)reader HTTP/1.1", "GET /latest/meta-data/app-id HTTP/1.1",
            ])
    }

    @Test
    func `A question to the machine has no body and nothing that is secret`() async throws {
        let questions = Questions()
        try await withServer { connection in
            questions.add(try await connection.request())
            try await connection.answer("", status: "404 Not Found")
        } run: { port in
            _ = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            let text = try #require(questions.all.first).lowercased()
            #expect(text.contains("\r\nhost: 127.0.0.1:\(port)\r\n"))
            for header in ["authorization", "x-tc-", "content-length", "content-type", "transfer-encoding"] {
                #expect(!text.contains("\r\n\(header)"))
            }
        }
    }

    @Test
    func `A key that ends during a session is renewed five minutes before, once for all who ask`() async throws {
        let questions = Questions()
        let clock = Clock()
        try await withServer(machine(questions, clock)) { port in
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
            #expect(questions.count == 3)
            clock.advance(by: 1)
            #expect(try await ask() == ["AKIDmachine2"])
            #expect(questions.count == 6)
        }
    }

    @Test
    func `A machine without a role, and a service that is none, are passed over`() async throws {
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
    func `Where nobody answers the search goes on within the time of the metadata service`() async throws {
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
    func `Where nobody listens the search goes on at once`() async throws {
        let port = try await withServer({ _ in }, run: { $0 })
        let search = await (try CredentialChain.at(port)).search()
        #expect(search.findings.count == 6)
        #expect(search.findings[4].line[.english].contains("so this is no machine of Tencent Cloud"))
    }

    @Test
    func `An answer without end is cut off`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(String(repeating: "a", count: 100_000))
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            #expect(finding.line[.english].contains("larger than the 65536 bytes accepted"))
        }
    }

    @Test(arguments: UnreadableBody.all)
    func `A key that is no text, or nested without end, is told as none`(_ body: UnreadableBody) async throws {
        try await withServer { connection in
            while true {
                let isKey = try await connection.request().hasPrefix("GET /latest/meta-data/cam/security-credentials/r")
                try await connection.answer(bytes: isKey ? body.bytes : Array("r".utf8))
            }
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            #expect(finding.line[.english].contains("role r: what 127.0.0.1 answers is not a key"), "\(finding.line)")
        }
    }

    @Test(arguments: UnreadableBody.all)
    func `A role whose name is no text is none`(_ body: UnreadableBody) async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(bytes: body.bytes)
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try .at(port), now: Clock().now).find()
            #expect(
                finding.line[.english].contains("what 127.0.0.1 answers is not the name of a role"), "\(finding.line)")
        }
    }
}
