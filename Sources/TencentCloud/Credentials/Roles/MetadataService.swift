// What a machine of Tencent Cloud can learn about itself. On any other machine the name does not resolve, or somebody
// else answers: so nothing that comes is believed before it has the right form.

/// The metadata service at its endpoint.
package struct MetadataService: Sendable {
    private let transport: any Transport
    private let endpoint: Endpoint

    /// - Parameters:
    ///   - transport: with short time-outs, and through no proxy.
    ///   - endpoint: another only in tests.
    package init(transport: any Transport, endpoint: Endpoint = .metadata) {
        self.transport = transport
        self.endpoint = endpoint
    }

    var host: String { endpoint.host }

    /// GET of a path below `/latest/meta-data/`.
    func get(_ path: String) async throws(TransportError) -> TransportResponse {
        let request = TransportRequest(endpoint: endpoint, path: "/latest/meta-data/\(path)")
        do throws(TransportError) {
            return try await transport.send(request)
        } catch {
            // A connection kept from the question before may have been closed meanwhile.
            guard error.kind == .connectionClosed else { throw error }
            return try await transport.send(request)
        }
    }
}
