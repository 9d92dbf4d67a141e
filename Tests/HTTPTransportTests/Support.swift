// Helpers for requests, configurations and errors of the transport.

import Essentials
import FoundationEssentials
import HTTPTransport
import TencentCloud
import TestSupport
import Testing

/// Returns a request like those of the API client, to a local port.
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
    /// Returns a configuration whose timeouts are longer than the time limit of the suites, so that no test fails by a
    /// timeout on a busy machine. A test shortens the timeout that it is about.
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

/// Returns the error of a request, and records an issue if the request succeeds.
func fault(_ transport: HTTPTransport, _ request: TransportRequest) async -> TransportError? {
    await #expect(throws: TransportError.self) { try await transport.send(request) }
}

extension TransportError {
    /// Creates an error with an English message only.
    init(_ kind: Kind, _ words: String) { self.init(kind, Wording(verbatim: words)) }

    /// The error with its English message only. The property also checks that a Chinese message exists.
    var inEnglish: TransportError {
        #expect(message[.chinese].isChinese && !message[.english].isChinese, "\(message)")
        return TransportError(kind, message[.english])
    }
}

extension TransportResponse {
    var text: String { String(decoding: body, as: UTF8.self) }
}

/// Runs a body with a temporary file of the given contents and removes the file afterwards.
func withFile<Value>(_ contents: String, _ body: (_ path: String) async throws -> Value) async throws -> Value {
    let path = FileManager.default.temporaryDirectory.appending(path: "gaapscope-\(UUID().uuidString).pem")
    try Data(contents.utf8).write(to: path)
    // A temporary file that cannot be removed does no harm.
    defer { try? FileManager.default.removeItem(at: path) }
    return try await body(path.path)
}

/// A signal from a server to a test that an event has happened.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() { (stream, continuation) = AsyncStream.makeStream() }

    func fire() { continuation.yield() }
    func wait() async { for await _ in stream { return } }
}
