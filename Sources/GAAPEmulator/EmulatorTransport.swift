// The emulator behind the client's own wall, without a socket: what `HTTPTransport` would make of its answers.

package import TencentCloud

/// Calls an emulator in process.
package struct EmulatorTransport: Transport {
    private let emulator: Emulator
    private let time: TimeSource

    package init(_ emulator: Emulator, time: TimeSource = .system) {
        self.emulator = emulator
        self.time = time
    }

    package func send(_ request: TransportRequest) async throws(TransportFault) -> TransportResponse {
        let served = await emulator.serve(
            EmulatorRequest(method: "POST", path: "/", headers: request.headers, body: request.body))
        guard !Task.isCancelled else { throw TransportFault(.cancelled, "cancelled") }
        switch served.delivery {
        case .whole: break
        case .reset: throw TransportFault(.connectionClosed, "connection closed by \(request.endpoint)")
        case .truncated: throw TransportFault(.truncated, "the answer of \(request.endpoint) stopped in the middle")
        case .slow(let pause):
            let pieces = (served.response.body.count + Delivery.piece - 1) / Delivery.piece
            do {
                try await time.sleep(pause * pieces)
            } catch {
                throw TransportFault(.cancelled, "cancelled")
            }
        }
        return served.response
    }
}
