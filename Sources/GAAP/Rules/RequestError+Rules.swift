// The errors of requests that break a rule: the service's code, and one sentence in each language. Where no document
// gives the service's own sentence, these are our own.

package import Essentials
package import TencentCloud

extension RequestError {
    /// One of these parameters must be given.
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

    /// A time of Cloud Monitor in another form.
    package static func zonedForm(_ name: String) -> RequestError {
        .value(
            "\(name) must have the form YYYY-MM-DDTHH:MM:SS+08:00.", zh: "\(name) 的格式必须为 YYYY-MM-DDTHH:MM:SS+08:00。")
    }

    package static let twoOwners = conflict(
        "ProxyId and GroupId cannot be set at the same time.", zh: "ProxyId 和 GroupId 不能同时指定。")
    package static let searchWithOthers = conflict(
        "SearchValue cannot be used with ListenerName or Port.", zh: "SearchValue 不能与 ListenerName 或 Port 同时使用。")

    /// A value that the parameter does not take.
    package static func value(_ english: String, zh chinese: String) -> RequestError {
        RequestError(code: "InvalidParameterValue", message: Wording(english, zh: chinese))
    }

    /// Parameters that exclude each other.
    package static func conflict(_ english: String, zh chinese: String) -> RequestError {
        RequestError(code: "InvalidParameter", message: Wording(english, zh: chinese))
    }

    /// The sentence without its full stop, for one who adds what to do.
    package var clause: Wording {
        Wording { language in
            let text = message[language]
            return text.last.map { ".。".contains($0) } == true ? String(text.dropLast()) : text
        }
    }
}
