// Reads the metadata of a Tencent Cloud machine. On any other machine the host name does not resolve, or a different
// server responds. Therefore every response is checked for the right format before it is used.

/// The metadata service at its endpoint.
package struct MetadataService: Sendable {
    private let transport: any Transport
    private let endpoint: Endpoint

    /// - Parameters:
    ///   - transport: a transport with short timeouts and without a proxy.
    ///   - endpoint: the endpoint. Only tests use a different one.
    package init(transport: any Transport, endpoint: Endpoint = .metadata) {
        self.transport = transport
        self.endpoint = endpoint
    }

    var host: String { endpoint.host }

    /// Sends a GET request for a path below `/latest/meta-data/`.
    func get(_ path: String) async throws(TransportError) -> TransportResponse {
        let request = TransportRequest(endpoint: endpoint, path: "/latest/meta-data/\(path)")
        do throws(TransportError) {
            return try await transport.send(request)
        } catch {
            // The server may have closed the connection that was kept from the previous request.
            guard error.kind == .connectionClosed else { throw error }
            return try await transport.send(request)
        }
    }
}
