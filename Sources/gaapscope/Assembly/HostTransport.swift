import TencentCloud

/// Sends each request the way that its host is reached: through a proxy, or directly.
struct HostTransport: Transport {
    let usual: any Transport
    /// For hosts that are reached in another way than the usual one.
    let others: [Endpoint: any Transport]

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        try await (others[request.endpoint] ?? usual).send(request)
    }

    func shutdown() async {
        await usual.shutdown()
        for transport in others.values { await transport.shutdown() }
    }
}
