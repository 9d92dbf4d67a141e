// Proxies and groups. Most are running, and most connect to a few origin regions, as in real accounts. In a fleet with
// a dozen proxies or more, one proxy is in each state that may stop traffic. If there are several groups, one is partly
// stopped, and if there are many, one is closed. An incident has only some of these. These owners have a few listeners
// with healthy origins, so only their own state shows that they do not serve.

extension FleetBuilder {
    private static let bandwidths = [10, 20, 50, 100, 200, 500, 1_000]
    private static let concurrencies = [2, 5, 10, 20, 30, 50, 100]
    private static let teams = [
        FleetTag(key: "team", value: "login"), FleetTag(key: "team", value: "payment"),
        FleetTag(key: "team", value: "game"),
        FleetTag(key: "env", value: "prod"), FleetTag(key: "env", value: "staging"),
    ]

    /// A proxy in a special state.
    private struct Special: Sendable {
        let name: String
        var listeners = 1
        /// Whether it belongs to an incident.
        var isIncident = false
        let change: @Sendable (inout FleetProxy) -> Void
    }

    private static let specials = [
        Special(name: "brazil-trial", listeners: 0, isIncident: true) { $0.fail() },
        Special(name: "old-payment-hk") { $0.status = "CLOSED" },
        Special(name: "campaign-2025", listeners: 2, isIncident: true) { $0.status = "ISOLATED" },
        Special(name: "跨境专线-广州") {
            $0.banStatus = "BANNED"
            $0.packageType = "CrossBorder"
        },
        Special(name: "web-edge-resize") { $0.status = "ADJUSTING" },
        Special(name: "test-to-delete", listeners: 0) { $0.status = "DESTROYING" },
    ]

    mutating func makeOwners() {
        let isIncident = options.story == .incident
        let specials = Self.specials.filter { !isIncident || $0.isIncident }
        for number in 0..<options.proxies {
            var proxy = makeProxy(number: number)
            // The special proxies replace the last proxies, starting with the last one.
            let index = options.proxies - 1 - number
            let special = options.proxies >= 12 && index < specials.count ? specials[index] : nil
            if let special {
                proxy.name = special.name
                special.change(&proxy)
            } else {
                vary(&proxy, number: number)
            }
            fleet.proxies.append(proxy)
            add(.proxy(proxy.id), listeners: special.map { isIncident ? min(1, $0.listeners) : $0.listeners })
        }
        for number in 0..<options.groups { makeGroup(number: number) }
    }

    /// Gives one proxy an address of each carrier, one an IPv6 address, and one a unified domain.
    private func vary(_ proxy: inout FleetProxy, number: Int) {
        switch number {
        case 3:
            proxy.networkType = "triple"
            proxy.carrierIPs = [
                .init(carrier: "CMCC", ip: proxy.ip), .init(carrier: "CUCC", ip: "198.51.100.201"),
                .init(carrier: "CTCC", ip: "198.51.100.202"),
            ]
        case 4:
            proxy.ipVersion = "IPv6"
            proxy.ip = "2001:db8:1020::1d7e"
        case 0: proxy.relatedDomains = ["login.accelerated.example.com"]
        default: break
        }
    }

    private mutating func makeGroup(number: Int) {
        let region = originRegion()
        var group = FleetGroup(
            id: id("lg-"), name: "group-\(region.id.lowercased())-\(number + 1)", createTime: createTime(),
            originRegion: region)
        group.projectID = chance.chance(percent: 20) ? 1_080_341 : 0
        group.domain = chance.chance(percent: 50) ? "\(group.id).gaapqcloud.com" : nil
        group.tags = someTags()
        // If there are several groups, the last one is partly stopped. If there are many, the group before the last one
        // is closed.
        let hasStopped = options.story == .everyState
        let isPartly = hasStopped && options.groups >= 2 && number == options.groups - 1
        let isClosed = hasStopped && options.groups >= 4 && number == options.groups - 2
        if isPartly { group.status = "CHANGING" }
        if isClosed { group.status = "CLOSED" }
        fleet.groups.append(group)
        add(.group(group.id), listeners: isPartly ? 3 : isClosed ? 1 : nil)
        let count = isPartly ? 3 : 2 + chance.below(3)
        var regions = FleetRegion.all
        for member in 0..<count {
            var proxy = makeProxy(number: member)
            // Members are in different regions.
            let access = regions.remove(at: chance.below(regions.count))
            proxy.move(to: access, name: "\(access.id.lowercased())-\(region.id.lowercased())-\(member + 1)")
            proxy.groupID = group.id
            proxy.originRegion = region
            proxy.projectID = group.projectID
            if isClosed || isPartly && member == 0 { proxy.status = "CLOSED" }
            if isPartly, member == 1 { proxy.fail() }
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

extension FleetProxy {
    /// Marks the creation of the proxy as failed: it has no addresses that clients or origins could know.
    fileprivate mutating func fail() {
        status = "CREATE_FAILED"
        ip = ""
        forwardIPs = []
        policyID = nil
        billingType = 2
    }

    fileprivate mutating func move(to region: FleetRegion, name: String) {
        accessRegion = region
        self.name = name
        if region.isMainland { networkType = "normal" }
    }
}
