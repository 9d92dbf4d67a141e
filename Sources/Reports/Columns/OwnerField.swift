package import Inventory
import GAAP
package import Essentials

/// One line about an owner, in a listener's detail: what it is called, and how its value reads.
package struct OwnerField: Sendable {
    package let label: Wording
    /// nil leaves the line out: the service sent nothing.
    package let value: @Sendable (Owner) -> Wording?

    package static let all: [OwnerField] = [
        OwnerField(label: Wording("status", zh: "状态")) { $0.status.value?.meaning },
        OwnerField(label: Wording("access", zh: "加速区域")) { verbatim($0.accessRegion) },
        OwnerField(label: Wording("origins in", zh: "源站区域")) { verbatim($0.originRegion) },
        OwnerField(label: Wording("domain", zh: "域名")) { verbatim($0.domain) },
        OwnerField(label: Wording("address", zh: "地址")) { verbatim($0.address) },
        OwnerField(label: Wording("bandwidth", zh: "带宽")) { owner in verbatim(owner.bandwidth.map { "\($0) Mbit/s" }) },
    ]

    private static func verbatim(_ text: String?) -> Wording? {
        text.flatMap { $0.isEmpty ? nil : Wording(verbatim: $0) }
    }
}
