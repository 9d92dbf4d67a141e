// What a fault does, in the order of a request: it refuses what has passed all checks of the caller, changes what is
// asked, what is answered, how the answer looks on the wire, and how it travels.

import Essentials
import FoundationEssentials
import GAAP
import TencentCloud

/// How an answer travels. The HTTP server does it with bytes, the in-process transport by its outcome.
package enum Delivery: Sendable, Equatable {
    case whole
    case reset
    case truncated
    case slow(pause: Duration)

    /// Bytes of a piece that comes slowly.
    package static let piece = 64
}

/// What is known of a request when its caller is known.
struct FaultedRequest {
    let action: String
    let service: String
    let version: String
    let requestID: String
    let hasToken: Bool
    /// Since the emulator's start.
    let elapsed: Duration
    /// Requests a second that are allowed.
    let limit: Int
}

extension Fault {
    /// The refusal that takes the place of an answer.
    func refusal(of request: FaultedRequest) -> RefusalError? {
        switch self {
        case .error(let code, let message):
            RefusalError(
                code: code, english: message ?? "An error has occurred (\(code)).",
                chinese: message ?? "请求处理失败（\(code)）。")
        case .throttled: .tooFrequent(count: request.limit + 1, limit: request.limit)
        case .denied(let code):
            .denied(code: code, service: request.service, action: request.action, requestID: request.requestID)
        case .actionGone: .invalidAction(request.action, service: request.service, version: request.version)
        case .tokenExpired(let life): request.hasToken && request.elapsed >= life ? .tokenFailure : nil
        default: nil
        }
    }

    /// The refusal of what a request asks for, which has passed its table.
    func refusal(of values: ParameterValues) -> RefusalError? {
        guard case .pagesRefused(let maximum) = self else { return nil }
        let limit = values.integer("Limit") ?? ParameterRules.defaultPageLimit
        return ParameterRules.limit(limit, upTo: maximum).map { RefusalError($0) }
    }

    /// Changes what is asked for.
    func change(_ values: inout ParameterValues) {
        guard let offset = values.integer("Offset"), offset > 0 else { return }
        switch self {
        case .repeatedPages: values.set("Offset", .integer(0))
        case .shiftedPages: values.set("Offset", .integer(offset - 1))
        default: break
        }
    }

    /// Changes what is answered.
    /// - Parameter asked: what was asked for, before any change.
    func change(_ members: inout [JSONValue.Member], asked: ParameterValues) {
        members = members.map { member in
            var value = changedRows(member, asked: asked) ?? member.value
            switch (self, member.name, value) {
            case (.wrongType(let field), _, _):
                value = member.name == field ? Self.otherType(value) : Self.retyped(field, in: value)
            case (.shortPages, _, .array(let rows)) where rows.count > 1:
                value = .array(Array(rows.prefix(rows.count / 2)))
            case (.wrongTotal(let error), "TotalCount", .integer(let total)):
                value = .integer(max(0, total.addingReportingOverflow(error).partialValue))
            case (.shiftedPages, "TotalCount", .integer(let total)) where asked.integer("Offset") ?? 0 > 0:
                value = .integer(total + 1)
            default: break
            }
            return JSONValue.Member(name: member.name, value: value)
        }
    }

    /// Changes an answer that is ready.
    func apply(to response: inout TransportResponse) {
        switch self {
        case .status(let status):
            response.status = status
            response.body = Data("\(status)".utf8)
            response.setContentType("text/plain")
        case .busy(let status, let seconds, let asDate):
            response.status = status
            response.body = Data("\(status)".utf8)
            response.setContentType("text/plain")
            let date = asDate ? HTTPDate.parse(response.headers["Date"]) : nil
            let wait = date.map { HTTPDate.format($0 + Double(seconds)) } ?? "\(seconds)"
            response.headers.append(TransportHeader("Retry-After", wait))
        case .body(let text, let contentType):
            response.body = Data(text.utf8)
            response.setContentType(contentType)
        case .charset: response.setContentType("application/json; charset=utf-8")
        default: break
        }
    }

    var delivery: Delivery {
        switch self {
        case .connectionReset: .reset
        case .truncatedBody: .truncated
        case .slowBytes(let pause): .slow(pause: pause)
        default: .whole
        }
    }

    private static func retyped(_ field: String, in value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): .array(items.map { retyped(field, in: $0) })
        case .object(let members):
            .object(
                members.map {
                    let value = $0.name == field ? otherType($0.value) : retyped(field, in: $0.value)
                    return JSONValue.Member(name: $0.name, value: value)
                })
        default: value
        }
    }

    /// A number as text, as old versions of services have it; anything else as an object, which nothing takes.
    private static func otherType(_ value: JSONValue) -> JSONValue {
        switch value {
        case .integer(let number): .string(String(number))
        default: .object([.init(name: "Value", value: value)])
        }
    }
}

extension TransportResponse {
    fileprivate mutating func setContentType(_ value: String) {
        headers.removeAll { $0.name == "Content-Type" }
        headers.append(TransportHeader("Content-Type", value))
    }
}
