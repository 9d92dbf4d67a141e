import AsyncHTTPClient
import FoundationEssentials
import NIOCore
import NIOHTTP1
import NIOFoundationEssentialsCompat
package import TencentCloud
package struct HTTPTransport: Transport {
    let client: HTTPClient
    package init(endpoint: Endpoint, caFile: String?, totalTimeout: Duration, environment: [String: String]) throws {
        var c = HTTPClient.Configuration()
        c.httpVersion = .http1Only
        c.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: c)
    }
    package func send(_ request: TransportRequest) async throws(TransportFault) -> TransportResponse {
        var r = HTTPClientRequest(url: request.endpoint.description + "/")
        r.method = .POST
        for h in request.headers { r.headers.add(name: h.name, value: h.value) }
        r.body = .bytes(ByteBuffer(data: request.body))
        do {
            let a = try await client.execute(r, timeout: .seconds(30))
            let b = try await a.body.collect(upTo: 1 << 25)
            return TransportResponse(status: Int(a.status.code), headers: a.headers.map { TransportHeader($0.name, $0.value) }, body: Data(buffer: b))
        } catch { throw TransportFault(.other, "\(error)") }
    }
    package func shutdown() async { try? await client.shutdown() }
}
