// The service's name and version, and the list of its actions that this program knows. The list is what tests walk
// over, so that an action cannot be added in one place and forgotten in another.

import Essentials
package import TencentCloud

/// Global Application Acceleration Platform.
package enum GAAPService {
    package static let name = "gaap"
    package static let version = "2018-05-29"
    /// Requests a second that the service allows per action and account.
    package static let requestsPerSecond = 20
    /// Rows of the largest page that is asked for.
    package static let largestPage = 100

    package static let actions: [any GAAPAction.Type] = [
        DescribeTCPListeners.self, DescribeProxies.self, DescribeProxyGroupList.self, DescribeProxyDetail.self,
        DescribeRealServerStatistics.self, DescribeListenerStatistics.self, GetMonitorData.self,
    ]

    /// The names of all actions, for a CAM policy. Each stands below the name of its service: `gaap:`, `monitor:`.
    package static var actionNames: [String] { actions.map { $0.name } }
}

/// An action of GAAP, or of another service about GAAP.
package protocol GAAPAction: Action {}

/// The rules that the actions have in common. Where no document gives the service's words, these are our own.
extension GAAPAction {
    package static var service: String { GAAPService.name }
    package static var version: String { GAAPService.version }

    /// A filter that is given says something: an empty one would be taken for none, or for all.
    func validateNotEmpty(_ texts: KeyValuePairs<String, String?>) throws(RequestError) {
        for (name, text) in texts where text?.isEmpty == true {
            throw RequestError(
                code: "InvalidParameterValue", message: Wording("\(name) must not be empty.", zh: "\(name) 不能为空。"))
        }
    }

    /// - Parameter most: how many filters the action takes.
    func validateFilters(_ filters: [Filter]?, most: Int) throws(RequestError) {
        guard let filters else { return }
        if filters.count > most || filters.contains(where: { $0.values.count > Filter.mostValues }) {
            throw RequestError(
                code: "InvalidParameterValue",
                message: Wording(
                    "At most \(most) Filters with \(Filter.mostValues) Values each are allowed.",
                    zh: "Filters 最多 \(most) 个，每个最多 \(Filter.mostValues) 个 Values。"))
        }
    }

    /// A number of which only some values are known to the service.
    func validateOneOf(_ value: Int?, _ allowed: [Int], named name: String) throws(RequestError) {
        guard let value, !allowed.contains(value) else { return }
        let list = allowed.map(String.init).joined(separator: ", ")
        throw RequestError(
            code: "InvalidParameterValue",
            message: Wording("\(name) must be one of \(list).", zh: "\(name) 须为 \(list) 之一。"))
    }

    /// A stretch of time from StartTime to EndTime.
    /// - Parameter other: what may be given in their place.
    /// - Returns: its length in seconds.
    func validateSpan(from start: String?, to end: String?, orElse other: String? = nil) throws(RequestError)
        -> Double
    {
        guard let start, let end else {
            let others = other.map { Wording("`\($0)`, or ", zh: "`\($0)`，或 ") } ?? Wording(verbatim: "")
            throw RequestError(
                code: "MissingParameter",
                message: Wording(
                    "The request is missing a required parameter \(others[.english])`StartTime` and `EndTime`.",
                    zh: "请求缺少必填参数 \(others[.chinese])`StartTime` 与 `EndTime`。"))
        }
        var times: [UnixTime] = []
        for (name, text) in [("StartTime", start), ("EndTime", end)] {
            guard let time = ServiceTime.parse(text) else {
                throw RequestError(
                    code: "InvalidParameterValue",
                    message: Wording(
                        "\(name) must have the form YYYY-MM-DD HH:MM:SS.", zh: "\(name) 的格式须为 YYYY-MM-DD HH:MM:SS。"))
            }
            times.append(time)
        }
        guard times[0] < times[1] else {
            throw RequestError(
                code: "InvalidParameterValue",
                message: Wording("StartTime must be before EndTime.", zh: "StartTime 须早于 EndTime。"))
        }
        return times[1] - times[0]
    }

    /// The rule that all lists share: offset from 0, limit from 1 to the largest page.
    func validatePage(offset: Int?, limit: Int?) throws(RequestError) {
        if let offset, offset < 0 {
            throw RequestError(
                code: "InvalidParameter",
                message: Wording("The value type of parameter `Offset` is not valid.", zh: "参数 `Offset` 的值类型不合法。"))
        }
        if let limit, !(1...GAAPService.largestPage).contains(limit) {
            throw RequestError(
                code: "InvalidParameterValue",
                message: Wording(
                    "Limit must be from 1 to \(GAAPService.largestPage).",
                    zh: "Limit 须为 1 到 \(GAAPService.largestPage)。"))
        }
    }
}
