import Essentials
import FoundationEssentials
import Logging
import Synchronization
import TestSupport
import Testing

@testable import TencentCloud

/// Every way there is to turn a value into a text without asking for the secret itself.
func everyText(of value: some Any) -> String {
    var text = "\(value)" + String(describing: value) + String(reflecting: value)
    dump(value, to: &text)
    print(value, to: &text)
    debugPrint(value, to: &text)
    return text
}

/// Hands on all that a log would write down.
private struct CollectingLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace
    let take: @Sendable (String) -> Void

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { take("\(event.message) \(event.metadata ?? [:])\n") }
}

@Suite struct SecretTests {
    private let secret = Secret("hunter2-hunter2")
    private var credential: Credential {
        Credential(secretID: "AKIDabcdefgh1234", secretKey: secret, token: Secret("hunter2-token"))
    }

    @Test func `A secret cannot be printed, dumped or interpolated`() {
        #expect(!everyText(of: secret).contains("hunter2"))
        #expect(!everyText(of: Optional(secret) as Any).contains("hunter2"))
        #expect(!everyText(of: ["key": [secret]]).contains("hunter2"))
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(secret.reveal() == "hunter2-hunter2")
    }

    @Test func `A secret cannot be encoded, nor can what holds one`() throws {
        let values: [any Sendable] = [
            secret, credential, FixedCredentials(credential),
            CredentialFinding(Wording(verbatim: "x"), .found(credential)),
            CredentialSearch(findings: [CredentialFinding(Wording(verbatim: "x"), .found(credential))]),
        ]
        for value in values {
            guard let encodable = value as? any Encodable else { continue }
            Issue.record("\(type(of: value)) encodes as \(try JSONEncoder().encode(encodable))")
        }
    }

    @Test func `A secret cannot be logged`() {
        let log = Mutex("")
        var logger = Logger(label: "test") { _ in CollectingLog { line in log.withLock { $0 += line } } }
        logger.logLevel = .trace
        logger.info("\(secret) \(credential)", metadata: ["a": .stringConvertible(secret), "b": "\(secret)"])
        logger.info(
            "x", metadata: ["c": .stringConvertible(credential), "d": ["\([credential])"], "e": ["f": "\(secret)"]])
        let text = log.withLock(\.self)
        #expect(text.contains("•••") && text.contains("key …1234"))
        #expect(!text.contains("hunter2") && !text.contains("AKID"))
    }

    @Test func `A credential shows the last four characters of its id and no more`() {
        #expect("\(credential)" == "key …1234")
        let text = everyText(of: [credential])
        #expect(!text.contains("hunter2"))
        #expect(!text.contains("AKID"))
        #expect(!(credential as Any is any Encodable))
    }

    @Test func `What holds a credential does not show it either`() {
        let environment = ["TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2", "HOME": "/"]
        let chain = CredentialChain([FixedCredentials(credential), EnvironmentCredentials(environment: environment)])
        let time = ManualTime()
        let client = Client(
            transport: ScriptedTransport([.fault(.other)], time: time.source), endpoint: .forTests,
            credentials: CredentialStore(chain, time: time.source), quota: Quota(rate: 1, time: time.source))
        #expect(!everyText(of: chain).contains("hunter2"))
        #expect(!everyText(of: client).contains("hunter2"))
    }

    @Test func `A request shows neither its signature nor its token`() {
        let request = TransportRequest(
            endpoint: .forTests,
            headers: [
                TransportHeader("Host", "shown"), TransportHeader("Authorization", "hunter2"),
                TransportHeader("x-tc-token", "hunter2"),
            ], body: Data("{}".utf8))
        #expect(!everyText(of: request).contains("hunter2"))
        #expect("\(request.headers[0])" == "Host: shown")
        #expect(request.headers["AUTHORIZATION"] == "hunter2")
    }
}
