// What a proxy does once it is connected: passes bytes on.

import NIOCore
import NIOPosix

extension ServerConnection {
    /// Passes bytes on in both directions until either side closes.
    mutating func tunnel(to port: Int, on host: String = "127.0.0.1") async throws {
        let (answers, continuation) = AsyncStream<ByteBuffer>.makeStream()
        let upstream = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Passing(to: continuation))
                }
            }
            .connect(host: host, port: port).get()
        // Also when the test is over and cancels the script: a server of TLS waits for the other's goodbye.
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

/// Hands what a channel reads to a stream.
final class Passing: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    private let continuation: AsyncStream<ByteBuffer>.Continuation

    init(to continuation: AsyncStream<ByteBuffer>.Continuation) { self.continuation = continuation }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) { continuation.yield(unwrapInboundIn(data)) }
    func channelInactive(context: ChannelHandlerContext) { continuation.finish() }
}
