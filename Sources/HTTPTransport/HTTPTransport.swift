// Carries one request at a time over TLS, through a proxy if there is one. The only target that names the HTTP client.
//
// Invariants: one call is one attempt, since a retry must be signed again; sending and reading the whole answer end
// together by the total time-out or by cancellation, as the client's own deadline ends with the answer's head and a
// dripping body would never end; no library's error text gets out.

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1
import Synchronization
package import TencentCloud

/// A `Transport` over HTTP/1.1 with kept-alive connections: one for each endpoint, since the proxy is the endpoint's.
package final class HTTPTransport: Transport {
    package typealias Configuration = HTTPConfiguration

    private let configuration: Configuration
    private let client: HTTPClient

    /// Prepares a client; no connection is made yet.
    ///
    /// - Throws: `HTTPSettingError` if the CA file cannot be used.
    package init(_ configuration: Configuration = Configuration()) throws(HTTPSettingError) {
        self.configuration = configuration
        client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try configuration.clientConfiguration())
    }

    /// Sets how many threads carry all connections of the process, the emulator's, too. To be called once, before the
    /// first of them.
    package static func useEventLoops(_ count: Int) {
        NIOSingletons.groupLoopCountSuggestion = min(count, System.coreCount)
    }

    deinit {
        // The client traps if it is dropped while it is running. After `shutdown()` this does nothing.
        client.shutdown { _ in }
    }

    /// Closes all connections. Requests under way end with `.cancelled`, and so does every later one.
    package func shutdown() async {
        let (closed, continuation) = AsyncStream<Void>.makeStream()
        client.shutdown { _ in continuation.finish() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in closed {} }
            // Cancelling it only ends it sooner.
            group.addTask { try? await Task.sleep(for: Self.farewell) }
            await group.next()
            group.cancelAll()
        }
    }

    /// The client waits for connections that are being made, up to their time-out; leaving a program must not.
    private static let farewell = Duration.milliseconds(250)

    /// Makes one attempt; see `Transport`.
    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let exchange = Task { await self.exchange(request) }
        let isOverdue = Atomic(false)
        // A timer of the event loop, since one that is cancelled is gone: a sleeping task's stays armed, and wakes the
        // machine up to the time-out after the answer came.
        let timer = client.eventLoopGroup.any().scheduleTask(in: TimeAmount(configuration.totalTimeout)) {
            isOverdue.store(true, ordering: .relaxed)
            exchange.cancel()
        }
        let outcome = await withTaskCancellationHandler {
            await exchange.value
        } onCancel: {
            exchange.cancel()
        }
        timer.cancel()
        guard case .failure = outcome else { return try outcome.get() }
        if Task.isCancelled { throw .cancelled }
        if isOverdue.load(ordering: .relaxed) {
            throw Diagnosis(endpoint: request.endpoint, configuration: configuration).totalTimeout
        }
        return try outcome.get()
    }

    /// Sends, and reads the answer to its end.
    private func exchange(_ request: TransportRequest) async -> Result<TransportResponse, TransportError> {
        let diagnosis = Diagnosis(endpoint: request.endpoint, configuration: configuration)
        let answer: HTTPClientResponse
        do {
            answer = try await client.execute(
                Self.clientRequest(request), timeout: TimeAmount(configuration.totalTimeout))
        } catch let error as HTTPClientError where error == .invalidProxyResponse {
            return .failure(await diagnosis.proxyRefusal())
        } catch {
            return .failure(diagnosis.transportError(for: error, .beforeAnswer))
        }
        do {
            let body = try await answer.body.collect(upTo: configuration.maximumAnswerSize)
            let headers = answer.headers.map { TransportHeader($0.name, $0.value) }
            return .success(
                TransportResponse(status: Int(answer.status.code), headers: headers, body: Data(buffer: body)))
        } catch {
            return .failure(diagnosis.transportError(for: error, .inAnswer))
        }
    }

    private static func clientRequest(_ request: TransportRequest) -> HTTPClientRequest {
        var result: HTTPClientRequest
        switch request.target {
        case .post:
            result = HTTPClientRequest(url: "\(request.endpoint)/")
            result.method = .POST
            result.body = .bytes(ByteBuffer(data: request.body))
        case .get(let path): result = HTTPClientRequest(url: "\(request.endpoint)\(path)")
        }
        // The given Host is what was signed; the client adds none where there is one.
        result.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !result.headers.contains(name: "User-Agent") {
            result.headers.add(name: "User-Agent", value: "gaapscope")
        }
        return result
    }
}
