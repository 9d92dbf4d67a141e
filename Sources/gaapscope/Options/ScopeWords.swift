// The arguments of the browser without a flag: `gaapscope 8443`, `gaapscope link-hwera8lq`.

import ArgumentParser
import Essentials
import GAAP
import Inventory

/// A port, an id, or both. The form of a word shows whether it is a port or an id.
struct ScopeWords {
    private let words: [String]

    init(_ words: [String]) { self.words = words }

    /// Returns whether a word has the form of a port or an id. No other word is accepted without a flag.
    static func isOne(_ word: String) -> Bool { isNumber(word) || scope(word) != nil }

    var port: Int? { words.first(where: Self.isNumber).flatMap { Int($0) } }
    var scope: Scope? { words.lazy.compactMap(Self.scope).first }

    /// Refuses words that are invalid or that repeat a flag.
    func validate(with scope: ScopeOptions, _ filters: FilterOptions) throws {
        if let word = words.first(where: { !Self.isOne($0) }) {
            throw ValidationError(
                Wording(
                    "“\(word)” is neither a port nor the ID of a proxy, group or listener",
                    zh: "“\(word)”既不是端口，也不是通道、通道组或监听器的 ID"))
        }
        let (ports, ids) = (words.filter(Self.isNumber), words.filter { !Self.isNumber($0) })
        for port in ports where !(Int(port).map(ParameterRules.ports.contains) ?? false) {
            throw ValidationError(
                Wording("a port must be from 1 to 65535, not \(port)", zh: "端口须为 1 到 65535，而不是 \(port)"))
        }
        try Self.refuseBoth(ports, filters.portAndSearch)
        try Self.refuseBoth(ids, scope.given)
    }

    private static func refuseBoth(_ words: [String], _ flags: [String]) throws {
        let both = words + flags
        guard !words.isEmpty, both.count > 1 else { return }
        throw ValidationError(
            Wording(
                "\(both.joined(separator: " and ")) are mutually exclusive",
                zh: "\(both.joined(separator: " 与 ")) 不能同时使用"))
    }

    private static func isNumber(_ word: String) -> Bool {
        !word.isEmpty && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    private static func scope(_ word: String) -> Scope? {
        guard let kind = ScopeOptions.IDKind(of: word) else { return nil }
        return switch kind {
        case .proxy: .proxy(word)
        case .group: .group(word)
        case .listener: .listener(word)
        }
    }
}
