// Servers that keep a client waiting, and clients that wait no longer. No test measures a time: one that hangs runs
// into the suite's limit.

import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct TimeTests {
    @Test
    func `ends when the server accepts and says nothing`() async throws {
        try await withServer { connection in
            await connection.staySilent()
        } run: { port in
            let transport = try HTTPTransport(.patient(readTimeout: .milliseconds(250)))
            let fault = await fault(transport, try request(port))
            #expect(fault?.inEnglish == TransportError(.readTimeout, "127.0.0.1:\(port) was silent for 0.25 s"))
        }
    }

    @Test
    func `ends when the server falls silent in the middle of the answer`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.send("HTTP/1.1 200 OK\nContent-Length: 5\n\nab")
            await connection.staySilent()
        } run: { port in
            let transport = try HTTPTransport(.patient(readTimeout: .milliseconds(250)))
            #expect(await fault(transport, try request(port))?.kind == .readTimeout)
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\nX-Drip: ", "HTTP/1.1 200 OK\nContent-Length: 1000000\n\n",
        "HTTP/1.1 200 OK\nConnection: close\n\n",
    ])
    func `ends by the total time-out when the server drips, in the head or in the body`(start: String) async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.send(start)
            while true {
                // Not a wait for something: the drip's own rhythm.
                try await Task.sleep(for: .milliseconds(20))
                try await connection.send("x")
            }
        } run: { port in
            let transport = try HTTPTransport(.patient(totalTimeout: .milliseconds(500)))
            let fault = await fault(transport, try request(port))
            #expect(
                fault?.inEnglish
                    == TransportError(.totalTimeout, "no complete answer from 127.0.0.1:\(port) within 0.5 s"))
        }
    }

    @Test
    func `ends when the server's queue of connections is full`() async throws {
        try await withFullListener { port in
            let transport = try HTTPTransport(.patient(connectTimeout: .milliseconds(300)))
            let fault = await fault(transport, try request(port))
            #expect(
                fault?.inEnglish == TransportError(.connectTimeout, "no connection to 127.0.0.1:\(port) within 0.3 s"))
        }
    }

    @Test
    func `ends when the server never answers the TLS handshake`() async throws {
        try await withServer { connection in
            await connection.staySilent()
        } run: { port in
            let transport = try HTTPTransport(.patient(connectTimeout: .milliseconds(300)))
            #expect(await fault(transport, try request(port, scheme: "https"))?.kind == .connectTimeout)
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\nContent-Length: 5\n\nab",
    ])
    func `ends at once when it is cancelled, before and in the answer`(start: String) async throws {
        let arrived = Signal()
        try await withServer { connection in
            try await connection.request()
            try await connection.send(start)
            arrived.fire()
            await connection.staySilent()
        } run: { port in
            // Longer than the test may take.
            let transport = try HTTPTransport(.patient())
            let request = try request(port)
            let waiting = Task { await fault(transport, request) }
            await arrived.wait()
            waiting.cancel()
            #expect(await waiting.value?.kind == .cancelled)
        }
    }

    @Test
    func `does not begin in a cancelled task`() async throws {
        let transport = try HTTPTransport(.patient())
        let request = try request(9)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await fault(transport, request)
        }
        #expect(await task.value?.kind == .cancelled)
    }
}
