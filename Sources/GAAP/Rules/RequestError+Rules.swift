// The errors of requests that violate a rule: the code of the service, and one sentence in each language. If the
// documentation does not contain the service's own sentence, this program's own sentence is used.

package import Essentials
package import TencentCloud

extension RequestError {
    /// Returns the error for a request in which one of these parameters must be present.
    package static func missing(_ names: String...) -> RequestError {
        let quoted = names.map { "`\($0)`" }
        let (first, last) = (quoted.dropLast(), quoted.last ?? "")
        let english = first.isEmpty ? last : "\(first.joined(separator: ", ")) or \(last)"
        let chinese = first.isEmpty ? last : "\(first.joined(separator: "、")) 或 \(last)"
        return RequestError(
            code: "MissingParameter",
            message: Wording(
                "The request is missing a required parameter \(english).", zh: "请求缺少必填参数 \(chinese)。"))
    }

    package static func wrongType(_ path: String) -> RequestError {
        RequestError(
            code: "InvalidParameter",
            message: Wording("The value type of parameter `\(path)` is not valid.", zh: "参数 `\(path)` 的值类型不合法。"))
    }

    package static func empty(_ name: String) -> RequestError {
        .value("\(name) must not be empty.", zh: "\(name) 不能为空。")
    }

    package static func outOfRange(_ name: String, _ range: ClosedRange<Int>) -> RequestError {
        let (low, high) = (range.lowerBound, range.upperBound)
        return .value("\(name) must be from \(low) to \(high).", zh: "\(name) 必须在 \(low) 到 \(high) 之间。")
    }

    /// Returns the error for a time of Cloud Monitor in a wrong format.
    package static func zonedForm(_ name: String) -> RequestError {
        .value(
            "\(name) must have the form YYYY-MM-DDTHH:MM:SS+08:00.", zh: "\(name) 的格式必须为 YYYY-MM-DDTHH:MM:SS+08:00。")
    }

    package static let twoOwners = conflict(
        "ProxyId and GroupId cannot be set at the same time.", zh: "ProxyId 和 GroupId 不能同时指定。")
    package static let searchWithOthers = conflict(
        "SearchValue cannot be used with ListenerName or Port.", zh: "SearchValue 不能与 ListenerName 或 Port 同时使用。")

    /// Returns the error for an invalid value of a parameter.
    package static func value(_ english: String, zh chinese: String) -> RequestError {
        RequestError(code: "InvalidParameterValue", message: Wording(english, zh: chinese))
    }

    /// Returns the error for parameters that cannot be combined.
    package static func conflict(_ english: String, zh chinese: String) -> RequestError {
        RequestError(code: "InvalidParameter", message: Wording(english, zh: chinese))
    }

    /// The message without its full stop, for callers that append advice.
    package var clause: Wording {
        Wording { language in
            let text = message[language]
            return text.last.map { ".。".contains($0) } == true ? String(text.dropLast()) : text
        }
    }
}
