// A body that has passed its table, read by name. Absent, null and an empty text are the same: not given. Of a name
// given twice the last counts.

import Essentials
import TencentCloud

/// The values of a request.
struct ParameterValues {
    private var values: [String: JSONValue] = [:]

    init(_ members: [JSONValue.Member]) {
        for member in members { values[member.name] = member.value }
    }

    mutating func set(_ name: String, _ value: JSONValue) { values[name] = value }

    func string(_ name: String) -> String? {
        guard case .string(let text) = values[name], !text.isEmpty else { return nil }
        return text
    }

    func integer(_ name: String) -> Int? {
        guard case .integer(let number) = values[name] else { return nil }
        return number
    }

    func strings(_ name: String) -> [String]? {
        guard case .array(let items) = values[name] else { return nil }
        return items.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    func objects(_ name: String) -> [ParameterValues]? {
        guard case .array(let items) = values[name] else { return nil }
        return items.compactMap { if case .object(let members) = $0 { ParameterValues(members) } else { nil } }
    }
}

extension ParameterValues {
    /// Rows that a page shows. Offset from 0 (default 0), limit from 1 to 100 (default 20).
    func page<Row>(of rows: [Row]) throws(RefusalError) -> ArraySlice<Row> {
        let offset = integer("Offset") ?? 0
        let limit = integer("Limit") ?? 20
        guard offset >= 0 else { throw .value("Offset must not be negative.", "Offset 不能为负数。") }
        guard (1...100).contains(limit) else { throw .value("Limit must be from 1 to 100.", "Limit 必须在 1 到 100 之间。") }
        return rows.dropFirst(offset).prefix(limit)
    }

    /// A number of which only some values are taken.
    func oneOf(_ allowed: [Int], _ name: String) throws(RefusalError) -> Int? {
        guard let value = integer(name) else { return nil }
        guard allowed.contains(value) else {
            let list = allowed.map(String.init).joined(separator: ", ")
            throw .value("\(name) must be one of \(list).", "\(name) 只能取 \(list)。")
        }
        return value
    }

    /// From StartTime up to EndTime; nil where neither is given.
    /// - Parameter longest: seconds.
    func span(longest: Double) throws(RefusalError) -> (start: UnixTime, end: UnixTime)? {
        guard string("StartTime") != nil || string("EndTime") != nil else { return nil }
        var times: [UnixTime] = []
        for name in ["StartTime", "EndTime"] {
            guard let text = string(name) else { throw .missing(name) }
            guard let time = ServiceTime.parse(text) else {
                throw .value(
                    "\(name) must have the form YYYY-MM-DD HH:MM:SS.", "\(name) 的格式必须为 YYYY-MM-DD HH:MM:SS。")
            }
            times.append(time)
        }
        let length = times[1] - times[0]
        guard length > 0 else { throw .value("StartTime must be before EndTime.", "StartTime 必须早于 EndTime。") }
        guard length <= longest else {
            throw .value(
                "The time range must be at most \(Int(longest)) seconds.", "时间范围不能超过 \(Int(longest)) 秒。")
        }
        return (times[0], times[1])
    }

    /// The conditions of `Filters`: all must hold, of one the values are alternatives.
    /// - Parameters:
    ///   - names: those that the action knows.
    ///   - most: how many it takes.
    func filters(_ names: [String], most: Int = 10) throws(RefusalError) -> [(name: String, values: [String])] {
        var filters: [(name: String, values: [String])] = []
        for filter in objects("Filters") ?? [] {
            let name = filter.string("Name") ?? ""
            let values = filter.strings("Values") ?? []
            guard names.contains(name) else {
                let shown = RefusalError.quoted(name)
                throw .value("The filter name `\(shown)` is not supported.", "不支持的过滤条件 `\(shown)`。")
            }
            guard !values.isEmpty, values.count <= 5 else {
                throw .value("A filter takes 1 to 5 Values.", "每个过滤条件的 Values 数量必须为 1 到 5。")
            }
            filters.append((name, values))
        }
        guard filters.count <= most else {
            throw .value("At most \(most) Filters are allowed.", "Filters 数量不能超过 \(most)。")
        }
        return filters
    }

    /// The pairs of `TagSet`, at most 5; a resource needs one of them.
    func tags() throws(RefusalError) -> [FleetTag]? {
        guard let pairs = objects("TagSet"), !pairs.isEmpty else { return nil }
        guard pairs.count <= 5 else { throw .value("At most 5 TagSet pairs are allowed.", "TagSet 数量不能超过 5。") }
        return pairs.map { FleetTag(key: $0.string("TagKey") ?? "", value: $0.string("TagValue") ?? "") }
    }
}
