// All kinds of faults in one table: the name, the value, the effect, and the default rate. The flag `--fault
// name=value@part`, its help and the fault matrix of the tests use this table.

package import Essentials
import GAAP

/// A kind of fault that can be selected by name.
package struct FaultKind: Sendable {
    /// The value after the `=`.
    package enum Value: Sendable {
        case none
        /// A whole number with a default.
        case number(String, in: ClosedRange<Int>, defaultValue: Int, @Sendable (Int) -> Fault)
        /// A word. Without a default, the word is required.
        case word(String, defaultValue: String?, @Sendable (String) -> FaultRule)
    }

    package let name: String
    package let value: Value
    /// The default rate, from 0 to 1: the part of the requests that the fault affects.
    package let rate: Double
    package let about: String
    private let fault: Fault?

    /// The syntax, for example `slow[=ms]`.
    package var form: String {
        switch value {
        case .none: name
        case .number(let what, _, _, _), .word(let what, defaultValue: .some, _): "\(name)[=\(what)]"
        case .word(let what, defaultValue: nil, _): "\(name)=\(what)"
        }
    }

    /// The text that completion inserts: `slow`, or `gone=` if a value is required.
    package var example: String {
        if case .word(_, defaultValue: nil, _) = value { "\(name)=" } else { name }
    }

    private init(_ name: String, _ fault: Fault, rate: Double = 0.1, _ about: String) {
        (self.name, value, self.rate, self.about, self.fault) = (name, .none, rate, about, fault)
    }

    private init(_ name: String, _ value: Value, rate: Double = 0.1, _ about: String) {
        (self.name, self.value, self.rate, self.about, fault) = (name, value, rate, about, nil)
    }

    package static let all: [FaultKind] = [
        // Transmission.
        FaultKind(
            "latency",
            .number("ms", in: 0...600_000, defaultValue: 200) { .delayed(by: .milliseconds($0)) }, rate: 1,
            "the answer is delayed by this time"),
        FaultKind("reset", .connectionReset, "the connection is reset before the answer"),
        FaultKind("truncate", .truncatedBody, "the answer is truncated"),
        FaultKind(
            "slow", .number("ms", in: 1...60_000, defaultValue: 5) { .slowBytes(pause: .milliseconds($0)) },
            "the answer is sent in pieces of 64 bytes, with a pause after each"),
        // Refusals.
        FaultKind(
            "error", .word("code", defaultValue: "InternalError") { FaultRule(.error(code: $0)) },
            "the request is refused with the code"),
        FaultKind("throttle", .throttled, "RequestLimitExceeded, although the limit is not reached"),
        FaultKind(
            "deny",
            .word("action", defaultValue: nil) {
                FaultRule(.denied(code: "AuthFailure.UnauthorizedOperation"), action: $0)
            }, rate: 1, "AuthFailure.UnauthorizedOperation: the account's policies do not allow the action"),
        FaultKind(
            "forbid",
            .word("action", defaultValue: nil) { FaultRule(.denied(code: "UnauthorizedOperation"), action: $0) },
            rate: 1, "UnauthorizedOperation: the service does not allow the action"),
        FaultKind(
            "gone", .word("action", defaultValue: nil) { FaultRule(.actionGone, action: $0) }, rate: 1,
            "InvalidAction: the service no longer has the action"),
        FaultKind(
            "token", .number("s", in: 0...86_400, defaultValue: 60) { .tokenExpired(after: .seconds($0)) }, rate: 1,
            "a temporary key is printed, and its token expires after this time"),
        FaultKind(
            "page-size", .number("rows", in: ParameterRules.pageLimits, defaultValue: 50) { .pagesRefused(above: $0) },
            rate: 1,
            "requests for larger pages are refused"),
        // Responses that are not API responses.
        FaultKind(
            "status", .number("code", in: 400...599, defaultValue: 502) { .status($0) },
            "an HTTP status instead of an answer"
        ),
        FaultKind(
            "busy", .number("s", in: 0...86_400, defaultValue: 2) { .busy(status: 429, retryAfter: $0, asDate: false) },
            "HTTP status 429 with Retry-After in seconds"),
        FaultKind(
            "maintenance",
            .number("s", in: 0...86_400, defaultValue: 2) { .busy(status: 503, retryAfter: $0, asDate: true) },
            "HTTP status 503 with a date in Retry-After"),
        FaultKind("html", .html, "a login page"),
        FaultKind("empty", .empty, "status 200 with an empty body"),
        FaultKind("json", .wrongJSON, "text that is not JSON"),
        FaultKind("charset", .charset, rate: 1, "the content type names a charset"),
        // Incorrect responses.
        FaultKind(
            "type", .word("field", defaultValue: "Port") { FaultRule(.wrongType(field: $0)) },
            "the field has another JSON type than documented"),
        FaultKind("drift", .shiftedPages, rate: 1, "a row is added at the start of the list after the first page"),
        FaultKind("repeat", .repeatedPages, rate: 1, "every page is the first one"),
        FaultKind("short", .shortPages, "a page has half its rows"),
        FaultKind(
            "total", .number("n", in: -1_000_000...1_000_000, defaultValue: 10) { .wrongTotal(by: $0) }, rate: 1,
            "TotalCount is too large by this number, or too small if it is negative"),
        FaultKind(
            "cap", .number("rows", in: ParameterRules.pageLimits, defaultValue: 50) { .cappedPages(at: $0) }, rate: 1,
            "neither a page nor TotalCount exceeds this number of rows"),
        FaultKind(
            "null", .word("action", defaultValue: "DescribeTCPListeners") { FaultRule(.nullLists, action: $0) },
            rate: 1,
            "the list and TotalCount of the action are null"),
        FaultKind("unowned", .unnamedOwners, rate: 1, "listeners have neither a proxy nor a group"),
        FaultKind("foreign", .foreignRows, rate: 1, "listeners have another owner than the one in the request"),
        FaultKind("shared", .sharedListener, rate: 1, "the first listener of every owner has the same id"),
        FaultKind("endless", .endlessRows, rate: 1, "every page of listeners is full, whatever its offset"),
    ]

    /// The reason why a text is not a fault.
    package struct ParseError: DescribedError, Equatable {
        package let message: Wording
    }

    /// Parses `name`, `name=value`, `name@part` or `name=value@part`.
    package static func rule(parsing text: String) throws(ParseError) -> FaultRule {
        let halves = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = all.first(where: { $0.name == parts[0] }) else {
            let names = all.map(\.name).joined(separator: ", ")
            throw ParseError(
                message: Wording(
                    "unknown fault “\(parts[0])”; known faults are \(names)", zh: "未知故障“\(parts[0])”；可用的有 \(names)")
            )
        }
        var rule = try kind.rule(parts.count > 1 ? String(parts[1]) : nil)
        rule.rate = kind.rate
        if halves.count > 1 {
            guard let rate = Double(halves[1]), (0...1).contains(rate) else {
                throw ParseError(
                    message: Wording(
                        "the part after @ must be from 0 to 1, not “\(halves[1])”",
                        zh: "@ 之后的比例须为 0 到 1，而不是“\(halves[1])”"))
            }
            rule.rate = rate
        }
        return rule
    }

    private func rule(_ text: String?) throws(ParseError) -> FaultRule {
        switch value {
        case .none:
            guard text == nil, let fault else {
                throw ParseError(message: Wording("\(name) takes no value", zh: "\(name) 不带值"))
            }
            return FaultRule(fault)
        case .number(let what, let range, let defaultValue, let make):
            guard let text else { return FaultRule(make(defaultValue)) }
            guard let number = Int(text), range.contains(number) else {
                let (minimum, maximum) = (range.lowerBound, range.upperBound)
                throw ParseError(
                    message: Wording(
                        "\(name)=\(what) must be from \(minimum) to \(maximum), not “\(text)”",
                        zh: "\(name)=\(what) 须为 \(minimum) 到 \(maximum)，而不是“\(text)”"))
            }
            return FaultRule(make(number))
        case .word(let what, let defaultValue, let make):
            guard let word = text ?? defaultValue, !word.isEmpty else {
                throw ParseError(
                    message: Wording("\(name) needs a value: \(name)=\(what)", zh: "\(name) 须带值：\(name)=\(what)"))
            }
            return make(word)
        }
    }
}
