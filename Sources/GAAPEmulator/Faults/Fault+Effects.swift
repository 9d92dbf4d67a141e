// The effects of a fault, in the order in which a request is processed: a fault refuses a request that has passed all
// checks, changes the request, changes the response, changes the HTTP message, or changes the transmission.

import Essentials
import FoundationEssentials
import GAAP
import TencentCloud

/// How a response is transmitted. The HTTP server implements it with bytes, the in-process transport with its result.
package enum Delivery: Sendable, Equatable {
    case whole
    case reset
    case truncated
    case slow(pause: Duration)

    /// The size in bytes of a piece of a slow response.
    package static let piece = 64
}

/// The data about a request that is known once the caller is identified.
struct FaultedRequest {
    let action: String
    let service: String
    let version: String
    let requestID: String
    let hasToken: Bool
    /// The time since the emulator's start.
    let elapsed: Duration
    /// The allowed number of requests per second.
    let limit: Int
}

extension Fault {
    /// Returns the refusal that replaces the response.
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

    /// Returns the refusal of a request whose parameters have been checked.
    func refusal(of values: ParameterValues) -> RefusalError? {
        guard case .pagesRefused(let maximum) = self else { return nil }
        let limit = values.integer("Limit") ?? ParameterRules.defaultPageLimit
        return ParameterRules.limit(limit, upTo: maximum).map { RefusalError($0) }
    }

    /// Changes the parameters of the request.
    func change(_ values: inout ParameterValues) {
        guard let offset = values.integer("Offset"), offset > 0 else { return }
        switch self {
        case .repeatedPages: values.set("Offset", .integer(0))
        case .shiftedPages: values.set("Offset", .integer(offset - 1))
        default: break
        }
    }

    /// Changes the members of the response.
    /// - Parameter asked: the original parameters of the request.
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

    /// Changes the complete response.
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

    /// Returns a value of another type: a number becomes text, as in old versions of services, and any other value
    /// becomes an object, which no field accepts.
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
