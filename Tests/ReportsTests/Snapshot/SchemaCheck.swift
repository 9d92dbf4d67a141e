// Enough of JSON Schema to hold a document against docs/snapshot.schema.json. Stricter in one thing: a name that the
// schema does not have is a fault, for what we write must be published.

import FoundationEssentials
import Essentials

struct SchemaCheck {
    private let root: JSONValue

    /// - Parameter path: below the top of the repository.
    init(_ path: String) throws {
        let top = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")
        let content = FileManager.default.contents(atPath: "/\(top)/\(path)") ?? Data()
        root = try JSONReader.read(Array(content))
    }

    /// The names of an object's properties: of the document, or of a definition.
    func names(of definition: String? = nil) -> [String] {
        let schema = definition.flatMap { root["$defs"]?[$0] } ?? root
        return schema["properties"]?.members.map(\.name) ?? []
    }

    /// What is wrong with a document; empty when nothing is.
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
            found.append("\(path) is none of the values allowed")
        }
        if let only = schema["const"], only != value { found.append("\(path) is not the constant") }
        if case .integer(let least)? = schema["minimum"], case .integer(let number) = value, number < least {
            found.append("\(path) is below \(least)")
        }
        if case .integer(let least)? = schema["minLength"], case .string(let text) = value, text.count < least {
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
            for (place, item) in items.enumerated() { found += faults(item, inner, "\(path)[\(place)]") }
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

    /// The texts of a list, or of a single text.
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
