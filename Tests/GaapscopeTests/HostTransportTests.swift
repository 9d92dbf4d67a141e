import Essentials
import FoundationEssentials
import Synchronization
import TencentCloud
import Testing

@testable import gaapscope

@Suite struct HostTransportTests {
    /// Answers with its name, and records whether it was shut down.
    private final class Named: Transport {
        let name: String
        let isShut = Mutex(false)

        init(_ name: String) { self.name = name }

        func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
            TransportResponse(status: 200, headers: [], body: Data(name.utf8))
        }

        func shutdown() async { isShut.withLock { $0 = true } }
    }

    @Test func `A host with another configuration has its own transport, and all transports are shut down`()
        async throws
    {
        let gaap = try Endpoint(parsing: "https://gaap.tencentcloudapi.com")
        let monitor = gaap.neighbour("monitor")
        let (usual, other) = (Named("usual"), Named("other"))
        let transport = HostTransport(usual: usual, others: [monitor: other])
        for (endpoint, name) in [(gaap, "usual"), (monitor, "other"), (gaap.neighbour("sts"), "usual")] {
            let answer = try await transport.send(TransportRequest(endpoint: endpoint, headers: [], body: Data()))
            #expect(String(decoding: answer.body, as: UTF8.self) == name)
        }
        await transport.shutdown()
        #expect(usual.isShut.withLock { $0 } && other.isShut.withLock { $0 })
    }
}
