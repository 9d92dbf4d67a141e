// The names in a snapshot, once for writing, reading and the test that holds them against the published schema. Names
// of ours at the top are in lower camel case; what stands beside the API's own fields is written as they are.

enum SnapshotKey: String, CodingKey, CaseIterable {
    case schemaVersion, fetchedAt, complete, totalCount, account, endpoint, scope, filters, owners, listeners
}

/// What is added to a listener.
enum SnapshotListenerKey: String, CodingKey, CaseIterable {
    case state = "State"
    case owner = "Owner"
}

/// An owner: the first three beside a listener, all of them in `owners`.
enum SnapshotOwnerKey: String, CodingKey, CaseIterable {
    case id = "Id"
    case kind = "Kind"
    case name = "Name"
    case status = "Status"
    case banStatus = "BanStatus"
    case accessRegion = "AccessRegion"
    case originRegion = "OriginRegion"
    case domain = "Domain"
    case address = "Address"
    case bandwidth = "Bandwidth"
    case members = "Members"
    case complete = "Complete"
}
