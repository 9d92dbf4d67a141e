// Parses the parameters of a GET request: a form whose names are paths, `Filters.0.Values.1=lg-1&Limit=20`, and whose
// values are text. The parameter table of the action determines which values are numbers, lists or objects. A value
// that does not fit its type remains text or an object, and the later checks refuse it.

import Essentials

/// The parsed parameters of a query.
struct FlatParameters {
    private var root = Node()

    /// A node of the tree: a text, or child nodes.
    private struct Node {
        var text: String?
        /// The names of the child nodes in the order of their first occurrence.
        var names: [String] = []
        var children: [String: Node] = [:]

        /// Sets a value. The last assignment takes precedence: a text replaces the children of its node, and children
        /// replace the text.
        mutating func set(_ path: ArraySlice<Substring>, to value: String) {
            guard let first = path.first.map(String.init) else {
                self = Node(text: value)
                return
            }
            text = nil
            if children[first] == nil { names.append(first) }
            children[first, default: Node()].set(path.dropFirst(), to: value)
        }
    }

    /// The maximum depth of a path. No parameter is deeper. The rest of a longer name is not split, so the name is
    /// unknown.
    private static let maximumDepth = 8

    init(_ query: Substring) throws(RefusalError) {
        for pair in query.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(halves[0])
            let path = name.split(separator: ".", maxSplits: Self.maximumDepth, omittingEmptySubsequences: false)
            root.set(path[...], to: halves.count > 1 ? try Self.decoded(halves[1]) : "")
        }
    }

    /// Returns the members that an equivalent JSON body would contain.
    func members(by table: [Parameter]) -> [JSONValue.Member] { Self.members(root, by: table) }

    private static func members(_ node: Node, by table: [Parameter]) -> [JSONValue.Member] {
        node.names.map { name in
            let kind = table.first { $0.name == name }?.kind
            return JSONValue.Member(name: name, value: value(node.children[name] ?? Node(), as: kind))
        }
    }

    private static func value(_ node: Node, as kind: Parameter.Kind?) -> JSONValue {
        if let text = node.text {
            switch kind {
            case .unsigned, .integer: return number(text).map(JSONValue.integer) ?? .string(text)
            case .string, .list, .object, nil: return .string(text)
            }
        }
        switch kind {
        case .list(let element):
            // The indices must start at 0 and have no gaps, but may be in any order.
            let items = node.names.indices.compactMap { node.children[String($0)] }
            guard items.count == node.names.count else { break }
            return .array(items.map { value($0, as: element) })
        case .object(let table): return .object(members(node, by: table))
        case .string, .unsigned, .integer, nil: break
        }
        return .object(members(node, by: []))
    }

    /// Returns a whole number that consists of decimal digits, or nil.
    private static func number(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        return digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    private static func decoded(_ text: Substring) throws(RefusalError) -> String {
        guard let decoded = text.percentDecoded(isForm: true) else { throw .notAForm }
        return decoded
    }
}
