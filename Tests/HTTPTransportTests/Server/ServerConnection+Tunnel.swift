// The part of a proxy that forwards bytes once it is connected.

import NIOCore
import NIOPosix

extension ServerConnection {
    /// Forwards bytes in both directions until either side closes.
    mutating func tunnel(to port: Int, on host: String = "127.0.0.1") async throws {
        let (answers, continuation) = AsyncStream<ByteBuffer>.makeStream()
        let upstream = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ForwardingHandler(to: continuation))
                }
            }
            .connect(host: host, port: port).get()
        // Needed when the test ends and cancels the script, too: a TLS server waits for the close of the other side.
        defer { upstream.close(promise: nil) }
        let channel = channel
        async let back: Void = {
            for await bytes in answers { try await channel.writeAndFlush(bytes) }
            channel.close(promise: nil)
        }()
        while let bytes = await inbound.next() { try await upstream.writeAndFlush(bytes) }
        upstream.close(promise: nil)
        try await back
    }
}

/// Forwards the bytes that a channel reads to a stream.
final class ForwardingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(to continuation: AsyncStream<ByteBuffer>.Continuation) { self.continuation = continuation }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }
    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
}
