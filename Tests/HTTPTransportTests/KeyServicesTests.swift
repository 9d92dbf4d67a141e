// Where keys come from over the network: the metadata service and STS, each over real HTTP.

import FoundationEssentials
import HTTPTransport
import Synchronization
import TencentCloud
import Testing

/// Counts, and keeps what was asked.
private final class Questions: Sendable {
    private let kept = Mutex<[String]>([])

    var all: [String] { kept.withLock(\.self) }
    var count: Int { all.count }

    func add(_ question: String) { kept.withLock { $0.append(question) } }
}

/// The wall clock of a test.
private final class Clock: Sendable {
    private let time = Mutex(UnixTime(1_800_000_000))

    @Sendable func now() -> UnixTime { time.withLock(\.self) }
    func advance(by seconds: Double) { time.withLock { $0 = $0 + seconds } }
}

@Suite("Keys over the network", .timeLimit(.minutes(3)))
struct KeyServicesTests {
    /// As in the program, but for the address.
    private func services(_ port: Int) throws -> KeyServices {
        let endpoint = try Endpoint(parsing: "http://127.0.0.1:\(port)")
        return KeyServices(
            metadata: try metadata(port),
            tokens: TokenService(transport: try HTTPTransport(.patient()), endpoint: endpoint))
    }

    private func metadata(_ port: Int) throws -> MetadataService {
        let configuration = HTTPTransport.Configuration.patient(
            maximumAnswerSize: HTTPTransport.Configuration.metadata.maximumAnswerSize)
        return MetadataService(
            transport: try HTTPTransport(configuration), endpoint: try Endpoint(parsing: "http://127.0.0.1:\(port)"))
    }

    private func chain(
        _ port: Int, environment: [String: String] = [:], files: [String: String] = [:], clock: Clock = Clock()
    ) throws -> CredentialChain {
        CredentialChain.standard(
            environment: environment,
            files: FileReading { path in files[path].map { .text(Secret($0), isOpen: false) } ?? .absent },
            services: try services(port), now: clock.now)
    }

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

    @Test("A machine's role is asked for by name and gives out its key")
    func machineRole() async throws {
        let questions = Questions()
        let clock = Clock()
        try await withServer(machine(questions, clock)) { port in
            let credential = try await chain(port, clock: clock).resolve()
            #expect(credential.secretID == "AKIDmachine1")
            #expect(credential.expiresAt == UnixTime(1_800_003_600))
        }
        let path = "/latest/meta-data/cam/security-credentials/"
        #expect(questions.all == ["GET \(path) HTTP/1.1", "GET \(path)reader HTTP/1.1"])
    }

    @Test("A question to the machine has no body and nothing that is secret")
    func metadataHeaders() async throws {
        let questions = Questions()
        try await withServer { connection in
            questions.add(try await connection.request())
            try await connection.answer("", status: "404 Not Found")
        } run: { port in
            _ = await MachineRoleCredentials(metadata: try metadata(port), now: Clock().now).find()
            let text = try #require(questions.all.first).lowercased()
            #expect(text.contains("\r\nhost: 127.0.0.1:\(port)\r\n"))
            for header in ["authorization", "x-tc-", "content-length", "content-type", "transfer-encoding"] {
                #expect(!text.contains("\r\n\(header)"))
            }
        }
    }

    @Test("A key that ends during a session is renewed five minutes before, once for all who ask")
    func renewal() async throws {
        let questions = Questions()
        let clock = Clock()
        try await withServer(machine(questions, clock)) { port in
            let store = CredentialStore(try chain(port, clock: clock), now: clock.now)
            func ask() async throws -> Set<String> {
                try await withThrowingTaskGroup(of: String.self) { group in
                    for _ in 0..<50 { group.addTask { try await store.credential().secretID } }
                    return try await group.reduce(into: []) { $0.insert($1) }
                }
            }
            #expect(try await ask() == ["AKIDmachine1"])
            clock.advance(by: 3299)
            #expect(try await ask() == ["AKIDmachine1"])
            #expect(questions.count == 2)
            clock.advance(by: 1)
            #expect(try await ask() == ["AKIDmachine2"])
            #expect(questions.count == 4)
        }
    }

    @Test("A machine without a role, and a service that is none, are passed over")
    func noRole() async throws {
        for (status, body) in [("404 Not Found", ""), ("200 OK", "<html>"), ("302 Found", "")] {
            try await withServer { connection in
                try await connection.request()
                try await connection.answer(body, status: status, headers: ["Location: http://127.0.0.1:1/"])
            } run: { port in
                let finding = await MachineRoleCredentials(metadata: try metadata(port), now: Clock().now)
                    .find()
                guard case .nothing = finding.outcome else {
                    Issue.record("\(finding)")
                    return
                }
            }
        }
    }

    @Test("Where nobody answers the search goes on within the time of the metadata service")
    func silence() async throws {
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
            #expect(finding.line.contains("no complete answer from 127.0.0.1:\(port) within 0.1 s"))
        }
    }

    @Test("Where nobody listens the search goes on at once")
    func refused() async throws {
        let port = try await withServer({ _ in }, run: { $0 })
        let search = await (try chain(port)).search()
        #expect(search.findings.count == 6)
        #expect(search.findings[4].line.contains("so this is no machine of Tencent Cloud"))
    }

    @Test("An answer without end is cut off")
    func flood() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(String(repeating: "a", count: 100_000))
        } run: { port in
            let finding = await MachineRoleCredentials(metadata: try metadata(port), now: Clock().now).find()
            #expect(finding.line.contains("larger than the 65536 bytes accepted"))
        }
    }

    // MARK: STS

    /// STS; it also keeps what was asked.
    private func tokens(_ questions: Questions) -> Script {
        { connection in
            while true {
                questions.add(try await connection.request())
                try await connection.answer(
                    """
                    {"Response":{"Credentials":{"Token":"t","TmpSecretId":"AKIDtemp\(questions.count)",\
                    "TmpSecretKey":"k"},"ExpiredTime":4000000000,"Expiration":"x","RequestId":"r"}}
                    """)
            }
        }
    }

    @Test("The role of the environment is assumed by a signed call")
    func role() async throws {
        let questions = Questions()
        try await withServer(tokens(questions)) { port in
            let environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2",
                "TENCENTCLOUD_ROLE_ARN": "qcs::cam::uin/1:roleName/reader", "TENCENTCLOUD_ROLE_SESSION_NAME": "me",
            ]
            let credential = try await chain(port, environment: environment).resolve()
            #expect(credential.secretID == "AKIDtemp1")
            #expect(credential.token == Secret("t"))
        }
        let text = try #require(questions.all.first)
        #expect(text.contains("\r\nX-TC-Action: AssumeRole\r\n"))
        #expect(text.contains("\r\nAuthorization: TC3-HMAC-SHA256 Credential=AKIDx/"))
        #expect(text.contains("/sts/tc3_request, "))
        #expect(text.hasSuffix(#"{"RoleArn":"qcs::cam::uin/1:roleName/reader","RoleSessionName":"me"}"#))
        #expect(!text.contains("hunter2"))
    }

    @Test("A pod's identity token is sent without a signature")
    func pod() async throws {
        let questions = Questions()
        try await withServer { connection in
            while true {
                let question = try await connection.request()
                guard question.hasPrefix("GET") else {
                    questions.add(question)
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
            let chain = try chain(port, environment: environment, files: ["/token": "jwt"])
            #expect(try await chain.resolve().secretID == "AKIDpod")
        }
        let text = try #require(questions.all.first)
        #expect(text.contains("\r\nAuthorization: SKIP\r\n"))
        #expect(text.contains("\r\nX-TC-Region: ap-guangzhou\r\n"))
    }

    @Test("A refusal of STS is told with its code, its words and its RequestId")
    func refusal() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(
                #"{"Response":{"Error":{"Code":"UnauthorizedOperation","Message":"not you"},"RequestId":"r-1"}}"#)
        } run: { port in
            let environment = [
                "TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2",
                "TENCENTCLOUD_ROLE_ARN": "qcs::x",
            ]
            let problem = await #expect(throws: CredentialProblem.self) {
                try await chain(port, environment: environment).resolve()
            }
            #expect(
                problem?.tried == [
                    "environment: key …KIDx cannot assume the role qcs::x: "
                        + "127.0.0.1 says UnauthorizedOperation: not you [RequestId r-1]"
                ])
        }
    }

    @Test("A token that is refused during a session is replaced, and the call made again")
    func tokenFailure() async throws {
        let questions = Questions()
        let calls = Questions()
        try await withServer { connection in
            while true {
                let question = try await connection.request()
                if question.contains("X-TC-Action: AssumeRole") {
                    questions.add(question)
                    try await connection.answer(
                        """
                        {"Response":{"Credentials":{"Token":"t\(questions.count)","TmpSecretId":"AKIDtemp",\
                        "TmpSecretKey":"k"},"ExpiredTime":4000000000,"RequestId":"r"}}
                        """)
                    continue
                }
                calls.add(question)
                try await connection.answer(
                    question.contains("X-TC-Token: t2")
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
                credentials: try chain(port, environment: environment), quota: Quota(rate: 1000, time: .system))
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<50 { group.addTask { _ = try await client.call(Ping()) } }
                try await group.waitForAll()
            }
        }
        #expect(questions.count == 2)
        #expect(calls.all.count { $0.contains("X-TC-Token: t2") } == 50)
    }
}

/// An action that serves no service.
private struct Ping: Action {
    struct Answer: Decodable, Sendable {}
    static let name = "Ping"
    static let version = "2018-05-29"
    static let service = "gaap"
    func validate() throws(InvalidRequest) {}
}
