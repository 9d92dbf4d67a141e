// A subset of JSON Schema that is sufficient to validate a document against docs/snapshot.schema.json. In one point it
// is stricter: a name that the schema does not have is an error, because every written field must be documented.

import FoundationEssentials
import Essentials

struct SchemaCheck {
    private let root: JSONValue

    /// - Parameter path: the path of the schema relative to the root of the repository.
    init(_ path: String) throws {
        let top = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let content = FileManager.default.contents(atPath: "/\(top)/\(path)") ?? Data()
        root = try JSONReader.read(Array(content))
    }

    /// Returns the names of the properties of the document, or of a definition.
    func names(of definition: String? = nil) -> [String] {
        let schema = definition.flatMap { root["$defs"]?[$0] } ?? root
        return schema["properties"]?.members.map(\.name) ?? []
    }

    /// Returns the errors in a document; empty if the document is valid.
    func faults(_ value: JSONValue) -> [String] { faults(value, root, "$") }

    private func faults(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        if case .string(let reference)? = schema["$ref"] {
            guard let target = root["$defs"]?[String(reference.dropFirst("#/$defs/".count))] else {
                return ["\(path): the schema has no \(reference)"]
            }
            return faults(value, target, path)
        }
        if case .array(let choices)? = schema["anyOf"] {
            let found = choices.map { faults(value, $0, path) }
            return found.contains(where: \.isEmpty) ? [] : found.first ?? []
        }
        var found: [String] = []
        if let type = schema["type"], !type.texts.contains(where: value.isOf) {
            found.append("\(path) is not of type \(type.texts)")
        }
        if let allowed = schema["enum"], case .array(let values) = allowed, !values.contains(value) {
            found.append("\(path) is not one of the allowed values")
        }
        if let only = schema["const"], only != value { found.append("\(path) is not the constant") }
        if case .integer(let minimum)? = schema["minimum"], case .integer(let number) = value, number < minimum {
            found.append("\(path) is below \(minimum)")
        }
        if case .integer(let minimum)? = schema["minLength"], case .string(let text) = value, text.count < minimum {
            found.append("\(path) is too short")
        }
        switch value {
        case .object(let members):
            for name in schema["required"]?.texts ?? [] where value[name] == nil {
                found.append("\(path) lacks \(name)")
            }
            for member in members {
                guard let inner = schema["properties"]?[member.name] else {
                    found.append("\(path).\(member.name) is not in the schema")
                    continue
                }
                found += faults(member.value, inner, "\(path).\(member.name)")
            }
        case .array(let items):
            guard let inner = schema["items"] else { break }
            for (index, item) in items.enumerated() { found += faults(item, inner, "\(path)[\(index)]") }
        default: break
        }
        return found
    }
}

extension JSONValue {
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    subscript(name: String) -> JSONValue? { members.first { $0.name == name }?.value }

    /// The strings of a list, or a single string.
    fileprivate var texts: [String] {
        switch self {
        case .string(let text): [text]
        case .array(let items): items.flatMap(\.texts)
        default: []
        }
    }

    fileprivate func isOf(_ type: String) -> Bool {
        switch (self, type) {
        case (.null, "null"), (.bool, "boolean"), (.integer, "integer"), (.string, "string"), (.array, "array"),
            (.object, "object"):
            true
        default: false
        }
    }
}
