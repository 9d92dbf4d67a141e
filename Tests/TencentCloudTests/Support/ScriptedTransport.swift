// A transport that returns responses from a list and records the requests.

import Essentials
import FoundationEssentials
import Synchronization
import TencentCloud

/// Responds to the n-th request with the n-th line of its script, and to every later request with the last line.
final class ScriptedTransport: Transport {
    enum Line: Sendable {
        case answer(String, status: Int = 200, headers: [TransportHeader] = [])
        case fault(TransportError.Kind)
    }
    private struct State {
        var requests: [TransportRequest] = []
        var times: [Duration] = []
    }
    private let script: [Line]
    private let time: TimeSource
    private let state = Mutex(State())

    init(_ script: [Line], time: TimeSource) {
        self.script = script
        self.time = time
    }

    var requests: [TransportRequest] { state.withLock(\.requests) }
    /// The uptime at which each request was received.
    var times: [Duration] { state.withLock(\.times) }

    func send(_ request: TransportRequest) async throws(TransportError) -> TransportResponse {
        let index = state.withLock { state in
            state.requests.append(request)
            state.times.append(time.uptime())
            return state.requests.count - 1
        }
        switch script[min(index, script.count - 1)] {
        case .answer(let body, let status, let headers):
            return TransportResponse(status: status, headers: headers, body: Data(body.utf8))
        case .fault(let kind):
            throw TransportError(kind, Wording(verbatim: "as the script says"))
        }
    }
}

extension ScriptedTransport.Line {
    static func error(_ code: String) -> Self {
        .answer(#"{"Response":{"Error":{"Code":"\#(code)","Message":"no"},"RequestId":"r-\#(code)"}}"#)
    }
}
