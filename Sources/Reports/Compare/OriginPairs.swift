// Which origin of then is which origin of now. The service gives them in any order; one address may be bound twice with
// two ports; an origin keeps its RealServerId when its port changes, and its address when it was unbound and bound
// again.

import Inventory
import Essentials
import GAAP

/// The origins of a listener then and now, paired: the same ones whatever order they came in.
struct OriginPairs {
    /// An origin with its state.
    typealias Origin = (server: BindRealServer, state: State)

    private(set) var pairs: [(old: Origin, new: Origin)] = []
    private(set) var unbound: [Origin] = []
    private(set) var bound: [Origin] = []
    /// Addresses that a listener has more than once: they are named with their ports.
    private let repeated: Set<String>

    init(from old: Row, to new: Row) {
        let origins = (old: Self.ordered(old.origins), new: Self.ordered(new.origins))
        repeated = Self.repeated(origins.old).union(Self.repeated(origins.new))
        unbound = origins.old
        bound = origins.new
        // The surest likeness first.
        pair { "\($0.realServerID ?? "") \(Self.endpoint($0))" }
        pair { Self.endpoint($0) }
        pair { $0.realServerID ?? "" }
        pair { $0.realServerIP ?? "" }
        // What could not be read is neither bound nor unbound.
        if !old.health.areOriginsRead { bound = [] }
        if !new.health.areOriginsRead { unbound = [] }
    }

    /// What an origin is called in this listener.
    func name(_ server: BindRealServer) -> String {
        let address = server.realServerIP ?? "?"
        return repeated.contains(address) ? Self.endpoint(server) : address
    }

    /// `10.3.1.7:8443`, `[::1]:8443`.
    static func endpoint(_ server: BindRealServer) -> String {
        let address = server.realServerIP ?? "?"
        guard let port = server.realServerPort else { return address }
        return address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)"
    }

    /// Takes those apart that have the same key, which must say something.
    private mutating func pair(by key: (BindRealServer) -> String) {
        guard !unbound.isEmpty, !bound.isEmpty else { return }
        var candidates = Dictionary(grouping: bound.indices.reversed()) { key(bound[$0].server) }
        var taken: Set<Int> = []
        unbound.removeAll { old in
            let wanted = key(old.server)
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

    /// An order that does not depend on the order they came in.
    private static func ordered(_ origins: [Origin]) -> [Origin] {
        guard origins.count > 1 else { return origins }
        return origins.map { origin in
            (origin, [ComparedField<BindRealServer>].origin.map { $0.words(origin.server)?[.english] ?? "" })
        }
        .sorted { $0.1.lexicographicallyPrecedes($1.1) }.map(\.0)
    }
}
