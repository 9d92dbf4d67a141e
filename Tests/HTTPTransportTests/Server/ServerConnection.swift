// One connection of the scripted server.

import NIOCore

struct ServerConnection {
    /// The number of the connection, from 1 in the order of arrival. It distinguishes a kept-alive connection from a
    /// new connection.
    let number: Int
    let channel: any Channel
    var inbound: AsyncStream<ByteBuffer>.Iterator
    private var unread = ByteBuffer()

    /// The error after the client has closed the connection.
    struct Closed: Error {}

    init(number: Int, channel: any Channel, bytes: AsyncStream<ByteBuffer>) {
        self.number = number
        self.channel = channel
        inbound = bytes.makeAsyncIterator()
    }

    /// Returns the next request, head and body, unchanged.
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
            guard var more = await inbound.next() else { throw Closed() }
            unread.writeBuffer(&more)
        }
        // The loop above guarantees that the buffer contains enough bytes.
        return unread.readSlice(length: count) ?? ByteBuffer()
    }

    /// Sends a text. Each line feed in the text is sent as CR LF.
    func send(_ text: String) async throws {
        try await channel.writeAndFlush(ByteBuffer(string: text.replacing("\n", with: "\r\n")))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await channel.writeAndFlush(ByteBuffer(bytes: bytes))
    }

    /// Sends a complete response and leaves the connection open.
    func answer(_ body: String, status: String = "200 OK", headers: [String] = []) async throws {
        try await send(
            (["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)"] + headers).joined(separator: "\n") + "\n\n")
        try await channel.writeAndFlush(ByteBuffer(string: body))
    }

    /// Sends a complete response with a body that need not be text.
    func answer(bytes: [UInt8]) async throws {
        try await send("HTTP/1.1 200 OK\nContent-Length: \(bytes.count)\n\n")
        try await send(bytes)
    }

    /// Sends nothing until the client closes the connection.
    mutating func staySilent() async {
        while await inbound.next() != nil {}
    }
}
