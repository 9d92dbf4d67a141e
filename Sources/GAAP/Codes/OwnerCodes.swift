// The codes of proxies and proxy groups. The Chinese words are those of the service's documentation.

package import Essentials

/// The status of a proxy or a proxy group. Undocumented values occur as well (`CREATE_FAILED`, `UNKNOWN`).
package struct OwnerStatus: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    /// The only status in which traffic is forwarded.
    package static let running = OwnerStatus("RUNNING")
    package static let creating = OwnerStatus("CREATING")
    package static let destroying = OwnerStatus("DESTROYING")
    package static let opening = OwnerStatus("OPENING")
    package static let closing = OwnerStatus("CLOSING")
    /// A user has closed the proxy. It keeps its listeners and can be opened again.
    package static let closed = OwnerStatus("CLOSED")
    package static let adjusting = OwnerStatus("ADJUSTING")
    package static let isolating = OwnerStatus("ISOLATING")
    /// Stopped because the account is in arrears.
    package static let isolated = OwnerStatus("ISOLATED")
    package static let cloning = OwnerStatus("CLONING")
    /// Under maintenance.
    package static let recovering = OwnerStatus("RECOVERING")
    package static let moving = OwnerStatus("MOVING")
    /// Only for groups: some members are being deployed.
    package static let changing = OwnerStatus("CHANGING")
    package static let createFailed = OwnerStatus("CREATE_FAILED")

    package static let meanings: [OwnerStatus: Wording] = [
        .running: Wording("running", zh: "运行中"), .creating: Wording("creating", zh: "创建中"),
        .destroying: Wording("destroying", zh: "销毁中"), .opening: Wording("opening", zh: "开启中"),
        .closing: Wording("closing", zh: "关闭中"), .closed: Wording("closed", zh: "已关闭"),
        .adjusting: Wording("adjusting", zh: "配置变更中"), .isolating: Wording("isolating", zh: "隔离中"),
        .isolated: Wording("isolated", zh: "已隔离"), .cloning: Wording("cloning", zh: "复制中"),
        .recovering: Wording("recovering", zh: "通道维护中"), .moving: Wording("moving", zh: "迁移中"),
        .changing: Wording("changing", zh: "变更中"), .createFailed: Wording("create failed", zh: "创建失败"),
    ]
}

/// Whether a proxy is banned. A banned proxy has a bandwidth of 0, regardless of its status.
package struct BanStatus: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let banned = BanStatus("BANNED")
    /// The proxy is not banned, and may have been banned before.
    package static let notBanned = BanStatus("RECOVER")
    package static let banning = BanStatus("BANNING")
    package static let recovering = BanStatus("RECOVERING")
    /// Banning the proxy failed, so it is not banned.
    package static let banFailed = BanStatus("BAN_FAILED")
    /// Lifting the ban failed, so the proxy is still banned.
    package static let recoverFailed = BanStatus("RECOVER_FAILED")

    package static let meanings: [BanStatus: Wording] = [
        .banned: Wording("banned", zh: "已封禁"), .notBanned: Wording("not banned", zh: "未封禁"),
        .banning: Wording("being banned", zh: "封禁中"), .recovering: Wording("ban being lifted", zh: "解封中"),
        .banFailed: Wording("ban failed", zh: "封禁失败"),
        .recoverFailed: Wording("lifting the ban failed", zh: "解封失败"),
    ]
}

/// The type of network that clients use to reach the proxy.
package struct NetworkType: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let meanings: [NetworkType: Wording] = [
        NetworkType("normal"): Wording("regular BGP", zh: "常规 BGP"),
        NetworkType("cn2"): Wording("premium BGP", zh: "精品 BGP"),
        NetworkType("triple"): Wording("three carriers", zh: "三网"),
        NetworkType("secure_eip"): Wording("secure EIP", zh: "定制安全 EIP"),
    ]
}

/// The package type of a proxy.
package struct PackageType: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let meanings: [PackageType: Wording] = [
        PackageType("Thunder"): Wording("standard", zh: "标准通道"),
        PackageType("Accelerator"): Wording("silver", zh: "银牌加速通道"),
        PackageType("CrossBorder"): Wording("cross-border", zh: "跨境通道"),
    ]
}

/// The billing type. The value 2 occurs but is not documented.
package struct BillingType: OpenCode {
    package let raw: Int
    package init(_ raw: Int) { self.raw = raw }

    package static let meanings: [BillingType: Wording] = [
        BillingType(0): Wording("by bandwidth", zh: "按带宽计费"), BillingType(1): Wording("by traffic", zh: "按流量计费"),
    ]
}

/// The IP version that clients use.
package struct IPVersion: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    /// One document writes `IPV4`.
    package static let meanings: [IPVersion: Wording] = [
        IPVersion("IPv4"): Wording(verbatim: "IPv4"), IPVersion("IPV4"): Wording(verbatim: "IPv4"),
        IPVersion("IPv6"): Wording(verbatim: "IPv6"), IPVersion("IPV6"): Wording(verbatim: "IPv6"),
    ]
}

/// The carrier that an address belongs to.
package struct Carrier: OpenCode {
    package let raw: String
    package init(_ raw: String) { self.raw = raw }

    package static let meanings: [Carrier: Wording] = [
        Carrier("BGP"): Wording(verbatim: "BGP"), Carrier("CMCC"): Wording("China Mobile", zh: "中国移动"),
        Carrier("CUCC"): Wording("China Unicom", zh: "中国联通"), Carrier("CTCC"): Wording("China Telecom", zh: "中国电信"),
    ]
}
