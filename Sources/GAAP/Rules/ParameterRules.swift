// The rules of the API for parameter values, each defined once. The client checks a request before it sends it, the
// emulator checks the requests it receives, and the flags take their limits from here. So all three enforce the same
// rules.
//
// Each rule returns the error of a request that violates it, or nil. The messages are in RequestError+Rules.swift.

package import Essentials
package import TencentCloud

package enum ParameterRules {
    package static let ports = 1...65_535
    /// The allowed number of rows per page.
    package static let pageLimits = 1...100
    package static let defaultPageLimit = 20
    package static let maximumProxyIDs = 100
    package static let maximumFilters = 10
    package static let filterValues = 1...5
    package static let maximumTags = 5

    /// Throws the first error in a list of rule results.
    package static func check(_ errors: RequestError?...) throws(RequestError) {
        if let error = errors.lazy.compactMap(\.self).first { throw error }
    }

    // MARK: Pages

    package static func limit(_ limit: Int?, upTo maximum: Int = pageLimits.upperBound) -> RequestError? {
        guard let limit, !(pageLimits.lowerBound...maximum).contains(limit) else { return nil }
        return .outOfRange("Limit", pageLimits.lowerBound...maximum)
    }

    /// Checks that Offset is not negative.
    /// - Parameter isUnsigned: whether the action declares Offset as `uint64`, so that a negative number has the wrong
    ///   type.
    package static func offset(_ offset: Int?, isUnsigned: Bool = true) -> RequestError? {
        guard let offset, offset < 0 else { return nil }
        return isUnsigned ? .wrongType("Offset") : .value("Offset must not be negative.", zh: "Offset 不能为负数。")
    }

    // MARK: Listeners

    package static func owner(proxyID: String?, groupID: String?, listenerID: String?) -> RequestError? {
        if proxyID == nil, groupID == nil, listenerID == nil { return .missing("ProxyId", "GroupId", "ListenerId") }
        return proxyID != nil && groupID != nil ? .twoOwners : nil
    }

    package static func search(_ searchValue: String?, listenerName: String?, port: Int?) -> RequestError? {
        searchValue != nil && (listenerName != nil || port != nil) ? .searchWithOthers : nil
    }

    package static func port(_ port: Int?) -> RequestError? {
        guard let port, !ports.contains(port) else { return nil }
        return .outOfRange("Port", ports)
    }

    // MARK: Proxies and groups

    package static func proxyIDs(_ count: Int?) -> RequestError? {
        guard let count, count > maximumProxyIDs else { return nil }
        return .value(
            "At most \(maximumProxyIDs) ProxyIds can be queried at a time.", zh: "ProxyIds 一次最多查询 \(maximumProxyIDs) 个。"
        )
    }

    package static func proxyIDs(_ hasIDs: Bool, with hasFilters: Bool) -> RequestError? {
        hasIDs && hasFilters
            ? .conflict("ProxyIds and Filters cannot be set at the same time.", zh: "ProxyIds 和 Filters 不能同时指定。") : nil
    }

    /// Checks the names of filters, the number of filters and the number of their values.
    /// - Parameter known: the filter names that the action supports.
    package static func filters(_ filters: [Filter]?, known: [String]) -> RequestError? {
        guard let filters else { return nil }
        for filter in filters {
            guard known.contains(filter.name) else {
                let shown = quoted(filter.name)
                return .value("The filter name `\(shown)` is not supported.", zh: "不支持的过滤条件 `\(shown)`。")
            }
            guard filterValues.contains(filter.values.count) else {
                let (minimum, maximum) = (filterValues.lowerBound, filterValues.upperBound)
                return .value(
                    "A filter takes \(minimum) to \(maximum) Values.",
                    zh: "每个过滤条件的 Values 数量必须为 \(minimum) 到 \(maximum)。")
            }
        }
        guard filters.count > maximumFilters else { return nil }
        return .value("At most \(maximumFilters) Filters are allowed.", zh: "Filters 数量不能超过 \(maximumFilters)。")
    }

    package static func tags(_ count: Int) -> RequestError? {
        guard count > maximumTags else { return nil }
        return .value("At most \(maximumTags) TagSet pairs are allowed.", zh: "TagSet 数量不能超过 \(maximumTags)。")
    }

    package static func independent(_ value: Int?) -> RequestError? {
        guard let value, !(0...1).contains(value) else { return nil }
        return .value("Independent must be 0 or 1.", zh: "Independent 必须为 0 或 1。")
    }

    /// Checks that a project id is not below the lowest allowed value.
    /// - Parameter allProjects: the lowest allowed value, which means every project.
    package static func project(_ id: Int, allProjects: Int) -> RequestError? {
        guard id < allProjects else { return nil }
        return .value("ProjectId must be \(allProjects) or above.", zh: "ProjectId 不能小于 \(allProjects)。")
    }

    // MARK: Statistics

    package static func metrics(_ names: [MetricName]) -> RequestError? {
        if names.isEmpty { return .empty("MetricNames") }
        guard let unknown = names.first(where: { !$0.isKnown }) else { return nil }
        let shown = quoted(unknown.raw)
        return .value("The metric name `\(shown)` is not supported.", zh: "不支持的统计指标 `\(shown)`。")
    }

    /// Checks a number that must be one of several values.
    package static func oneOf(_ allowed: [Int], _ value: Int?, named name: String) -> RequestError? {
        guard let value, !allowed.contains(value) else { return nil }
        let list = allowed.map(String.init).joined(separator: ", ")
        return .value("\(name) must be one of \(list).", zh: "\(name) 只能取 \(list)。")
    }

    package static func hours(_ hours: Int?, withSpan hasSpan: Bool) -> RequestError? {
        hours != nil && hasSpan
            ? .conflict(
                "WithinTime cannot be used with StartTime or EndTime.", zh: "WithinTime 不能与 StartTime 或 EndTime 同时使用。")
            : nil
    }

    /// Returns the range from StartTime to EndTime, or nil if neither is given.
    /// - Parameter maximum: the maximum length of the range in seconds.
    package static func span(
        from start: String?, to end: String?, maximum: Double = .infinity
    ) throws(RequestError) -> (start: UnixTime, end: UnixTime)? {
        guard start != nil || end != nil else { return nil }
        var times: [UnixTime] = []
        for (name, text) in [("StartTime", start), ("EndTime", end)] {
            guard let text else { throw .missing(name) }
            guard let time = ServiceTime.parse(text) else {
                throw .value(
                    "\(name) must have the form YYYY-MM-DD HH:MM:SS.", zh: "\(name) 的格式必须为 YYYY-MM-DD HH:MM:SS。")
            }
            times.append(time)
        }
        let length = times[1] - times[0]
        guard length > 0 else { throw .value("StartTime must be before EndTime.", zh: "StartTime 必须早于 EndTime。") }
        guard length <= maximum else {
            throw .value(
                "The time range must be at most \(Int(maximum)) seconds.", zh: "时间范围不能超过 \(Int(maximum)) 秒。")
        }
        return (times[0], times[1])
    }

    // MARK: Cloud Monitor

    package static func instances(_ count: Int, upTo maximum: Int) -> RequestError? {
        (1...maximum).contains(count)
            ? nil
            : .value("1 to \(maximum) Instances can be queried at a time.", zh: "一次可查询 1 到 \(maximum) 个 Instances。")
    }

    package static func zonedSpan(from start: UnixTime, to end: UnixTime) -> RequestError? {
        start <= end ? nil : .value("EndTime must not be before StartTime.", zh: "EndTime 不能早于 StartTime。")
    }

    package static func dataPoints(_ count: Double, upTo maximum: Int) -> RequestError? {
        count <= Double(maximum)
            ? nil
            : .value(
                "At most \(maximum) data points can be queried at a time.", zh: "单次请求的数据点数不能超过 \(maximum)。")
    }

    // MARK: Texts

    /// Checks that no given text is empty: the service would treat an empty filter as no filter, or as a filter that
    /// matches everything.
    package static func notEmpty(_ texts: KeyValuePairs<String, String?>) -> RequestError? {
        texts.first { $0.value?.isEmpty == true }.map { .empty($0.key) }
    }

    /// Returns an external text for use in a message. A long text is cut, since it may be as long as a request body.
    package static func quoted(_ text: String) -> String {
        text.utf8.count <= 128 ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(128))) + "…"
    }
}
