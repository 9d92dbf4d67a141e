// Servers that close the connection early, truncate a response, do not speak HTTP or send too much.

import Essentials
import FoundationEssentials
import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct BrokenAnswerTests {
    /// Returns the error of a request that the server answers with these bytes before it closes the connection.
    private func fault(
        answering answer: String, then bytes: [UInt8] = [], limit: Int = 1024
    ) async throws -> TransportError? {
        try await withServer { connection in
            try await connection.request()
            try await connection.send(answer)
            try await connection.send(bytes)
        } run: { port in
            let transport = try HTTPTransport(.patient(maximumAnswerSize: limit))
            return await HTTPTransportTests.fault(transport, try request(port))
        }
    }

    @Test
    func `A missing response is reported as a closed connection`() async throws {
        #expect(try await fault(answering: "")?.kind == .connectionClosed)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\nContent-Length: 5\n\nab", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n5\nd",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n3\nabc\n", "HTTP/1.1 200 OK\nContent-Le", "HTTP/1.1 20",
    ])
    func `A response that ends early is reported as truncated`(answer: String) async throws {
        #expect(try await fault(answering: answer)?.kind == .truncated)
    }

    @Test(arguments: [
        "SSH-2.0-OpenSSH_9.2\n", "\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{28}", "HTTP/1.1 two OK\n\n",
        "HTTP/1.1 200 OK\nContent-Length: many\n\n", "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\nzz\nabc\n",
    ])
    func `A response in another protocol is reported as not HTTP`(answer: String) async throws {
        #expect(try await fault(answering: answer)?.kind == .notHTTP)
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\nContent-Length: 1025\n\n", "HTTP/1.1 200 OK\nConnection: close\n\n",
        "HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n401\n",
    ])
    func `A response that is too large is rejected, with or without a Content-Length`(head: String) async throws {
        let fault = try await fault(answering: head, then: [UInt8](repeating: 0x20, count: 1025))
        #expect(fault?.kind == .tooLarge)
        #expect(fault?.message[.english].contains("1024 bytes") == true)
    }

    @Test
    func `A response of exactly the maximum size is accepted`() async throws {
        let body = String(repeating: " ", count: 1024)
        try await withServer { connection in
            try await connection.request()
            try await connection.answer(body)
        } run: { port in
            let transport = try HTTPTransport(.patient(maximumAnswerSize: 1024))
            #expect(try await transport.send(request(port)).text == body)
        }
    }

    @Test
    func `A compressed response that is too large after decompression is rejected`() async throws {
        let bytes = Array(try #require(Data(base64Encoded: Self.bomb)))
        let head = "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: \(bytes.count)\n\n"
        #expect(try await fault(answering: head, then: bytes)?.kind == .tooLarge)
        // With a higher limit, the same bytes are accepted.
        try await withServer { connection in
            try await connection.request()
            try await connection.send(head)
            try await connection.send(bytes)
        } run: { port in
            let answer = try await HTTPTransport(.patient()).send(request(port))
            #expect(answer.body.count == 1 << 16)
        }
    }

    @Test
    func `A response that cannot be decompressed is reported as not HTTP or truncated`() async throws {
        let head = "HTTP/1.1 200 OK\nContent-Encoding: gzip\nContent-Length: "
        #expect(try await fault(answering: head + "4\n\nabcd")?.kind == .notHTTP)
        let bytes = Array(try #require(Data(base64Encoded: Self.bomb)).prefix(20))
        #expect(try await fault(answering: head + "20\n\n", then: bytes)?.kind == .truncated)
    }

    @Test
    func `If the server closes a kept-alive connection instead of responding, the next attempt succeeds`()
        async throws
    {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer("\(connection.number)")
            // A second request is read and not answered.
            if connection.number == 1 { try await connection.request() }
        } run: { port in
            let transport = try HTTPTransport(.patient())
            #expect(try await transport.send(request(port)).text == "1")
            let fault = await HTTPTransportTests.fault(transport, try request(port))
            #expect(fault?.kind == .connectionClosed)
            #expect(try await transport.send(request(port)).text == "2")
        }
    }

    @Test
    func `An unsolicited response on a kept-alive connection is reported without words of the HTTP library`()
        async throws
    {
        let answer = "HTTP/1.1 200 OK\nContent-Length: 2\n\nok"
        try await withServer { connection in
            while true {
                try await connection.request()
                try await connection.send(answer + answer)
            }
        } run: { port in
            let transport = try HTTPTransport(.patient())
            var faults: [TransportError] = []
            for _ in 0..<20 {
                let request = try request(port)
                do throws(TransportError) {
                    _ = try await transport.send(request)
                } catch {
                    faults.append(error)
                }
            }
            for fault in faults {
                #expect([.unexpected, .connectionClosed].contains(fault.kind))
                #expect(!fault.message[.english].contains("NIO"))
            }
        }
    }

    @Test
    func `Headers that are too large are distinguished from a body that is too large`() async throws {
        let line = "X-Padding: \(String(repeating: "x", count: 200_000))\n"
        let fault = try await fault(
            answering: "HTTP/1.1 200 OK\n" + line + line + "Content-Length: 0\n\n", limit: 1 << 20)
        #expect(fault?.kind == .headersTooLarge)
    }

    @Test
    func `If the server closes the connection after every response, at most the current attempt fails`() async throws {
        try await withServer { connection in
            try await connection.request()
            // Closes the connection without a Connection: close header.
            try await connection.answer("one")
        } run: { port in
            let transport = try HTTPTransport(.patient())
            for _ in 1...50 {
                let request = try request(port)
                do throws(TransportError) {
                    let answer = try await transport.send(request)
                    #expect(answer.text == "one")
                } catch {
                    // The request was sent while the server was closing the connection.
                    #expect(error.kind == .connectionClosed)
                }
            }
        }
    }

    /// 65,536 zero bytes, compressed to 96 bytes by gzip.
    private static let bomb =
        "H4sIAAAAAAACA+3BAQEAAACAkP6v7ggKAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
        + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAauuOl9cAAAEA"
}
