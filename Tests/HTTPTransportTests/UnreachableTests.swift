// Hosts and ports where nobody is. With the client's own retrying, each of these would end as a connect time-out.

import HTTPTransport
import NIOCore
import NIOPosix
import TencentCloud
import Testing

@Suite("An unreachable service", .timeLimit(.minutes(1)))
struct UnreachableTests {
    /// A port that was free a moment ago.
    private func unusedPort() async throws -> Int {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .bind(host: "127.0.0.1", port: 0).get()
        let port = try #require(channel.localAddress?.port)
        try await channel.close()
        return port
    }

    // Longer than the suite's limit: waiting for it would fail the test.
    private let patient = HTTPTransport.Configuration(connectTimeout: .seconds(600), totalTimeout: .seconds(600))

    @Test("is told as a refused connection at once, by address and by name", arguments: ["127.0.0.1", "localhost"])
    func refused(host: String) async throws {
        let port = try await unusedPort()
        let fault = await fault(try HTTPTransport(patient), try request(port, host: host))
        #expect(fault == TransportFault(.connectionRefused, "connection refused by \(host):\(port)"))
    }

    @Test("is told as an unknown host at once")
    func unknownHost() async throws {
        let fault = await fault(
            try HTTPTransport(patient), try request(443, scheme: "https", host: "nosuchhost.invalid"))
        #expect(
            fault
                == TransportFault(.unknownHost, "the host nosuchhost.invalid is unknown: its name does not resolve"))
    }
}
