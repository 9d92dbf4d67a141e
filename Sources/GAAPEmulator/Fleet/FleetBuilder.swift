// Creates a fleet from a seed: first the owners, then the scenes (the problems, described in `FleetBuilder+Scenes`),
// then healthy listeners until the number is reached. The same options always create exactly the same fleet.

/// A fleet under construction.
struct FleetBuilder {
    /// The latest creation time: 2025-11-01 00:00:00 UTC. It is fixed, so that a fleet does not depend on the current
    /// date.
    static let newest = 1_761_955_200

    let options: FleetOptions
    var chance: SplitMix64
    var fleet = Fleet()
    /// The owners over which the listeners are distributed.
    private(set) var owners: [FleetOwner] = []
    /// The owners with a fixed small number of listeners.
    private(set) var quiet: [(owner: FleetOwner, listeners: Int)] = []
    private var takenIDs: Set<String> = []
    private var takenPorts: [FleetOwner: Set<Int>] = [:]
    private var originIndices: [String: Int] = [:]
    /// The indices of the healthy origins, by kind.
    var addresses: [Int] = []
    var domains: [Int] = []

    init(_ options: FleetOptions) {
        self.options = options.bounded
        chance = SplitMix64(seed: options.seed)
    }

    mutating func build() -> Fleet {
        makeOwners()
        guard !owners.isEmpty else { return fleet }
        addScenes()
        addQuiet()
        addHealthy()
        for owner in owners {
            fleet.listeners[owner]?.sort { ($0.createTime, $0.id) > ($1.createTime, $1.id) }
        }
        fleet.proxies.sort { ($0.createTime, $0.id) > ($1.createTime, $1.id) }
        fleet.groups.sort { ($0.createTime, $0.id) > ($1.createTime, $1.id) }
        return fleet
    }

    /// Returns an unused id.
    mutating func id(_ prefix: String) -> String {
        while true {
            let id = chance.id(prefix)
            if takenIDs.insert(id).inserted { return id }
        }
    }

    /// Returns a time in the last two years.
    mutating func createTime() -> Int { Self.newest - 86_400 - chance.below(730 * 86_400) }

    /// Adds an owner.
    /// - Parameter listeners: the number of its listeners. nil means a share of all listeners.
    mutating func add(_ owner: FleetOwner, listeners: Int?) {
        fleet.listeners[owner] = []
        if let listeners { quiet.append((owner, listeners)) } else { owners.append(owner) }
    }

    /// Whether the number of listeners is reached.
    var isFull: Bool { fleet.listenerCount >= options.listeners }

    /// Returns the index of an origin, and creates the origin at its first use.
    mutating func origin(
        _ address: String, resolved: [String] = [], health: FleetOrigin.Health = .up
    ) -> Int {
        if let index = originIndices[address] { return index }
        let index = fleet.origins.count
        fleet.origins.append(FleetOrigin(id: id("rs-"), address: address, resolved: resolved, health: health))
        originIndices[address] = index
        return index
    }

    /// Adds a listener on a port that its owner does not use, if possible on the port of the listener.
    mutating func add(_ listener: FleetListener, to owner: FleetOwner) {
        guard !isFull else { return }
        var listener = listener
        var port = listener.port
        while takenPorts[owner, default: []].contains(port) || port == 21 || !(1...64_999).contains(port) {
            port = 1_024 + chance.below(63_000)
        }
        takenPorts[owner, default: []].insert(port)
        listener.port = port
        if listener.createTime == 0 { listener.createTime = createTime() }
        fleet.listeners[owner]?.append(listener)
        fleet.ownerOfListener[listener.id] = owner
    }
}

extension Fleet {
    /// Creates a fleet from a seed.
    package init(_ options: FleetOptions) {
        var builder = FleetBuilder(options)
        self = builder.build()
    }
}

extension FleetListener {
    /// Makes the first origin the master and the second its standby.
    mutating func makeFailoverPair() {
        guard bindings.count == 2, !usesDomains else { return }
        hasFailover = true
        bindings[0].role = "master"
        bindings[1].role = "slave"
    }
}
