import Essentials
import TencentCloud

/// Sends nothing, and says why.
struct NoTransport: Transport {
    let reason: Wording

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        throw TransportError(.other, reason)
    }

    /// Keys that lie in no file cannot be had.
    func keyServices(_ endpoint: Endpoint) -> KeyServices {
        KeyServices(
            metadata: MetadataService(transport: self), tokens: TokenService(transport: self, endpoint: endpoint))
    }
}
