// With which status a proxy refuses. The HTTP client keeps that to itself, and it decides whether another attempt makes sense: so the
// proxy is asked once more for the same connection, which is let go of as soon as the status is there.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

extension Proxy {
    /// The status of its answer to `CONNECT`; nil when none comes in time.
    ///
    /// - Parameter server: host and port, an IPv6 address in its brackets.
    func status(connectingTo server: String, within limit: Duration) async -> Int? {
        // Whatever goes wrong here, the first refusal is what is told.
        try? await ask(server, within: TimeAmount(limit))
    }

    private func ask(_ server: String, within limit: TimeAmount) async throws -> Int? {
        let connection = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(limit)
            .connect(host: host, port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                    return try NIOAsyncChannel<HTTPClientResponsePart, HTTPClientRequestPart>(
                        wrappingChannelSynchronously: channel)
                }
            }
        let overdue = connection.channel.eventLoop.scheduleTask(in: limit) { [channel = connection.channel] in
            channel.close(promise: nil)
        }
        defer { overdue.cancel() }
        return try await connection.executeThenClose { answers, request in
            try await request.write(.head(connectHead(server)))
            try await request.write(.end(nil))
            for try await case .head(let head) in answers { return Int(head.status.code) }
            return nil
        }
    }

    private func connectHead(_ server: String) -> HTTPRequestHead {
        var head = HTTPRequestHead(version: .http1_1, method: .CONNECT, uri: server, headers: ["host": server])
        if let authorization { head.headers.add(name: "proxy-authorization", value: authorization.headerValue) }
        return head
    }
}
