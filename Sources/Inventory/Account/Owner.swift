// Owners of listeners: a proxy outside groups, or a group.

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

    /// The kind of owner, as the label before its id.
    package var kindName: Wording { isGroup ? Wording("Group", zh: "通道组") : Wording("Proxy", zh: "通道") }

    /// The label and text for an owner that neither the query nor the listener names.
    package static let unknownLabel = Wording("Owner", zh: "所属通道")
    package static let unknownMeaning = Wording("not named by the service", zh: "服务未返回")

    package static func < (left: OwnerID, right: OwnerID) -> Bool {
        left.isGroup == right.isGroup ? left.text < right.text : right.isGroup
    }

    /// The owner that a listener names, if any. Empty text counts as absent, because the service sends both.
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

/// A proxy or a proxy group, with the fields that its list contains.
package struct Owner: Equatable, Sendable {
    package var id: OwnerID
    package var name: String
    package var status = Sent<OwnerStatus>.missing
    /// The ban status of a proxy; a group has none.
    package var ban = Sent<BanStatus>.missing
    /// The proxies inside a group; nil if they were not read completely.
    package var members: [Owner]?
    /// The group that a proxy is a member of, as the proxy names it.
    package var groupID: String?
    /// Whether the service was queried for the owner and answered. If not, only the id is known.
    package var isRead = false
    /// The access region; nil for groups.
    package var accessRegion: String?
    /// The origin region.
    package var originRegion: String?
    /// The CNAME that clients connect to.
    package var domain: String?
    /// The first of the addresses that clients connect to.
    package var address: String?
    /// The bandwidth in Mbit/s; nil for groups.
    package var bandwidth: Int?
    /// The remaining fields that were read; nil if they come from a file without them.
    package var details: OwnerDetails?

    package init(id: OwnerID, name: String = "") {
        self.id = id
        self.name = name
    }

    /// `access region > origin region`, as far as known. For a group, the access regions of its members.
    package var regions: String {
        let access = accessRegions.joined(separator: ", ")
        guard let originRegion else { return access }
        return access.isEmpty ? "> \(originRegion)" : "\(access) > \(originRegion)"
    }

    /// Whether the owner forwards traffic.
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

    /// Every address that clients can connect to, without repeats.
    package var addresses: [String] { Self.once([address] + (details?.addresses.map(\.ip) ?? [])) }

    /// Every domain name that clients can connect to, without repeats: the CNAME, then those of unified domains.
    package var domains: [String] { Self.once([domain] + (details?.relatedDomains ?? [])) }

    private static func once(_ texts: [String?]) -> [String] {
        var seen: Set<String> = []
        return texts.compactMap(\.self).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// Returns the owner with missing fields filled in from earlier readings, so that each field has its last known
    /// value.
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
