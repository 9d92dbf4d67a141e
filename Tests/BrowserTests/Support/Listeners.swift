// Accounts written as one line per listener, so that a reader of a test sees the account:
//
//   owner         port name  origins and remarks
//   link-hwera8lq 8443 login 10.3.1.7! 10.3.1.8
//
// `!` after an origin means that it is abnormal, `~` that one of its addresses is down. `off` switches the health check
// off. With `busy` the listener's configuration is being changed. With `odd` the listener is abnormal although its
// origins are not. `_` in a name stands for a blank.

import GAAP
import Inventory
import TencentCloud

/// An owner with its listeners.
struct OwnerListeners: Sendable {
    var owner: Owner
    var listeners: [TCPListener]

    var id: OwnerID { owner.id }
}

enum Listeners {
    /// Returns the listeners of the lines, grouped by owner, in the order of the lines.
    static func parse(_ text: String) -> [OwnerListeners] {
        var all: [OwnerListeners] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ").map(String.init)
            guard let id = words.first.map(ownerID) else { continue }
            if !all.contains(where: { $0.id == id }) { all.append(OwnerListeners(owner: owner(id), listeners: [])) }
            guard words.count > 2, let index = all.firstIndex(where: { $0.id == id }) else { continue }
            all[index].listeners.append(listener(words, of: id))
        }
        return all
    }

    static func ownerID(_ text: String) -> OwnerID { text.hasPrefix("lg-") ? .group(text) : .proxy(text) }

    private static func owner(_ id: OwnerID) -> Owner {
        var owner = Owner(id: id, name: "name-of-\(id.text)")
        owner.isRead = true
        owner.status = .value(.running)
        owner.ban = .value(.notBanned)
        if id.isGroup {
            var member = Owner(id: .proxy("link-in-\(id.text)"))
            member.isRead = true
            member.status = .value(.running)
            member.ban = .value(.notBanned)
            owner.members = [member]
        }
        owner.accessRegion = id.isGroup ? nil : "Hong Kong"
        owner.originRegion = "Singapore"
        return owner
    }

    /// Returns a listener's id: `listener-`, the port in five digits, and the last three characters of the owner's id.
    static func id(_ port: Int, _ owner: String) -> String {
        "listener-" + String(String(port + 100_000).dropFirst()) + owner.suffix(3)
    }

    private static func listener(_ words: [String], of owner: OwnerID) -> TCPListener {
        var listener = TCPListener()
        let port = Int(words[1]) ?? 0
        listener.listenerID = id(port, owner.text)
        listener.listenerName = words[2].split(separator: "_", omittingEmptySubsequences: false).joined(separator: " ")
        listener.port = port
        listener.protocolName = "TCP"
        listener.listenerStatus = .running
        listener.healthCheck = .on
        listener.scheduler = .weightedRoundRobin
        listener.delayLoop = 5
        listener.connectTimeout = 2
        listener.unhealthyThreshold = 3
        listener.healthyThreshold = 2
        listener.createTime = 1_700_000_000
        switch owner {
        case .proxy(let id): listener.proxyID = id
        case .group(let id): listener.groupID = id
        }
        var origins: [BindRealServer] = []
        for word in words.dropFirst(3) {
            switch word {
            case "off": listener.healthCheck = .off
            case "busy": listener.listenerStatus = .changingConfiguration
            case "odd": listener.bindStatus = .abnormal
            default: origins.append(origin(word, number: origins.count))
            }
        }
        listener.realServerSet = origins
        let isDomain = origins.contains { Health.isDomain($0.realServerIP) }
        listener.realServerType = isDomain ? .domain : .ip
        let isBad = origins.contains { $0.realServerStatus == .abnormal }
        listener.bindStatus = listener.bindStatus ?? (isBad ? .abnormal : .normal)
        return listener
    }

    private static func origin(_ word: String, number: Int) -> BindRealServer {
        var origin = BindRealServer()
        let mark = word.last
        origin.realServerIP = mark == "!" || mark == "~" ? String(word.dropLast()) : word
        origin.realServerID = "rs-0000000\(number)"
        origin.realServerPort = 9_000
        origin.realServerWeight = 10
        origin.realServerStatus = mark == "!" ? .abnormal : .normal
        origin.downIPList = mark == "~" ? ["203.0.113.9:9000"] : []
        return origin
    }
}
