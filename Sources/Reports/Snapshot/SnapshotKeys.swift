// The keys of a snapshot, shared by writing, reading and the test that compares them with the published schema.
// Top-level keys are in lower camel case. Keys that are added to the API's fields follow the API's style.

enum SnapshotKey: String, CodingKey, CaseIterable {
    case schemaVersion, fetchedAt, complete, ownersComplete, totalCount, account, endpoint, scope, filters, owners,
        listeners
}

/// The keys that are added to a listener.
enum SnapshotListenerKey: String, CodingKey, CaseIterable {
    case state = "State"
    case owner = "Owner"
}

/// The keys of an owner; see `OwnerJSON`.
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
