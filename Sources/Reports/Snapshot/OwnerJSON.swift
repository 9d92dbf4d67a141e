// An owner as JSON: with all fields in the list of owners of a document, and with the fields about forwarding in the
// entry of a listener.
//
// A code that the service sent as null, or that could not be decoded, is null. A code that was not requested is absent.

import Essentials
import GAAP
import Inventory

extension OwnerID {
    /// `group` or `proxy`.
    var kind: String { isGroup ? "group" : "proxy" }

    /// The id, kind and name. An empty name is left out.
    func members(name: String) -> [JSONValue.Member] {
        let all: [(SnapshotOwnerKey, String)] = [(.id, text), (.kind, kind), (.name, name)]
        return all.filter { !$0.1.isEmpty }.map { .init(name: $0.0.rawValue, value: .string($0.1)) }
    }
}

/// The members of an owner's JSON object, in their order.
struct OwnerJSON {
    private(set) var members: [JSONValue.Member]

    var value: JSONValue { .object(members) }

    private init(_ id: OwnerID, name: String) { members = id.members(name: name) }

    private mutating func add(_ key: SnapshotOwnerKey, _ value: JSONValue) {
        if !value.isNull { members.append(.init(name: key.rawValue, value: value)) }
    }

    private mutating func add(_ key: SnapshotOwnerKey, code: String?, isMissing: Bool) {
        if isMissing { return }
        members.append(.init(name: key.rawValue, value: JSONValue(code)))
    }

    private mutating func addStatus(of owner: Owner, _ state: OwnerState) {
        if owner.isRead {
            add(.status, code: owner.status.value?.raw, isMissing: false)
            // A group does not have a ban status.
            add(.banStatus, code: owner.ban.value?.raw, isMissing: owner.id.isGroup || owner.ban == .missing)
        }
        add(.state, .string(state.kind.word))
    }

    /// Returns the object for the entry of a listener.
    /// - Parameter state: the owner state on which the listener's state is based.
    static func beside(_ id: OwnerID, _ owner: Owner?, _ state: OwnerState?) -> OwnerJSON {
        let owner = owner ?? Owner(id: id)
        var json = OwnerJSON(id, name: owner.name)
        json.addStatus(of: owner, state ?? owner.state)
        guard owner.isRead, let members = owner.members else { return json }
        json.add(.members, .array(members.map { brief($0).value }))
        return json
    }

    private static func brief(_ member: Owner) -> OwnerJSON {
        var json = OwnerJSON(member.id, name: member.name)
        json.addStatus(of: member, member.state)
        json.add(.accessRegion, JSONValue(member.accessRegion))
        json.add(.domain, JSONValue(member.domain))
        json.add(.address, JSONValue(member.address))
        return json
    }

    /// Returns the object with all known fields.
    /// - Parameter isComplete: whether all its listeners are in the document; nil if that is not stated.
    static func whole(_ owner: Owner, isComplete: Bool? = nil) -> OwnerJSON {
        var json = OwnerJSON(owner.id, name: owner.name)
        json.addStatus(of: owner, owner.state)
        json.add(.accessRegion, JSONValue(owner.accessRegion))
        json.add(.originRegion, JSONValue(owner.originRegion))
        json.add(.domain, JSONValue(owner.domain))
        json.add(.address, JSONValue(owner.address))
        json.add(.bandwidth, JSONValue(owner.bandwidth))
        if let details = owner.details { json.add(details, of: owner.id) }
        json.add(.groupID, JSONValue(owner.groupID))
        if owner.isRead, let members = owner.members {
            json.add(.members, .array(members.map { whole($0).value }))
        }
        json.add(.complete, isComplete.map(JSONValue.bool) ?? .null)
        return json
    }

    private mutating func add(_ details: OwnerDetails, of id: OwnerID) {
        add(.accessRegionID, JSONValue(details.accessRegionID))
        add(.originRegionID, JSONValue(details.originRegionID))
        // A proxy has this field even if the list is empty: its presence means that the details were read.
        if !id.isGroup { add(.addresses, .array(details.addresses.map(\.json))) }
        if !details.relatedDomains.isEmpty { add(.relatedDomains, JSONValue(details.relatedDomains)) }
        if !details.forwardAddresses.isEmpty { add(.forwardAddresses, JSONValue(details.forwardAddresses)) }
        add(.policyID, JSONValue(details.policyID))
        add(.connectionLimit, JSONValue(details.connectionLimit))
        add(.networkType, JSONValue(details.networkType?.raw))
        add(.packageType, JSONValue(details.packageType?.raw))
        add(.ipVersion, JSONValue(details.ipVersion?.raw))
        add(.billingType, JSONValue(details.billingType?.raw))
        add(.version, JSONValue(details.version))
    }
}

extension ProxyIP {
    fileprivate var json: JSONValue {
        let all: [(CodingKeys, JSONValue)] = [
            (.ip, JSONValue(ip)), (.carrier, JSONValue(carrier?.raw)), (.bandwidth, JSONValue(bandwidth)),
        ]
        return .object(all.filter { !$0.1.isNull }.map { .init(name: $0.0.rawValue, value: $0.1) })
    }
}

extension OwnerState.Kind {
    /// The word in files and columns, the same in every language.
    package var word: String {
        switch self {
        case .serves: "serves"
        case .partlyStopped: "partly stopped"
        case .changing: "changing"
        case .stopped: "stopped"
        case .unknown: "unknown"
        }
    }
}
