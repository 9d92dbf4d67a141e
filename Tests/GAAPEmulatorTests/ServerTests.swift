// The emulator over a real socket.

import Essentials
import FoundationEssentials
import Glibc
import TencentCloud
import TestSupport
import Testing

@testable import GAAPEmulator

@Suite struct ServerTests {
    private let fixture = EmulatorFixture()

    /// Returns the bytes of a request on the wire.
    private static func bytes(_ request: EmulatorRequest) -> [UInt8] {
        var text = "\(request.method) \(request.path) HTTP/1.1\r\n"
        for header in request.headers { text += "\(header.name): \(header.value)\r\n" }
        text += "Content-Length: \(request.body.count)\r\n\r\n"
        return Array(text.utf8) + request.body
    }

    private func exchange(_ drafts: [RequestDraft], on endpoint: Endpoint) async throws -> [String] {
        let requests = drafts.map(\.request)
        return try await offPool {
            let connection = try RawConnection(port: endpoint.port ?? 0)
            defer { connection.close() }
            return try requests.map {
                try connection.write(Self.bytes($0))
                return try connection.readAnswer()
            }
        }
    }

    private func known() -> RequestDraft { fixture.draft(#"{"ProxyId":"\#(fixture.emulator.fleet.proxies[0].id)"}"#) }

    @Test(arguments: ["127.0.0.1:8080", "http://127.0.0.1:8080", "http://127.0.0.1:8080/", "GAAP.Example", "[::1]:9"])
    func `Every byte of the Host header is verified, whatever its value`(_ host: String) async throws {
        try await EmulatorServer(fixture.emulator).whileRunning { endpoint in
            var draft = known()
            draft.host = host
            let good = try await exchange([draft], on: endpoint)[0]
            #expect(good.hasPrefix("HTTP/1.1 200 OK\r\n"))
            #expect(good.contains("\"TotalCount\":"))
            draft.afterSigning = { $0.set("Host", host + "x") }
            #expect(try await exchange([draft], on: endpoint)[0].contains("AuthFailure.SignatureFailure"))
        }
    }

    @Test
    func `Headers equal those of the service, occur once each, and have the date of the emulator's clock`() async throws
    {
        try await EmulatorServer(fixture.emulator).whileRunning { endpoint in
            let answers = try await exchange([known(), fixture.draft("[]")], on: endpoint)
            #expect(answers.count == 2)
            for answer in answers {
                let lines = answer.prefix { $0 != "{" }.split(separator: "\r\n").map(String.init)
                #expect(lines.contains { $0.lowercased() == "content-type: application/json" })
                #expect(lines.filter { $0.lowercased().hasPrefix("date:") } == ["Date: Sun, 23 Nov 2025 00:00:00 GMT"])
                #expect(lines.count { $0.lowercased().hasPrefix("content-length:") } == 1)
            }
        }
    }

    @Test
    func `The server listens on the loopback address and announces its endpoint`() async throws {
        try await EmulatorServer(fixture.emulator).whileRunning { endpoint in
            #expect(endpoint.host == "127.0.0.1" && endpoint.isLoopback)
            let line = EmulatorServer.announcement(endpoint: endpoint, credential: EmulatorOptions.credential)
            let json = try JSONReader.read(Array(line.utf8))
            #expect(json["endpoint"].text == "http://127.0.0.1:\(endpoint.port ?? 0)")
            #expect(json["secretId"].text?.hasPrefix("AKID") == true)
            #expect(json["secretKey"].text == EmulatorOptions.credential.secretKey.reveal())
            #expect(json.members.count == 3)
        }
    }

    @Test
    func `A port that is in use or out of range is reported`() async throws {
        try await EmulatorServer(fixture.emulator).whileRunning { endpoint in
            await #expect(throws: EmulatorServer.StartError.self) {
                try await EmulatorServer(fixture.emulator).run(port: endpoint.port ?? 0) { _ in }
            }
        }
        let failure = await #expect(throws: EmulatorServer.StartError.self) {
            try await EmulatorServer(fixture.emulator).run(port: 70_000) { _ in }
        }
        #expect(failure?.message[.english] == "the port must be a number from 0 to 65535")
    }

    @Test
    func `A reset connection, a truncated body and slow bytes are visible on the wire`() async throws {
        try await EmulatorServer(fixture.emulator, time: fixture.time.source).whileRunning { endpoint in
            fixture.emulator.updateFaults {
                $0.next(.connectionReset)
                $0.next(.truncatedBody)
                $0.next(.slowBytes(pause: .seconds(1)))
                $0.next(.status(503))
            }
            await #expect(throws: RawConnection.Failed.self) { try await exchange([known()], on: endpoint) }
            let half = try await exchange([known()], on: endpoint)[0]
            #expect(half.hasPrefix("HTTP/1.1 200 OK\r\n") && half.contains("{\"Response\"") && !half.hasSuffix("}}"))
            #expect(try await exchange([known()], on: endpoint)[0].hasSuffix("}}"))
            #expect(try await exchange([known()], on: endpoint)[0].hasPrefix("HTTP/1.1 503 "))
        }
    }

    @Test
    func `Input that is not HTTP, or an endless body, closes only its own connection`() async throws {
        try await EmulatorServer(fixture.emulator).whileRunning { endpoint in
            let port = endpoint.port ?? 0
            for text in [
                "\u{16}\u{3}\u{1}\u{2}\u{0}", "GET\r\n\r\n", "POST / HTTP/9.9\r\n\r\n",
                "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
            ] {
                let answer = try await offPool {
                    let connection = try RawConnection(port: port)
                    defer { connection.close() }
                    try connection.write(Array(text.utf8))
                    connection.finish()
                    return (try? connection.readAnswer()) ?? ""  // an immediately closed connection is also correct
                }
                #expect(!answer.contains(" 200 "))
            }
            await #expect(throws: RawConnection.Failed.self) {
                try await offPool {
                    let connection = try RawConnection(port: port)
                    defer { connection.close() }
                    try connection.write(Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n".utf8))
                    let flood = [UInt8](repeating: 0x20, count: 1 << 20)
                    for _ in 0..<900 { try connection.write(flood) }
                }
            }
            #expect(try await exchange([known()], on: endpoint)[0].contains("\"TotalCount\":"))
        }
    }

    /// Sends bytes and returns the response up to the end of the connection.
    private func answer(to text: String, on endpoint: Endpoint) async throws -> String {
        try await offPool {
            let connection = try RawConnection(port: endpoint.port ?? 0)
            defer { connection.close() }
            try connection.write(Array(text.utf8))
            return try connection.readAnswer()
        }
    }

    @Test(arguments: ["", "POST / HT", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf a body"])
    func `The connection of a client that sends nothing or half a request is closed`(text: String) async throws {
        var limits = ServerLimits()
        limits.firstRequest = .milliseconds(200)
        limits.body = .milliseconds(200)
        try await EmulatorServer(fixture.emulator, limits: limits).whileRunning { endpoint in
            // If the server did not close the connection, this call would fail after a minute.
            let answer = try await answer(to: text, on: endpoint)
            #expect(answer.isEmpty)
        }
    }

    @Test func `A connection is kept between two requests, and closed if no third request arrives`() async throws {
        var limits = ServerLimits()
        limits.nextRequest = .seconds(1)
        try await EmulatorServer(fixture.emulator, limits: limits).whileRunning { endpoint in
            let request = Self.bytes(known().request)
            let rest = try await offPool {
                let connection = try RawConnection(port: endpoint.port ?? 0)
                defer { connection.close() }
                for _ in 0..<2 {
                    try connection.write(request)
                    _ = try connection.readAnswer()
                }
                return try connection.readAnswer()
            }
            #expect(rest.isEmpty)
        }
    }

    @Test func `Clients above the connection limit wait until other connections are closed, and are then served`()
        async throws
    {
        var limits = ServerLimits()
        limits.connections = 4
        limits.firstRequest = .milliseconds(300)
        try await EmulatorServer(fixture.emulator, limits: limits).whileRunning { endpoint in
            let idle = try (0..<40).map { _ in try RawConnection(port: endpoint.port ?? 0) }
            #expect(try await exchange([known()], on: endpoint)[0].contains("\"TotalCount\":"))
            for connection in idle { connection.close() }
        }
    }

    @Test(arguments: [64, 256, 1024, 1_000_000])
    func `The connection limit leaves file descriptors for the rest of the process`(descriptors: Int) {
        let connections = ServerLimits.connections(ofDescriptors: descriptors)
        #expect(connections >= 4 && connections <= 512 && connections + 48 < descriptors)
    }

    @Test func `A body whose Content-Length is too large is refused before it is sent, and CONNECT is refused`()
        async throws
    {
        try await EmulatorServer(fixture.emulator).whileRunning { endpoint in
            let large = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900000000\r\n\r\n"
            let tooLarge = try await answer(to: large, on: endpoint)
            #expect(tooLarge.hasPrefix("HTTP/1.1 413 "))
            let connect = "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n"
            let notAProxy = try await answer(to: connect, on: endpoint)
            #expect(notAProxy.hasPrefix("HTTP/1.1 405 "))
        }
    }

    @Test func `Bodies share one budget, and their share is returned`() async throws {
        let budget = BodyBudget(1_000)
        #expect(budget.take(600) && !budget.take(600) && budget.take(400))
        budget.giveBack(600)
        #expect(budget.take(600))

        var limits = ServerLimits()
        limits.bodies = 1 << 20
        try await EmulatorServer(fixture.emulator, limits: limits).whileRunning { endpoint in
            let head = Array("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n".utf8)
            let answer = try await offPool {
                let connection = try RawConnection(port: endpoint.port ?? 0)
                defer { connection.close() }
                do {
                    try connection.write(head + [UInt8](repeating: 0x20, count: 1_900_000))
                    return try connection.readAnswer()
                } catch let failure as RawConnection.Failed where failure.code != EAGAIN {
                    // The server closed the connection before the whole body was written, and the response was lost.
                    return ""
                }
            }
            #expect(answer.isEmpty || answer.hasPrefix("HTTP/1.1 503 "))
            #expect(try await exchange([known()], on: endpoint)[0].contains("\"TotalCount\":"))
        }
    }

    @Test
    func `The server stops without waiting for a request in progress or an idle connection`() async throws {
        var options = EmulatorFixture.small
        options.faults.latency = .seconds(60)
        let (arrivals, arrived) = AsyncStream.makeStream(of: Void.self)
        let time = TimeSource(
            now: TimeSource.system.now, uptime: TimeSource.system.uptime,
            sleep: { duration throws(CancellationError) in
                arrived.yield()
                try await TimeSource.system.sleep(duration)
            })
        let server = EmulatorServer(Emulator(options: options, time: time))
        let (endpoints, ready) = AsyncStream.makeStream(of: Endpoint.self)
        let running = Task { try await server.run { ready.yield($0) } }
        for await endpoint in endpoints {
            let idle = try RawConnection(port: endpoint.port ?? 0)
            let busy = try RawConnection(port: endpoint.port ?? 0)
            try busy.write(Self.bytes(known().request))
            for await _ in arrivals { break }
            let stop = ContinuousClock.now
            running.cancel()
            try await running.value
            // The request would take a minute.
            #expect(ContinuousClock.now - stop < .seconds(15))
            idle.close()
            busy.close()
            break
        }
    }
}
