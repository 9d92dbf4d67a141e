import Essentials
import FoundationEssentials
import Logging
import Synchronization
import TestSupport
import Testing

@testable import TencentCloud

/// Returns the concatenated text forms of a value: every way to convert a value to text without revealing a secret
/// explicitly.
func allTextForms(of value: some Any) -> String {
    var text = "\(value)" + String(describing: value) + String(reflecting: value)
    dump(value, to: &text)
    print(value, to: &text)
    debugPrint(value, to: &text)
    return text
}

/// Passes everything that a log would write to a closure.
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
        #expect(!allTextForms(of: secret).contains("hunter2"))
        #expect(!allTextForms(of: Optional(secret) as Any).contains("hunter2"))
        #expect(!allTextForms(of: ["key": [secret]]).contains("hunter2"))
        #expect(Mirror(reflecting: secret).children.isEmpty)
        #expect(secret.reveal() == "hunter2-hunter2")
    }

    @Test func `Neither a secret nor a value that contains one can be encoded`() throws {
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

    @Test func `A credential shows only the last four characters of its ID`() {
        #expect("\(credential)" == "key …1234")
        let text = allTextForms(of: [credential])
        #expect(!text.contains("hunter2"))
        #expect(!text.contains("AKID"))
        #expect(!(credential as Any is any Encodable))
    }

    @Test func `A value that contains a credential does not show its secrets`() {
        let environment = ["TENCENTCLOUD_SECRET_ID": "AKIDx", "TENCENTCLOUD_SECRET_KEY": "hunter2", "HOME": "/"]
        let chain = CredentialChain([FixedCredentials(credential), EnvironmentCredentials(environment: environment)])
        let time = ManualTime()
        let client = Client(
            transport: ScriptedTransport([.fault(.other)], time: time.source), endpoint: .forTests,
            credentials: CredentialStore(chain, time: time.source), quota: Quota(rate: 1, time: time.source))
        #expect(!allTextForms(of: chain).contains("hunter2"))
        #expect(!allTextForms(of: client).contains("hunter2"))
    }

    @Test func `The text form of a request shows neither its signature nor its token`() {
        let request = TransportRequest(
            endpoint: .forTests,
            headers: [
                TransportHeader("Host", "shown"), TransportHeader("Authorization", "hunter2"),
                TransportHeader("x-tc-token", "hunter2"),
            ], body: Data("{}".utf8))
        #expect(!allTextForms(of: request).contains("hunter2"))
        #expect("\(request.headers[0])" == "Host: shown")
        #expect(request.headers["AUTHORIZATION"] == "hunter2")
    }
}
