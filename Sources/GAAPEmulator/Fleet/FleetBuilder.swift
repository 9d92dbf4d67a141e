// Makes a fleet from a seed: first the owners, then the scenes (the real problems, told in `FleetBuilder+Scenes`), then healthy
// listeners until the number is reached. The same options give the same fleet, byte for byte.

/// A fleet under construction.
struct FleetBuilder {
    /// Nothing is newer than this: 2025-11-01 00:00:00 UTC. Fixed, so that a fleet does not depend on the day.
    static let newest = 1_761_955_200

    let options: FleetOptions
    var chance: SplitMix64
    var fleet = Fleet()
    /// Those that can have listeners.
    private(set) var owners: [FleetOwner] = []
    private var takenIDs: Set<String> = []
    private var takenPorts: [FleetOwner: Set<Int>] = [:]
    private var originPlaces: [String: Int] = [:]
    /// The origins that are well, by kind.
    private var addresses: [Int] = []
    private var domains: [Int] = []

    init(_ options: FleetOptions) {
        self.options = options.bounded
        chance = SplitMix64(seed: options.seed)
    }

    mutating func build() -> Fleet {
        makeOwners()
        guard !owners.isEmpty else { return fleet }
        addScenes()
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

    mutating func add(_ owner: FleetOwner, holdsListeners: Bool) {
        fleet.listeners[owner] = []
        if holdsListeners { owners.append(owner) }
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

    private mutating func addHealthy() {
        makePools()
        let caps = shares()
        for (owner, wanted) in zip(owners, caps) {
            let missing = wanted - (fleet.listeners[owner]?.count ?? 0)
            for _ in 0..<max(0, missing) { add(healthyListener(), to: owner) }
        }
        // The scenes may have taken more than an owner's share: what is missing goes round.
        var turn = 0
        while !isFull, turn < options.listeners * 2 {
            let owner = owners[turn % owners.count]
            if fleet.listeners[owner]?.count ?? 0 < FleetOptions.mostPerOwner { add(healthyListener(), to: owner) }
            turn += 1
            if fleet.listenerCount >= owners.count * FleetOptions.mostPerOwner { break }
        }
    }

    /// How many listeners each owner has: uneven, as in life, and at most 50 where the number allows it.
    private mutating func shares() -> [Int] {
        let even = (options.listeners + owners.count - 1) / owners.count
        let cap = min(max(50, even), FleetOptions.mostPerOwner)
        var shares = owners.map { _ in min(cap, even / 3 + chance.below(max(1, even * 4 / 3))) }
        var left = options.listeners - shares.reduce(0, +)
        var place = 0
        while left != 0, place < owners.count * (cap + 1) {
            let index = place % owners.count
            if left > 0, shares[index] < cap {
                shares[index] += 1
                left -= 1
            } else if left < 0, shares[index] > 0 {
                shares[index] -= 1
                left += 1
            }
            place += 1
        }
        return shares
    }

    private mutating func makePools() {
        for number in 0..<max(8, options.listeners / 4) {
            let address = "10.\(16 + number / 62_500).\(number / 250 % 250).\(1 + number % 250)"
            addresses.append(origin(address))
        }
        for number in 0..<max(4, options.listeners / 60) {
            let resolved = (0..<3).map { "198.51.\(number / 80 % 256).\(1 + number % 80 * 3 + $0)" }
            domains.append(origin("origin-\(number + 1).example.com", resolved: resolved))
        }
    }

    private mutating func healthyListener() -> FleetListener {
        var listener = namedListener()
        listener.usesDomains = chance.chance(percent: 8)
        // 16 in 100 are not checked: some 200 of the demo's 1,300.
        listener.checksHealth = !chance.chance(percent: 16)
        listener.delayLoop = chance.pick([5, 5, 5, 10, 30]) ?? 5
        listener.connectTimeout = chance.pick([2, 2, 3]) ?? 2
        listener.healthyThreshold = 1 + chance.below(3)
        listener.unhealthyThreshold = 1 + chance.below(3)
        listener.clientIPMethod = chance.chance(percent: 20) ? 1 : 0
        listener.sessionPersist = chance.chance(percent: 15) ? 600 : 0
        listener.scheduler =
            chance.pick(listener.usesDomains ? ["rr", "rr", "lc"] : ["rr", "rr", "rr", "wrr", "lc", "lrtt"]) ?? "rr"

        let port = chance.chance(percent: 70) ? listener.port : 8_000 + chance.below(100)
        let pool = listener.usesDomains ? domains : addresses
        var places: [Int] = []
        for _ in 0...chance.below(listener.usesDomains ? 2 : 4) {
            if let place = chance.pick(pool), !places.contains(place) { places.append(place) }
        }
        listener.bindings = places.map { FleetListener.Binding(origin: $0, port: port) }
        if listener.scheduler == "wrr" {
            for index in listener.bindings.indices { listener.bindings[index].weight = 10 * (1 + chance.below(10)) }
        }
        if !listener.usesDomains, listener.bindings.count == 2, chance.chance(percent: 25) {
            listener.makeFailoverPair()
        }
        return listener
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
