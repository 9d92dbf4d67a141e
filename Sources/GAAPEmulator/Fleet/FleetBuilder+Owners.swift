// Proxies and groups: mostly running, mostly towards a few origin regions, as accounts are. Of a dozen proxies or more
// one failed to be created and one is closed; neither has listeners.

extension FleetBuilder {
    private static let bandwidths = [10, 20, 50, 100, 200, 500, 1_000]
    private static let concurrencies = [2, 5, 10, 20, 30, 50, 100]
    private static let teams = [
        FleetTag(key: "team", value: "login"), FleetTag(key: "team", value: "payment"),
        FleetTag(key: "team", value: "game"),
        FleetTag(key: "env", value: "prod"), FleetTag(key: "env", value: "staging"),
    ]

    mutating func makeOwners() {
        for number in 0..<options.proxies {
            var proxy = makeProxy(number: number)
            if options.proxies >= 12 {
                if number == options.proxies - 1 { fail(&proxy) }
                if number == options.proxies - 2 { proxy.status = "CLOSED" }
            }
            fleet.proxies.append(proxy)
            add(.proxy(proxy.id), holdsListeners: proxy.holdsListeners)
        }
        for number in 0..<options.groups { makeGroup(number: number) }
    }

    private mutating func makeGroup(number: Int) {
        let region = originRegion()
        var group = FleetGroup(
            id: id("lg-"), name: "group-\(region.id.lowercased())-\(number + 1)", createTime: createTime(),
            originRegion: region)
        group.projectID = chance.chance(percent: 20) ? 1_080_341 : 0
        group.domain = chance.chance(percent: 50) ? "\(group.id).gaapqcloud.com" : nil
        group.tags = someTags()
        // The first is partly deployed: one of its members failed.
        if number == 0 { group.status = "CHANGING" }
        fleet.groups.append(group)
        add(.group(group.id), holdsListeners: true)
        for member in 0...(1 + chance.below(3)) {
            var proxy = makeProxy(number: member)
            proxy.groupID = group.id
            proxy.originRegion = region
            proxy.projectID = group.projectID
            if number == 0, member == 0 { fail(&proxy) }
            fleet.proxies.append(proxy)
        }
    }

    private mutating func makeProxy(number: Int) -> FleetProxy {
        let access = chance.pick(FleetRegion.all) ?? FleetRegion.all[0]
        let origin = originRegion()
        var proxy = FleetProxy(
            id: id("link-"), name: name(from: access, to: origin, number: number), accessRegion: access,
            originRegion: origin)
        proxy.createTime = createTime()
        let size = chance.below(Self.bandwidths.count)
        proxy.bandwidth = Self.bandwidths[size]
        proxy.concurrent = Self.concurrencies[size]
        proxy.version = chance.chance(percent: 80) ? "3.0" : chance.chance(percent: 60) ? "2.0" : "1.0"
        proxy.projectID = chance.chance(percent: 20) ? 1_080_341 : 0
        proxy.policyID = chance.chance(percent: 30) ? id("sp-") : nil
        proxy.ip = "203.0.113.\(1 + chance.below(254))"
        proxy.forwardIPs = (0..<2).map { _ in "192.0.2.\(1 + chance.below(254))" }
        proxy.tags = someTags()
        proxy.networkType = !access.isMainland && chance.chance(percent: 20) ? "cn2" : "normal"
        proxy.packageType = chance.chance(percent: 10) ? "Accelerator" : "Thunder"
        return proxy
    }

    private func fail(_ proxy: inout FleetProxy) {
        proxy.status = "CREATE_FAILED"
        proxy.ip = ""
        proxy.forwardIPs = []
        proxy.policyID = nil
    }

    private mutating func originRegion() -> FleetRegion {
        let common = FleetRegion.all.filter { ["Hongkong", "SoutheastAsia", "Guangzhou", "Europe"].contains($0.id) }
        return chance.pick(common) ?? FleetRegion.all[0]
    }

    private mutating func name(from access: FleetRegion, to origin: FleetRegion, number: Int) -> String {
        chance.chance(percent: 40)
            ? "\(access.chinese)到\(origin.chinese)-\(number + 1)"
            : "\(access.id.lowercased())-\(origin.id.lowercased())-\(number + 1)"
    }

    private mutating func someTags() -> [FleetTag] {
        guard chance.chance(percent: 40), let tag = chance.pick(Self.teams) else { return [] }
        return [tag]
    }
}
