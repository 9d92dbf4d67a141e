// What owns listeners. A listener belongs to exactly one owner: a proxy outside groups, or a group.

package import GAAP
package import Essentials

/// The identity of an owner.
package enum OwnerID: Hashable, Comparable, Sendable, CustomStringConvertible {
    case proxy(String)
    case group(String)

    /// The id as the service writes it: `link-…` or `lg-…`.
    package var text: String {
        switch self {
        case .proxy(let id), .group(let id): id
        }
    }

    package var description: String { text }

    package var isGroup: Bool {
        if case .group = self { true } else { false }
    }

    /// What it is, as the label before its id.
    package var kindName: Wording { isGroup ? Wording("Group", zh: "通道组") : Wording("Proxy", zh: "通道") }

    /// What stands in place of an owner that neither the question nor the listener names.
    package static let unknownLabel = Wording("Owner", zh: "所属")
    package static let unknownMeaning = Wording("not named by the service", zh: "服务未返回")

    package static func < (left: OwnerID, right: OwnerID) -> Bool {
        left.isGroup == right.isGroup ? left.text < right.text : right.isGroup
    }

    /// The owner that a listener names, if it names one. Empty text counts as absent, as the service sends both.
    package init?(of listener: TCPListener) {
        if let group = listener.groupID, !group.isEmpty {
            self = .group(group)
        } else if let proxy = listener.proxyID, !proxy.isEmpty {
            self = .proxy(proxy)
        } else {
            return nil
        }
    }
}

/// A proxy or a proxy group, as far as listing shows it.
package struct Owner: Equatable, Sendable {
    package var id: OwnerID
    package var name: String
    package var status = Sent<OwnerStatus>.missing
    /// Of a proxy; a group has none of its own.
    package var ban = Sent<BanStatus>.missing
    /// The proxies inside a group; nil where they were not read whole.
    package var members: [Owner]?
    /// The group that a proxy is a member of, as the proxy names it.
    package var groupID: String?
    /// Whether the service was asked about it and answered. Else only its id is known.
    package var isRead = false
    /// Where clients come in; nil for groups.
    package var accessRegion: String?
    /// Where the origins are.
    package var originRegion: String?
    /// The CNAME that clients connect to.
    package var domain: String?
    /// The first of the addresses that clients connect to.
    package var address: String?
    /// Mbit/s; nil for groups.
    package var bandwidth: Int?
    /// What else was read; nil where a file does not hold it.
    package var details: OwnerDetails?

    package init(id: OwnerID, name: String = "") {
        self.id = id
        self.name = name
    }

    /// `access region > origin region`, as far as known; of a group the access regions of its members.
    package var regions: String {
        let access = accessRegions.joined(separator: ", ")
        guard let originRegion else { return access }
        return access.isEmpty ? "> \(originRegion)" : "\(access) > \(originRegion)"
    }

    /// Whether it forwards traffic.
    package var state: OwnerState {
        guard isRead else { return .notRead(isGroup: id.isGroup) }
        guard id.isGroup else { return OwnerState(status: status, ban: ban) }
        return OwnerState(
            status: status,
            members: members?.map {
                GroupMember(id: $0.id.text, name: $0.name, region: $0.accessRegion, state: $0.state)
            })
    }

    package init?(_ proxy: ProxyInfo) {
        guard let id = proxy.proxyID else { return nil }
        self.init(id: .proxy(id), name: proxy.proxyName ?? "")
        isRead = true
        groupID = proxy.groupID
        status = proxy.status
        ban = proxy.banStatus
        accessRegion = proxy.accessRegionInfo?.regionName ?? proxy.accessRegion
        originRegion = proxy.realServerRegionInfo?.regionName ?? proxy.realServerRegion
        domain = proxy.domain
        address = proxy.ip
        bandwidth = proxy.bandwidth
        details = OwnerDetails(proxy)
    }

    package init?(_ group: ProxyGroupInfo) {
        guard let id = group.groupID else { return nil }
        self.init(id: .group(id), name: group.groupName ?? "")
        isRead = true
        status = group.status
        originRegion = group.realServerRegionInfo?.regionName ?? group.realServerRegionInfo?.regionID
        domain = group.domain
        details = OwnerDetails(group)
    }

    /// Every address that clients can connect to, each once.
    package var addresses: [String] { Self.once([address] + (details?.addresses.map(\.ip) ?? [])) }

    /// Every name that clients can connect to, each once: the CNAME, then those of unified domains.
    package var domains: [String] { Self.once([domain] + (details?.relatedDomains ?? [])) }

    private static func once(_ texts: [String?]) -> [String] {
        var seen: Set<String> = []
        return texts.compactMap(\.self).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The owner with what the last reading does not say taken from earlier ones: the last that is known of each field.
    /// - Parameter earlier: what was known before.
    func completed(from earlier: Owner) -> Owner {
        guard isRead else { return earlier.isRead ? earlier : self }
        var owner = self
        if status == .missing { owner.status = earlier.status }
        if ban == .missing { owner.ban = earlier.ban }
        owner.members = members ?? earlier.members
        owner.details = details ?? earlier.details
        return owner
    }
}
