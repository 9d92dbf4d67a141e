// The parameters of a GET: a form whose names are paths, `Filters.0.Values.1=lg-1&Limit=20`, and whose values are all
// text. The action's table says what is a number, a list or an object; what does not fit it stays text or an object,
// for the checks to refuse.

import Essentials

/// A query taken apart.
struct FlatParameters {
    private var root = Node()

    /// One place of the tree: a text, or what is below it.
    private struct Node {
        var text: String?
        /// In the order of their first appearance.
        var names: [String] = []
        var below: [String: Node] = [:]

        /// The last word counts: a text at a place takes away what was below, and the other way round.
        mutating func set(_ path: ArraySlice<Substring>, to value: String) {
            guard let first = path.first.map(String.init) else {
                self = Node(text: value)
                return
            }
            text = nil
            if below[first] == nil { names.append(first) }
            below[first, default: Node()].set(path.dropFirst(), to: value)
        }
    }

    /// More than any parameter has; the rest of a name is left together, and is unknown.
    private static let deepest = 8

    init(_ query: Substring) throws(RefusalError) {
        for pair in query.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = try Self.decoded(halves[0])
            let path = name.split(separator: ".", maxSplits: Self.deepest, omittingEmptySubsequences: false)
            root.set(path[...], to: halves.count > 1 ? try Self.decoded(halves[1]) : "")
        }
    }

    /// What a body of JSON would hold.
    func members(by table: [Parameter]) -> [JSONValue.Member] { Self.members(root, by: table) }

    private static func members(_ node: Node, by table: [Parameter]) -> [JSONValue.Member] {
        node.names.map { name in
            let kind = table.first { $0.name == name }?.kind
            return JSONValue.Member(name: name, value: value(node.below[name] ?? Node(), as: kind))
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
            // Counted from 0 without a gap, in any order.
            let items = node.names.indices.compactMap { node.below[String($0)] }
            guard items.count == node.names.count else { break }
            return .array(items.map { value($0, as: element) })
        case .object(let table): return .object(members(node, by: table))
        case .string, .unsigned, .integer, nil: break
        }
        return .object(members(node, by: []))
    }

    /// A whole number in plain digits.
    private static func number(_ text: String) -> Int? {
        let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
        return digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
    }

    private static func decoded(_ text: Substring) throws(RefusalError) -> String {
        guard let decoded = text.percentDecoded(isForm: true) else { throw .notAForm }
        return decoded
    }
}
