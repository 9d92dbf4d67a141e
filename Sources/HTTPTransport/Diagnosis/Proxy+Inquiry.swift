// With which status a proxy refuses. The HTTP client keeps that to itself, and it decides whether another attempt makes
// sense: so the proxy is asked once more for the same connection, which is let go of as soon as the status is there.

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
        let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connectTimeout(limit)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHTTPClientHandlers(leftOverBytesStrategy: .dropBytes)
                }
            }
            .connect(host: host, port: port).get()
        // Only once there is a connection: of one that fails nothing is left that still has to be answered.
        let status = channel.eventLoop.makePromise(of: Int?.self)
        let overdue = channel.eventLoop.scheduleTask(in: limit) { channel.close(promise: nil) }
        defer { overdue.cancel() }
        let head = connectHead(server)
        return try await withTaskCancellationHandler {
            try await channel.eventLoop.submit {
                try channel.pipeline.syncOperations.addHandler(StatusReader(asking: head, status))
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

/// Sends a request, and lets the connection go with the status of its answer, or without one when it ends.
private final class StatusReader: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private let question: HTTPRequestHead
    private let status: EventLoopPromise<Int?>

    init(asking question: HTTPRequestHead, _ status: EventLoopPromise<Int?>) {
        (self.question, self.status) = (question, status)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guard context.channel.isActive else { return status.succeed(nil) }
        context.write(wrapOutboundOut(.head(question)), promise: nil)
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
