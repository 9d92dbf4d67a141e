// Finds out the status with which a proxy refuses a connection. The HTTP client does not expose this status, and
// whether a retry makes sense depends on it. Therefore this code asks the proxy for the same connection again and
// closes it as soon as the status has arrived.

import AsyncHTTPClient
import NIOCore
import NIOHTTP1
import NIOPosix

extension Proxy {
    /// Returns the status of the proxy's answer to `CONNECT`, or nil if no answer arrives in time.
    ///
    /// - Parameter server: host and port. An IPv6 address has brackets.
    func status(connectingTo server: String, within limit: Duration) async -> Int? {
        // If this fails, the error reports the first refusal.
        try? await ask(server, within: TimeAmount(limit))
    }

    private func ask(_ server: String, within limit: TimeAmount) async throws -> Int? {
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(limit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                }
            }
            .connect(host: host, port: port).get()
        // The promise is created only after the connection is established, so that a failed connection leaves no
        // unfulfilled promise.
        let status = channel.eventLoop.makePromise(of: Int?.self)
        let overdue = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        defer { overdue.cancel() }
        let head = connectHead(server)
        return try await withTaskCancellationHandler {
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(StatusReader(sending: head, status))
            }.get()
            return try await status.futureResult.get()
        } onCancel: {
            channel.close(promise: nil)
        }
    }

    private func connectHead(_ server: String) -> HTTPRequestHead {
        var head = HTTPRequestHead(version: .http1_1, method: .CONNECT, uri: server, headers: ["host": server])
        if let authorization { head.headers.add(name: "proxy-authorization", value: authorization.headerValue) }
        return head
    }
}

/// Sends a request, and closes the connection when the status of the answer has arrived. If the connection ends without
/// an answer, the status is nil.
private final class StatusReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let request: HTTPRequestHead
    private let status: EventLoopPromise<Int?>

    init(sending request: HTTPRequestHead, _ status: EventLoopPromise<Int?>) {
        (self.request, self.status) = (request, status)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guard context.channel.isActive else { return status.succeed(nil) }
        context.write(wrapOutboundOut(.head(request)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(let head) = unwrapInboundIn(data) else { return }
        status.succeed(Int(head.status.code))
        context.close(promise: nil)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    func channelInactive(context: ChannelHandlerContext) { status.succeed(nil) }

    func handlerRemoved(context: ChannelHandlerContext) { status.succeed(nil) }
}
