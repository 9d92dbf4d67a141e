import TencentCloud

/// Sends each request through the transport of its host, for example through a proxy or directly.
struct HostTransport: Transport {
    let usual: any Transport
    /// Transports of the hosts whose configuration differs from the usual one.
    let others: [Endpoint: any Transport]

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        try await (others[request.endpoint] ?? usual).send(request)
    }

    func shutdown() async {
        await usual.shutdown()
        for transport in others.values { await transport.shutdown() }
    }
}
