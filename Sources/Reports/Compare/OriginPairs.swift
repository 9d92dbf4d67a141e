// Pairs the origins of the old and the new state. The service returns them in any order. One address may be bound twice
// with two ports. An origin keeps its RealServerId when its port changes, and its address when it was unbound and bound
// again.

import Inventory
import Essentials
import GAAP

/// The origins of a listener in the old and the new state, paired independently of their order.
struct OriginPairs {
    /// An origin with its state, and its address and port.
    typealias Origin = (server: BindRealServer, state: State, endpoint: String)

    private(set) var pairs: [(old: Origin, new: Origin)] = []
    private(set) var unbound: [Origin] = []
    private(set) var bound: [Origin] = []
    /// The addresses that a listener has more than once. They are displayed with their ports.
    private let repeated: Set<String>

    init(from old: Row, to new: Row) {
        let origins = (old: Self.ordered(old), new: Self.ordered(new))
        repeated = Self.repeated(origins.old).union(Self.repeated(origins.new))
        unbound = origins.old
        bound = origins.new
        // The most reliable criterion comes first.
        pair { "\($0.server.realServerID ?? "") \($0.endpoint)" }
        pair { $0.endpoint }
        pair { $0.server.realServerID ?? "" }
        pair { $0.server.realServerIP ?? "" }
        // Origins that could not be read are neither bound nor unbound.
        if !old.health.areOriginsRead { bound = [] }
        if !new.health.areOriginsRead { unbound = [] }
    }

    /// Returns the display name of an origin in this listener.
    func name(_ origin: Origin) -> String {
        let address = origin.server.realServerIP ?? "?"
        return repeated.contains(address) ? origin.endpoint : address
    }

    /// Pairs origins that have the same key. Empty keys are ignored.
    private mutating func pair(by key: (Origin) -> String) {
        guard !unbound.isEmpty, !bound.isEmpty else { return }
        var candidates = Dictionary(grouping: bound.indices.reversed()) { key(bound[$0]) }
        var taken: Set<Int> = []
        unbound.removeAll { old in
            let wanted = key(old)
            guard !wanted.isEmpty, let found = candidates[wanted]?.popLast() else { return false }
            taken.insert(found)
            pairs.append((old: old, new: bound[found]))
            return true
        }
        bound = bound.enumerated().filter { !taken.contains($0.offset) }.map(\.element)
    }

    private static func repeated(_ origins: [Origin]) -> Set<String> {
        var seen: Set<String> = []
        return Set(origins.map { $0.server.realServerIP ?? "?" }.filter { !seen.insert($0).inserted })
    }

    /// Sorts the origins independently of the order in which they were received.
    private static func ordered(_ row: Row) -> [Origin] {
        let origins: [Origin] = row.origins.map { ($0.server, $0.state, row.listener.endpoint(of: $0.server)) }
        guard origins.count > 1 else { return origins }
        return origins.map { origin in
            (origin, [ComparedField<BindRealServer>].origin.map { $0.words(origin.server)?[.english] ?? "" })
        }
        .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
    }
}
