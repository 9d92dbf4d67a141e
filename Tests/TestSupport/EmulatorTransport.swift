// The emulator as a transport, without a socket. It returns what `HTTPTransport` would return for the same responses.

package import Essentials
package import GAAPEmulator
package import TencentCloud

/// A transport that calls an emulator in the same process.
package struct EmulatorTransport: Transport {
    private let emulator: Emulator
    private let time: TimeSource

    package init(_ emulator: Emulator, time: TimeSource = .system) {
        self.emulator = emulator
        self.time = time
    }

    package func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let served = await emulator.serve(
            EmulatorRequest(method: "POST", path: "/", headers: request.headers, body: request.body))
        guard !Task.isCancelled else { throw TransportError(.cancelled, Wording("cancelled", zh: "已取消")) }
        switch served.delivery {
        case .whole: break
        case .reset:
            throw TransportError(
                .connectionClosed,
                Wording("connection closed by \(request.endpoint)", zh: "连接被 \(request.endpoint) 关闭"))
        case .truncated:
            throw TransportError(
                .truncated,
                Wording(
                    "the answer from \(request.endpoint) is incomplete", zh: "\(request.endpoint) 的应答不完整"))
        case .slow(let pause):
            let pieces = (served.response.body.count + Delivery.piece - 1) / Delivery.piece
            do {
                try await time.sleep(pause * pieces)
            } catch {
                throw TransportError(.cancelled, Wording("cancelled", zh: "已取消"))
            }
        }
        return served.response
    }
}
