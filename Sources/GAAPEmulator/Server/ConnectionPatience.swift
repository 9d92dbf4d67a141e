// Closes the connection of a client that is idle or too slow. Received bytes do not extend a time limit: a client that
// sends its head byte by byte is treated like a client that sends nothing.

import NIOCore
import NIOHTTPTypes

/// The timers of one connection.
final class ConnectionPatience: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let limits: ServerLimits
    private var request: Scheduled<Void>?
    private var answer: Scheduled<Void>?
    /// The number of requests that have started and whose response is not complete.
    private var open = 0

    init(_ limits: ServerLimits) { self.limits = limits }

    func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { waitForRequest(limits.firstRequest, context) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { stop() }

    func channelActive(context: ChannelHandlerContext) {
        waitForRequest(limits.firstRequest, context)
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        stop()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            open += 1
            waitForRequest(limits.body, context)
        case .body: break
        case .end:
            request?.cancel()
            request = nil
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            open -= 1
            if open <= 0, request == nil { waitForRequest(limits.nextRequest, context) }
        }
        context.write(data, promise: promise)
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        answer?.cancel()
        answer = context.channel.isWritable ? nil : closing(limits.unread, context)
        context.fireChannelWritabilityChanged()
    }

    private func waitForRequest(_ time: Duration, _ context: ChannelHandlerContext) {
        request?.cancel()
        request = closing(time, context)
    }

    private func closing(_ time: Duration, _ context: ChannelHandlerContext) -> Scheduled<Void> {
        let channel = context.channel
        return context.eventLoop.scheduleTask(in: TimeAmount(time)) { channel.close(promise: nil) }
    }

    private func stop() {
        request?.cancel()
        answer?.cancel()
        (request, answer) = (nil, nil)
    }
}
