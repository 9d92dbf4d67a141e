// Sends requests over HTTP with TLS, through a proxy if there is one. Only this target uses the HTTP client library.
//
// Invariants:
// - One call makes one attempt, since a retry must be signed again.
// - The total timeout and cancellation apply to both the request and the complete response. The client's own deadline
//   ends with the head of the response, so a body that arrives very slowly would never end.
// - Error texts of a library are never passed on.

import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOFoundationEssentialsCompat
import NIOHTTP1
import Synchronization
package import TencentCloud

/// A `Transport` over HTTP/1.1 with keep-alive connections. Each endpoint has its own instance, since the proxy depends
/// on the endpoint.
package final class HTTPTransport: Transport {
    package typealias Configuration = HTTPConfiguration

    private let configuration: Configuration
    private let client: HTTPClient

    /// Creates a client without opening a connection.
    ///
    /// - Throws: `HTTPSettingError` if the CA file cannot be used.
    package init(_ configuration: Configuration = Configuration()) throws(HTTPSettingError) {
        self.configuration = configuration
        client = HTTPClient(
            eventLoopGroupProvider: .singleton, configuration: try configuration.clientConfiguration())
    }

    /// Sets the number of event loop threads for all connections of the process, including those of the emulator. Must
    /// be called once, before the first connection.
    package static func useEventLoops(_ count: Int) {
        NIOSingletons.groupLoopCountSuggestion = min(count, System.coreCount)
    }

    deinit {
        // The client traps if it is deallocated while it is running. After `shutdown()` this call has no effect.
        client.shutdown { _ in }
    }

    /// Closes all connections. Running requests and all later requests fail with `.cancelled`.
    package func shutdown() async {
        let (closed, continuation) = AsyncStream<Void>.makeStream()
        client.shutdown { _ in continuation.finish() }
        await withTaskGroup(of: Void.self) { group in
            group.addTask { for await _ in closed {} }
            // Cancellation only ends the sleep earlier.
            group.addTask { try? await Task.sleep(for: Self.shutdownLimit) }
            await group.next()
            group.cancelAll()
        }
    }

    /// The time limit for shutting down. The client waits for connections that are being opened, up to their timeout,
    /// but exiting the program must not wait that long.
    private static let shutdownLimit = Duration.milliseconds(250)

    /// Makes one attempt. See `Transport`.
    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let exchange = Task { await self.exchange(request) }
        let isOverdue = Atomic(false)
        // This is a timer of the event loop, because a cancelled timer is removed. The timer of a sleeping task stays
        // armed, and would wake the machine at the timeout even after the response has arrived.
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

    /// Sends the request and reads the response to its end.
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
        // The signature covers the given Host header. The client adds no Host header if there is one.
        result.headers = HTTPHeaders(request.headers.map { ($0.name, $0.value) })
        if !result.headers.contains(name: "User-Agent") {
            result.headers.add(name: "User-Agent", value: "gaapscope")
        }
        return result
    }
}
