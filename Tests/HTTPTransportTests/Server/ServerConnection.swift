// One connection as a script sees it: bytes in, bytes out.

import NIOCore

struct ServerConnection {
    /// Counted from 1 in the order of arrival: tells a kept-alive connection from a new one.
    let number: Int
    var inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator
    let outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    private var unread = ByteBuffer()

    /// The client closed the connection.
    struct Closed: Error {}

    init(
        number: Int, inbound: NIOAsyncChannelInboundStream<ByteBuffer>.AsyncIterator,
        outbound: NIOAsyncChannelOutboundWriter<ByteBuffer>
    ) {
        self.number = number
        self.inbound = inbound
        self.outbound = outbound
    }

    /// The next request, head and body, as it came.
    @discardableResult
    mutating func request() async throws -> String {
        var text = ""
        repeat { text += String(buffer: try await bytes(1)) } while !text.hasSuffix("\r\n\r\n")
        let field = "content-length:"
        let line = text.split(separator: "\r\n").first { $0.lowercased().hasPrefix(field) }
        let length = line.flatMap { Int($0.dropFirst(field.count).drop { $0 == " " }) } ?? 0
        return text + String(buffer: try await bytes(length))
    }

    mutating func bytes(_ count: Int) async throws -> ByteBuffer {
        while unread.readableBytes < count {
            guard var more = try await inbound.next() else { throw Closed() }
            unread.writeBuffer(&more)
        }
        // There are as many, by the loop above.
        return unread.readSlice(length: count) ?? ByteBuffer()
    }

    /// Sends a text; a line break in it is one of HTTP.
    func send(_ text: String) async throws {
        try await outbound.write(ByteBuffer(string: text.replacing("\n", with: "\r\n")))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await outbound.write(ByteBuffer(bytes: bytes))
    }

    /// Sends a whole answer, and leaves the connection open.
    func answer(_ body: String, status: String = "200 OK", headers: [String] = []) async throws {
        try await send(
            (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers).joined(separator: "\n") + "\n\n")
        try await outbound.write(ByteBuffer(string: body))
    }

    /// Says nothing until the client goes away.
    mutating func staySilent() async throws {
        while try await inbound.next() != nil {}
    }
}
