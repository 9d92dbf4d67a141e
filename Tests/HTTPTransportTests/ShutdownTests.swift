// The end of a transport: asked for, or by being dropped.

import HTTPTransport
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(3)))
struct ShutdownTests {
    @Test(arguments: [
        "", "HTTP/1.1 200 OK\nContent-Length: 5\n\nab",
    ])
    func `ends the requests under way, in and before the answer`(start: String) async throws {
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
    func `does not wait for a connection that is being made`() async throws {
        let arrived = Signal()
        try await withServer { connection in
            // The client's greeting, which is never answered.
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
    func `makes every later request end, and may be asked for twice`() async throws {
        let transport = try HTTPTransport(.patient())
        await transport.shutdown()
        await transport.shutdown()
        #expect(await fault(transport, try request(9))?.kind == .cancelled)
    }

    @Test(arguments: 1...20)
    func `at any moment among many requests harms nothing`(count: Int) async throws {
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
    func `happens by itself when the transport is dropped`() async throws {
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
