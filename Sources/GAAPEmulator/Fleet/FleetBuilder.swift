// Makes a fleet from a seed: first the owners, then the scenes (the real problems, told in `FleetBuilder+Scenes`), then
// healthy listeners until the number is reached. The same options give the same fleet, byte for byte.

/// A fleet under construction.
struct FleetBuilder {
    /// Nothing is newer than this: 2025-11-01 00:00:00 UTC. Fixed, so that a fleet does not depend on the day.
    static let newest = 1_761_955_200

    let options: FleetOptions
    var chance: SplitMix64
    var fleet = Fleet()
    /// Those that listeners are spread over.
    private(set) var owners: [FleetOwner] = []
    /// Those that have a few listeners and no more.
    private(set) var quiet: [(owner: FleetOwner, listeners: Int)] = []
    private var takenIDs: Set<String> = []
    private var takenPorts: [FleetOwner: Set<Int>] = [:]
    private var originPlaces: [String: Int] = [:]
    /// The origins that are well, by kind.
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

    /// An id that no one has yet.
    mutating func id(_ prefix: String) -> String {
        while true {
            let id = chance.id(prefix)
            if takenIDs.insert(id).inserted { return id }
        }
    }

    /// A day of the last two years.
    mutating func createTime() -> Int { Self.newest - 86_400 - chance.below(730 * 86_400) }

    /// - Parameter listeners: how many the owner has; nil for its share of all.
    mutating func add(_ owner: FleetOwner, listeners: Int?) {
        fleet.listeners[owner] = []
        if let listeners { quiet.append((owner, listeners)) } else { owners.append(owner) }
    }

    /// Whether there is still room for one more.
    var isFull: Bool { fleet.listenerCount >= options.listeners }

    /// The place of an origin, made when it is named for the first time.
    mutating func origin(
        _ address: String, resolved: [String] = [], health: FleetOrigin.Health = .up
    ) -> Int {
        if let place = originPlaces[address] { return place }
        let place = fleet.origins.count
        fleet.origins.append(FleetOrigin(id: id("rs-"), address: address, resolved: resolved, health: health))
        originPlaces[address] = place
        return place
    }

    /// Adds a listener on a port that its owner has free, the wanted one if possible.
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
    /// A fleet made from a seed.
    package init(_ options: FleetOptions) {
        var builder = FleetBuilder(options)
        self = builder.build()
    }
}

extension FleetListener {
    /// The first origin serves, the second stands by.
    mutating func makeFailoverPair() {
        guard bindings.count == 2, !usesDomains else { return }
        hasFailover = true
        bindings[0].role = "master"
        bindings[1].role = "slave"
    }
}
