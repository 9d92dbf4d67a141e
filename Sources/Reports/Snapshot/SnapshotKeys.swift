// The names in a snapshot, once for writing, reading and the test that holds them against the published schema. Names
// of ours at the top are in lower camel case; what stands beside the API's own fields is written as they are.

enum SnapshotKey: String, CodingKey, CaseIterable {
    case schemaVersion, fetchedAt, complete, ownersComplete, totalCount, account, endpoint, scope, filters, owners,
        listeners
}

/// What is added to a listener.
enum SnapshotListenerKey: String, CodingKey, CaseIterable {
    case state = "State"
    case owner = "Owner"
}

/// An owner; see `OwnerJSON`.
enum SnapshotOwnerKey: String, CodingKey, CaseIterable {
    case id = "Id"
    case kind = "Kind"
    case name = "Name"
    case status = "Status"
    case banStatus = "BanStatus"
    case state = "State"
    case accessRegion = "AccessRegion"
    case originRegion = "OriginRegion"
    case domain = "Domain"
    case address = "Address"
    case bandwidth = "Bandwidth"
    case accessRegionID = "AccessRegionId"
    case originRegionID = "OriginRegionId"
    case addresses = "IPList"
    case relatedDomains = "RelatedGlobalDomains"
    case forwardAddresses = "ForwardIP"
    case policyID = "PolicyId"
    case connectionLimit = "ConnectionLimit"
    case networkType = "NetworkType"
    case packageType = "PackageType"
    case ipVersion = "IPAddressVersion"
    case billingType = "BillingType"
    case version = "Version"
    case groupID = "GroupId"
    case members = "Members"
    case complete = "Complete"
}
