import GAAP

/// One line about an owner, in a listener's detail: what it is called, and how its value reads.
package struct OwnerField: Sendable {
    package let label: String
    /// nil or empty leaves the line out: the service sent nothing.
    package let value: @Sendable (Owner) -> String?

    package static let all: [OwnerField] = [
        OwnerField(label: "status") { $0.status?.words },
        OwnerField(label: "access") { $0.accessRegion },
        OwnerField(label: "origins in") { $0.originRegion },
        OwnerField(label: "domain") { $0.domain },
        OwnerField(label: "address") { $0.address },
        OwnerField(label: "bandwidth") { owner in owner.bandwidth.map { "\($0) Mbit/s" } },
    ]
}
