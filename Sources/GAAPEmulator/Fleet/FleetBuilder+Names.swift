// The names and ports of listeners: the services of a game and shop company, in English, in Chinese, and mixed. No name
// is longer than 30 characters.

extension FleetBuilder {
    private struct Service {
        let name: String
        let ports: [Int]
    }

    private static let services = [
        Service(name: "login-gw", ports: [8_443, 9_443]), Service(name: "web-edge", ports: [80, 8_080]),
        Service(name: "api", ports: [443, 8_081]), Service(name: "game-battle", ports: [7_000, 7_001, 7_002, 7_003]),
        Service(name: "game-lobby", ports: [7_100, 7_101]), Service(name: "chat", ports: [5_222, 5_223]),
        Service(name: "mqtt-push", ports: [1_883, 8_883]), Service(name: "bastion", ports: [2_222]),
        Service(name: "db-replica", ports: [3_306, 5_432]), Service(name: "cache", ports: [6_379]),
        Service(name: "支付网关", ports: [9_000, 9_001]), Service(name: "登录服务器", ports: [8_443, 80]),
        Service(name: "订单服务", ports: [9_100]), Service(name: "战斗服", ports: [7_200, 7_201, 7_202]),
        Service(name: "聊天服务", ports: [5_224]), Service(name: "日志上报", ports: [4_560]),
        Service(name: "CDN回源", ports: [8_000]), Service(name: "web静态资源", ports: [8_082]),
    ]
    private static let english = ["hk", "sg", "fra", "gz", "sel", "tyo", "bom", "sv", "prod", "canary", "b2b"]
    private static let chinese = ["华南", "华北", "香港", "新加坡一区", "新加坡二区", "法兰克福", "东京", "生产", "灰度"]

    /// Returns a listener with an id, a name and a port, and without origins.
    mutating func namedListener() -> FleetListener {
        let service = chance.pick(Self.services) ?? Self.services[0]
        let isChinese = !service.name.utf8.allSatisfy { $0 < 0x80 }
        // One in ten names mixes Chinese and Latin script.
        let places = isChinese != chance.chance(percent: 10) ? Self.chinese : Self.english
        var name = "\(service.name)-\(chance.pick(places) ?? "hk")"
        if chance.chance(percent: 60) { name += "-\(1 + chance.below(20))" }
        return FleetListener(id: id("listener-"), name: name, port: chance.pick(service.ports) ?? 80)
    }
}
