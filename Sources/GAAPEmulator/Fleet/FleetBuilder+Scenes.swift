// The problems of a fleet, few and realistic. In the main problem, the origins 10.3.1.7 and 10.3.1.8 fail, and with
// them login gateways on port 8443 of several owners, including a group. The cause is the origin, not the path. In
// addition, every state of a listener occurs once, so that tests and users can see that every state is shown. The
// incident story contains only a few of these states, so that the failed listeners are visible at a glance.

extension FleetBuilder {
    /// A listener with a problem or a special state.
    private struct Scene: Sendable {
        let name: String
        let port: Int
        var origins: [String] = []
        /// The index of its owner among the proxies or groups.
        var owner = 0
        var inGroup = false
        /// Whether the scene belongs to the incident. The other scenes are added only if every state is wanted.
        var isIncident = false
        var adjust: @Sendable (inout FleetListener) -> Void = { _ in }
    }

    private static let scenes = [
        // Listeners with the common origin.
        Scene(name: "login-gw-hk", port: 8_443, origins: ["10.3.1.7", "10.3.1.8"], isIncident: true) {
            $0.scheduler = "wrr"
            $0.bindings[0].weight = 10
            $0.bindings[1].weight = 10
            $0.makeFailoverPair()
        },
        Scene(name: "login-gw-sg", port: 8_443, origins: ["10.3.1.7", "10.3.1.9"], inGroup: true, isIncident: true),
        Scene(name: "登录服务器-东京", port: 8_443, origins: ["10.3.1.7"], owner: 2, isIncident: true),
        Scene(name: "login-gw-fra", port: 8_443, origins: ["10.3.1.7", "10.3.1.9"], owner: 3, isIncident: true) {
            $0.makeFailoverPair()
        },
        // The other states.
        Scene(name: "支付网关-华南", port: 9_000, origins: ["203.0.113.7"], owner: 1),
        Scene(name: "api-eu", port: 443, origins: ["api-eu.origin.example.net"], owner: 4, isIncident: true),
        Scene(name: "web静态资源-法兰克福", port: 8_082, origins: ["static.origin.example.net"], owner: 4),
        Scene(name: "web-edge", port: 8_080, origins: ["10.3.2.1", "10.3.2.2", "10.3.2.3"], isIncident: true) {
            $0.status = 4
        },
        Scene(name: "game-lobby-sel-new", port: 7_110, owner: 5) { $0.status = 1 },
        Scene(name: "chat-old", port: 5_299, origins: ["10.3.2.4"], owner: 5) { $0.status = 2 },
        Scene(name: "订单服务-灰度", port: 9_110, origins: ["10.3.2.1", "10.3.2.4"], owner: 6) { $0.status = 3 },
        Scene(name: "mqtt-push-canary", port: 1_884, owner: 6, isIncident: true),
        Scene(name: "game-battle-tyo-99", port: 7_099, origins: ["10.3.2.2"], owner: 7) { $0.status = 7 },
        Scene(name: "db-replica-b2b", port: 3_307, origins: ["10.3.2.3"], owner: 8) { $0.contradictsItself = true },
        // One origin with two ports, of which one fails.
        Scene(name: "game-gate-sg", port: 7_300, origins: ["10.3.2.6", "10.3.2.6"], owner: 7, isIncident: true) {
            $0.bindings[0].port = 7_300
            $0.bindings[1].port = 7_301
        },
        Scene(
            name: "legacy-download", port: 8_090, origins: ["dl.origin.example.net", "dl2.origin.example.net"], owner: 8
        ) {
            $0.saysMinusOne = true
        },
        Scene(name: "ipv6-edge", port: 443, origins: ["2001:db8:7::21", "2001:db8:7::22"], owner: 6),
        Scene(name: "mqtt-push-b2b", port: 8_884, origins: ["10.3.2.5"], owner: 3) { $0.hidesOwner = true },
        Scene(name: "bastion", port: 2_222, origins: ["10.3.2.5"], owner: 1) { $0.checksHealth = false },
        // Its health check is off, so its origin has the status normal although the origin is down. This can mislead
        // users.
        Scene(name: "login-gw-legacy", port: 9_443, origins: ["10.3.1.7"], owner: 9, isIncident: true) {
            $0.checksHealth = false
        },
    ]
    private static let hostile = Scene(
        name: "evil\u{1B}]0;x\u{7}\u{1B}[31m\u{202E}txt\r\n\u{85}", port: 6_666, origins: ["10.3.2.5"])

    mutating func addScenes() {
        placeTroubledOrigins()
        let groups = owners.filter { if case .group = $0 { true } else { false } }
        let proxies = owners.filter { if case .proxy = $0 { true } else { false } }
        let scenes = Self.scenes.filter { options.story == .everyState || $0.isIncident }
        for scene in (options.hostileNames ? [Self.hostile] : []) + scenes {
            let preferred = scene.inGroup ? groups : proxies
            let choices = preferred.isEmpty ? owners : preferred
            guard !isFull else { return }
            add(listener(of: scene), to: choices[scene.owner % choices.count])
        }
    }

    private mutating func placeTroubledOrigins() {
        for address in ["10.3.1.7", "10.3.1.8"] { troubled(address, .down, minutes: 12) }
        troubled("203.0.113.7", .down, minutes: 47)
        troubled("api-eu.origin.example.net", .unresolved, resolved: ["198.18.0.1"], minutes: 3)
        troubled("static.origin.example.net", .partly, resolved: ["198.18.0.4", "198.18.0.5"], minutes: 26)
        troubled("dl.origin.example.net", .down, resolved: ["198.18.0.7"], minutes: 95)
        _ = origin("dl2.origin.example.net", resolved: ["198.18.0.8"])
        fleet.origins[origin("10.3.2.6")].downPorts = [7_301]
        fleet.origins[origin("10.3.2.6")].troubledFor = 8 * 60
    }

    private mutating func troubled(
        _ address: String, _ health: FleetOrigin.Health, resolved: [String] = [], minutes: Int
    ) {
        let index = origin(address, resolved: resolved, health: health)
        fleet.origins[index].troubledFor = minutes * 60
    }

    private mutating func listener(of scene: Scene) -> FleetListener {
        var listener = FleetListener(id: id("listener-"), name: scene.name, port: scene.port)
        listener.bindings = scene.origins.map { FleetListener.Binding(origin: origin($0), port: scene.port) }
        listener.usesDomains = listener.bindings.contains { fleet.origins[$0.origin].isDomain }
        scene.adjust(&listener)
        // A listener that is being created is the newest.
        if listener.status == 1 { listener.createTime = Self.newest }
        return listener
    }
}
