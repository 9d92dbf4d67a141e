// Creates the many listeners that are healthy or not checked. Together with the listeners of the scenes they make up
// the total number. They are distributed unevenly over the owners.

extension FleetBuilder {
    /// Adds the listeners of owners with a fixed number of listeners. They are checked, and their origins are healthy.
    mutating func addQuiet() {
        makePools()
        for (owner, count) in quiet {
            for _ in 0..<count {
                var listener = healthyListener()
                listener.checksHealth = true
                add(listener, to: owner)
            }
        }
    }

    mutating func addHealthy() {
        let caps = shares()
        for (owner, wanted) in zip(owners, caps) {
            let missing = wanted - (fleet.listeners[owner]?.count ?? 0)
            for _ in 0..<max(0, missing) { add(healthyListener(), to: owner) }
        }
        // The scenes may have used more than an owner's share. The missing listeners are distributed over all owners.
        var turn = 0
        while !isFull, turn < options.listeners * 2 {
            let owner = owners[turn % owners.count]
            if fleet.listeners[owner]?.count ?? 0 < FleetOptions.maximumPerOwner { add(healthyListener(), to: owner) }
            turn += 1
            if fleet.listenerCount >= owners.count * FleetOptions.maximumPerOwner { break }
        }
    }

    /// Returns the number of listeners of each owner. The distribution is uneven, as in real accounts, with at most 50
    /// per owner if the total number allows it.
    private mutating func shares() -> [Int] {
        let wanted = options.listeners - quiet.reduce(0) { $0 + $1.listeners }
        let even = (max(0, wanted) + owners.count - 1) / owners.count
        let cap = min(max(50, even), FleetOptions.maximumPerOwner)
        var shares = owners.map { _ in min(cap, even / 3 + chance.below(max(1, even * 4 / 3))) }
        var left = wanted - shares.reduce(0, +)
        var step = 0
        while left != 0, step < owners.count * (cap + 1) {
            let index = step % owners.count
            if left > 0, shares[index] < cap {
                shares[index] += 1
                left -= 1
            } else if left < 0, shares[index] > 0 {
                shares[index] -= 1
                left += 1
            }
            step += 1
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
        // 16 of 100 are not checked: about 200 of 1,300.
        let isUnchecked = chance.chance(percent: 16)
        // In an incident, only one listener is not checked, so that users notice it.
        listener.checksHealth = !isUnchecked || options.story == .incident
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
        var origins: [Int] = []
        for _ in 0...chance.below(listener.usesDomains ? 2 : 4) {
            if let origin = chance.pick(pool), !origins.contains(origin) { origins.append(origin) }
        }
        listener.bindings = origins.map { FleetListener.Binding(origin: $0, port: port) }
        if listener.scheduler == "wrr" {
            for index in listener.bindings.indices { listener.bindings[index].weight = 10 * (1 + chance.below(10)) }
        }
        if !listener.usesDomains, listener.bindings.count == 2, chance.chance(percent: 25) {
            listener.makeFailoverPair()
        }
        return listener
    }
}
