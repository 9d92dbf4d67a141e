import Essentials
import TencentCloud

/// A transport that sends nothing and fails with a reason.
struct NoTransport: Transport {
    let reason: Wording

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        throw TransportError(.other, reason)
    }

    /// Returns key services that always fail. Only keys from files and the environment are available.
    func keyServices(_ endpoint: Endpoint) -> KeyServices {
        KeyServices(
            metadata: MetadataService(transport: self), tokens: TokenService(transport: self, endpoint: endpoint))
    }
}
