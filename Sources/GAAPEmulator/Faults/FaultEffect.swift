// What a fault does: to the request (a refusal after all checks of the caller have passed), to the answer, or to its delivery.

import FoundationEssentials
import TencentCloud

/// How an answer travels. The HTTP server does it with bytes, the in-process transport by its outcome.
package enum Delivery: Sendable, Equatable {
    case whole
    case reset
    case truncated
    case slow(pause: Duration)

    /// Bytes of a piece that comes slowly.
    static let piece = 64
}

extension Fault {
    /// The refusal that takes the place of an answer.
    func refusal(limit: Int) -> Refusal? {
        switch self {
        case .error(let code, let message):
            Refusal(
                code: code, english: message ?? "An error has occurred (\(code)).",
                chinese: message ?? "请求处理失败（\(code)）。")
        case .throttled: .tooFrequent(count: limit + 1, limit: limit)
        case .status, .body, .connectionReset, .truncatedBody, .slowBytes: nil
        }
    }

    /// Changes an answer that is ready.
    func apply(to response: inout TransportResponse) {
        switch self {
        case .status(let status):
            response.status = status
            response.body = Data("\(status)".utf8)
            response.setContentType("text/plain")
        case .body(let text, let contentType):
            response.body = Data(text.utf8)
            response.setContentType(contentType)
        case .error, .throttled, .connectionReset, .truncatedBody, .slowBytes: break
        }
    }

    var delivery: Delivery {
        switch self {
        case .connectionReset: .reset
        case .truncatedBody: .truncated
        case .slowBytes(let pause): .slow(pause: pause)
        case .error, .throttled, .status, .body: .whole
        }
    }
}

extension TransportResponse {
    fileprivate mutating func setContentType(_ value: String) {
        headers.removeAll { $0.name == "Content-Type" }
        headers.append(TransportHeader("Content-Type", value))
    }
}
