// The values of a request that has passed the checks of its parameter table. A missing value, null and an empty text
// all mean that the parameter is not set. If a name occurs twice, the last value is used.

import Essentials
import GAAP

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
    /// Returns the rows of the requested page.
    func page<Row>(of rows: [Row]) throws(RefusalError) -> ArraySlice<Row> {
        let offset = integer("Offset") ?? 0
        let limit = integer("Limit") ?? ParameterRules.defaultPageLimit
        try RefusalError.check(ParameterRules.offset(offset, isUnsigned: false), ParameterRules.limit(limit))
        return rows.dropFirst(offset).prefix(limit)
    }

    /// Returns a number that must be one of several values.
    func oneOf(_ allowed: [Int], _ name: String) throws(RefusalError) -> Int? {
        let value = integer(name)
        try RefusalError.check(ParameterRules.oneOf(allowed, value, named: name))
        return value
    }

    /// Returns the range from StartTime to EndTime, or nil if neither is set.
    /// - Parameter maximum: the maximum length of the range in seconds.
    func span(maximum: Double) throws(RefusalError) -> (start: UnixTime, end: UnixTime)? {
        do {
            return try ParameterRules.span(from: string("StartTime"), to: string("EndTime"), maximum: maximum)
        } catch {
            throw RefusalError(error)
        }
    }

    /// Returns the conditions of `Filters`. All conditions must match. The values of one condition are alternatives.
    /// - Parameter names: the filter names that the action supports.
    func filters(_ names: [String]) throws(RefusalError) -> [Filter] {
        let filters = (objects("Filters") ?? []).map {
            Filter(name: $0.string("Name") ?? "", values: $0.strings("Values") ?? [])
        }
        try RefusalError.check(ParameterRules.filters(filters, known: names))
        return filters
    }

    /// Returns the pairs of `TagSet`. A resource matches if it has one of them.
    func tags() throws(RefusalError) -> [FleetTag]? {
        guard let pairs = objects("TagSet"), !pairs.isEmpty else { return nil }
        try RefusalError.check(ParameterRules.tags(pairs.count))
        return pairs.map { FleetTag(key: $0.string("TagKey") ?? "", value: $0.string("TagValue") ?? "") }
    }
}
