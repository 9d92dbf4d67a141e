// Shutdown of a transport: explicit, or implicit when its last reference is released.

import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ShutdownTests {
    @Test(arguments: [
        "", "HTTP/1.1 200 OK\nContent-Length: 5\n\nab",
    ])
    func `A shutdown cancels the requests in progress, before and within the response`(start: String) async throws {
        let arrived = Signal()
        try await withServer { connection in
            try await connection.request()
            try await connection.send(start)
            arrived.fire()
            await connection.staySilent()
        } run: { port in
            let transport = try HTTPTransport(.patient())
            let request = try request(port)
            async let fault = fault(transport, request)
            await arrived.wait()
            await transport.shutdown()
            let kind = await fault?.kind
            #expect(kind == .cancelled)
        }
    }

    @Test
    func `A shutdown does not wait for a connection that is being established`() async throws {
        let arrived = Signal()
        try await withServer { connection in
            // The ClientHello, which the server never answers.
            _ = try await connection.bytes(1)
            arrived.fire()
            await connection.staySilent()
        } run: { port in
            let transport = try HTTPTransport(.patient())
            let request = try request(port, scheme: "https")
            async let fault = fault(transport, request)
            await arrived.wait()
            await transport.shutdown()
            let kind = await fault?.kind
            #expect(kind == .cancelled)
        }
    }

    @Test
    func `After a shutdown every request is cancelled, and a second shutdown does nothing`() async throws {
        let transport = try HTTPTransport(.patient())
        await transport.shutdown()
        await transport.shutdown()
        #expect(await fault(transport, try request(9))?.kind == .cancelled)
    }

    @Test(arguments: 1...20)
    func `A shutdown at any time among many requests is safe`(count: Int) async throws {
        try await withServer { connection in
            while true {
                try await connection.request()
                try await connection.answer("\(connection.number)")
            }
        } run: { port in
            let transport = try HTTPTransport(.patient())
            let request = try request(port)
            await withTaskGroup(of: Void.self) { group in
                for number in 1...20 {
                    group.addTask {
                        if number == count { await transport.shutdown() }
                        do throws(TransportError) {
                            _ = try await transport.send(request)
                        } catch {
                            #expect([.cancelled, .connectionClosed, .truncated].contains(error.kind))
                        }
                    }
                }
            }
        }
    }

    @Test
    func `A transport shuts down when its last reference is released`() async throws {
        try await withServer { connection in
            try await connection.request()
            try await connection.answer("one")
            await connection.staySilent()
        } run: { port in
            for _ in 1...10 {
                let answer = try await HTTPTransport(.patient()).send(request(port))
                #expect(answer.text == "one")
            }
        }
    }
}
