// The parameters of an action: one literal table per action, which the checks read. The checks run in this order: all
// names are known, all values have the right types, all required parameters are present. null is treated as missing.

import Essentials

/// The name and type of a parameter, and whether it is required.
struct Parameter: Sendable {
    enum Kind: Sendable {
        case string
        /// `uint64`: 0 and above.
        case unsigned
        /// `int64`.
        case integer
        indirect case list(Kind)
        case object([Parameter])
    }

    let name: String
    let kind: Kind
    let isRequired: Bool

    static func optional(_ name: String, _ kind: Kind) -> Parameter {
        Parameter(name: name, kind: kind, isRequired: false)
    }
    static func required(_ name: String, _ kind: Kind) -> Parameter {
        Parameter(name: name, kind: kind, isRequired: true)
    }
}

extension Parameter.Kind {
    /// The type `[{Name, Values}]`, which several actions use.
    static let filters = Self.list(.object([.required("Name", .string), .required("Values", .list(.string))]))
    /// The type `[{TagKey, TagValue}]`.
    static let tags = Self.list(.object([.required("TagKey", .string), .required("TagValue", .string)]))
}

extension [Parameter] {
    /// Checks a body against the table.
    func check(_ members: [JSONValue.Member]) throws(RefusalError) -> ParameterValues {
        try refuseUnknown(in: members, path: "")
        try refuseWrongTypes(in: members, path: "")
        try refuseMissing(in: members, path: "")
        return ParameterValues(members)
    }

    private func refuseUnknown(in members: [JSONValue.Member], path: String) throws(RefusalError) {
        for member in members {
            guard let parameter = first(where: { $0.name == member.name }) else {
                throw .unknownParameter(path + member.name)
            }
            try parameter.kind.each(objectIn: member.value, path: path + member.name) {
                (table, inner, path) throws(RefusalError) in
                try table.refuseUnknown(in: inner, path: path)
            }
        }
    }

    private func refuseWrongTypes(in members: [JSONValue.Member], path: String) throws(RefusalError) {
        for member in members {
            guard let parameter = first(where: { $0.name == member.name }) else { continue }
            try parameter.kind.checkType(member.value, path: path + member.name)
        }
    }

    private func refuseMissing(in members: [JSONValue.Member], path: String) throws(RefusalError) {
        for parameter in self {
            guard let value = members.last(where: { $0.name == parameter.name })?.value, !value.isNull else {
                if parameter.isRequired { throw .missing(path + parameter.name) }
                continue
            }
            try parameter.kind.each(objectIn: value, path: path + parameter.name) {
                (table, inner, path) throws(RefusalError) in
                try table.refuseMissing(in: inner, path: path)
            }
        }
    }
}

extension Parameter.Kind {
    /// Visits the value itself if it is an object, or the objects in a list.
    fileprivate func each(
        objectIn value: JSONValue, path: String,
        visit: ([Parameter], [JSONValue.Member], String) throws(RefusalError) -> Void
    ) throws(RefusalError) {
        switch (self, value) {
        case (.object(let table), .object(let members)): try visit(table, members, path + ".")
        case (.list(let kind), .array(let items)):
            guard case .object = kind else { return }
            for (index, item) in items.enumerated() {
                try kind.each(objectIn: item, path: "\(path).\(index)", visit: visit)
            }
        default: return
        }
    }

    fileprivate func checkType(_ value: JSONValue, path: String) throws(RefusalError) {
        switch (self, value) {
        case (_, .null), (.string, .string), (.integer, .integer): return
        case (.unsigned, .integer(let number)) where number >= 0: return
        case (.list(let kind), .array(let items)):
            for (index, item) in items.enumerated() { try kind.checkType(item, path: "\(path).\(index)") }
        case (.object(let table), .object(let members)):
            for member in members {
                guard let parameter = table.first(where: { $0.name == member.name }) else { continue }
                try parameter.kind.checkType(member.value, path: "\(path).\(member.name)")
            }
        default: throw .wrongType(path)
        }
    }
}
