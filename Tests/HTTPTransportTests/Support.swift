// How the tests speak to the transport.

import Essentials
import FoundationEssentials
import HTTPTransport
import TencentCloud
import TestSupport
import Testing

/// A request as the API client makes it, to a port of this machine.
func request(_ port: Int, scheme: String = "http", host: String = "127.0.0.1") throws -> TransportRequest {
    let endpoint = try Endpoint(parsing: "\(scheme)://\(host):\(port)")
    return TransportRequest(
        endpoint: endpoint,
        headers: [
            TransportHeader("Host", endpoint.hostHeader),
            TransportHeader("Content-Type", "application/json; charset=utf-8"),
            TransportHeader("X-TC-Action", "DescribeTCPListeners"),
        ],
        body: Data(#"{"Limit":1}"#.utf8))
}

extension HTTPTransport.Configuration {
    /// Time-outs beyond the suites' limit, so that no test runs into one by a busy machine: it shortens the one that it
    /// is about.
    static func patient(
        connectTimeout: Duration = .seconds(600), readTimeout: Duration = .seconds(600),
        totalTimeout: Duration = .seconds(600), maximumAnswerSize: Int = 32 << 20, proxy: Proxy? = nil,
        caFile: String? = nil
    ) -> Self {
        Self(
            connectTimeout: connectTimeout, readTimeout: readTimeout, totalTimeout: totalTimeout,
            idleTimeout: .seconds(600), maximumAnswerSize: maximumAnswerSize, proxy: proxy,
            authorities: CertificateAuthorities(file: caFile))
    }
}

/// The fault a request ends with; notes an issue if it ends with an answer.
func fault(_ transport: HTTPTransport, _ request: TransportRequest) async -> TransportError? {
    await #expect(throws: TransportError.self) { try await transport.send(request) }
}

extension TransportError {
    /// A fault by its English words alone.
    init(_ kind: Kind, _ words: String) { self.init(kind, Wording(verbatim: words)) }

    /// A fault by its English words; that there are Chinese ones as well is checked wherever somebody looks.
    var inEnglish: TransportError {
        #expect(message[.chinese].isChinese && !message[.english].isChinese, "\(message)")
        return TransportError(kind, message[.english])
    }
}

extension TransportResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Runs a body with a file of the given contents, which is removed afterwards.
func withFile<Value>(_ contents: String, _ body: (_ path: String) async throws -> Value) async throws -> Value {
    let path = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString).pem")
    try Data(contents.utf8).write(to: path)
    // A file left behind in the temporary directory hurts nobody.
    defer { try? FileManager.default.removeItem(at: path) }
    return try await body(path.path)
}

/// Tells a test that something has happened in a server.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func fire() { continuation.yield() }
    func wait() async { for await _ in stream { return } }
}
