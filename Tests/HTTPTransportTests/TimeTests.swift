// Timeouts and cancellation. No test measures a time: a test that hangs exceeds the time limit of the suite.

import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct TimeTests {
    @Test
    func `A request fails if the server accepts the connection and sends nothing`() async throws {
        try await withServer { connection in
            await connection.staySilent()
        } run: { port in
            let transport = try HTTPTransport(.patient(readTimeout: .milliseconds(250)))
            let fault = await fault(transport, try request(port))
            #expect(
                fault?.inEnglish == TransportError(.readTimeout, "no data received from 127.0.0.1:\(port) for 0.25 s"))
        }
    }

    @Test
    func `A request fails if the server stops sending in the middle of the response`() async throws {
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
    func `A request exceeds the total timeout if the server sends single bytes, in the head or in the body`(
        start: String
    ) async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.send(start)
            while true {
                // Not a wait for an event: the interval between the bytes.
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
    func `A request fails if the connection queue of the server is full`() async throws {
        try await withFullListener { port in
            let transport = try HTTPTransport(.patient(connectTimeout: .milliseconds(300)))
            let fault = await fault(transport, try request(port))
            #expect(
                fault?.inEnglish == TransportError(.connectTimeout, "no connection to 127.0.0.1:\(port) within 0.3 s"))
        }
    }

    @Test
    func `A request fails if the server never answers the TLS handshake`() async throws {
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
    func `Cancellation takes effect immediately, before and within the response`(start: String) async throws {
        let arrived = Signal()
        try await withServer { connection in
            try await connection.request()
            try await connection.send(start)
            arrived.fire()
            await connection.staySilent()
        } run: { port in
            // The timeouts are longer than the time limit of the test.
            let transport = try HTTPTransport(.patient())
            let request = try request(port)
            let waiting = Task { await fault(transport, request) }
            await arrived.wait()
            waiting.cancel()
            #expect(await waiting.value?.kind == .cancelled)
        }
    }

    @Test
    func `A request in a cancelled task does not start`() async throws {
        let transport = try HTTPTransport(.patient())
        let request = try request(9)
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return await fault(transport, request)
        }
        #expect(await task.value?.kind == .cancelled)
    }
}
