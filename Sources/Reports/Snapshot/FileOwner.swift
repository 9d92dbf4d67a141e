// Decodes the owners of a document. Version 1 had neither bans nor members, nor any field of `OwnerDetails`. A missing
// field was not stored, so its value is unknown.

import Essentials
import GAAP
import Inventory

/// The id, kind and name of an owner.
struct NamedOwner: Decodable {
    let id: OwnerID
    let name: String

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: SnapshotOwnerKey.self)
        let id = try container.decode(String.self, forKey: .id)
        let kind = try container.decode(String.self, forKey: .kind)
        let ids: [OwnerID] = [.proxy(id), .group(id)]
        guard !id.isEmpty, let known = ids.first(where: { $0.kind == kind }) else {
            throw SnapshotError(
                Wording("owner “\(id)” has the unknown kind “\(kind)”", zh: "“\(id)”的类型“\(kind)”无法识别"),
                advice: Wording("Kind must be proxy or group", zh: "Kind 须为 proxy 或 group"))
        }
        self.id = known
        name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
    }
}

/// An owner with all fields in a document.
struct FileOwner: Decodable {
    let owner: Owner
    let isComplete: Bool?

    init(from decoder: any Decoder) throws {
        let named = try NamedOwner(from: decoder)
        let container = try decoder.container(keyedBy: SnapshotOwnerKey.self)
        func read<Value: Decodable>(_ key: SnapshotOwnerKey) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: key)
        }
        func readCode<Code: OpenCode>(_ key: SnapshotOwnerKey) throws -> Sent<Code> {
            guard container.contains(key) else { return .missing }
            return try read(key).map(Sent.value) ?? .null
        }
        var owner = Owner(id: named.id, name: named.name)
        owner.status = try readCode(.status)
        owner.ban = try readCode(.banStatus)
        owner.isRead = owner.status != .missing
        owner.members = try (read(.members) as [FileOwner]?)?.map(\.owner)
        owner.groupID = try read(.groupID)
        owner.accessRegion = try read(.accessRegion)
        owner.originRegion = try read(.originRegion)
        owner.domain = try read(.domain)
        owner.address = try read(.address)
        owner.bandwidth = try read(.bandwidth)
        owner.details = try Self.details(container)
        self.owner = owner
        isComplete = try read(.complete)
    }

    /// Returns the details; nil if the document has none of their fields.
    private static func details(_ container: KeyedDecodingContainer<SnapshotOwnerKey>) throws -> OwnerDetails? {
        let isThere = [SnapshotOwnerKey.addresses, .originRegionID, .version].contains(where: container.contains)
        guard isThere else { return nil }
        func read<Value: Decodable>(_ key: SnapshotOwnerKey) throws -> Value? {
            try container.decodeIfPresent(Value.self, forKey: key)
        }
        var details = OwnerDetails()
        details.accessRegionID = try read(.accessRegionID)
        details.originRegionID = try read(.originRegionID)
        details.addresses = try read(.addresses) ?? []
        details.relatedDomains = try read(.relatedDomains) ?? []
        details.forwardAddresses = try read(.forwardAddresses) ?? []
        details.policyID = try read(.policyID)
        details.connectionLimit = try read(.connectionLimit)
        details.networkType = try read(.networkType)
        details.packageType = try read(.packageType)
        details.ipVersion = try read(.ipVersion)
        details.billingType = try read(.billingType)
        details.version = try read(.version)
        return details
    }
}

/// The owner in the entry of a listener.
struct EntryOwner: Decodable {
    let owner: FileOwner

    enum CodingKeys: String, CodingKey {
        case owner = "Owner"
    }
}
