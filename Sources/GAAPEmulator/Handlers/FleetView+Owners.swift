// Proxies and groups in the format of the service, with 37 and 12 fields. A proxy whose creation failed has no address
// and no domain.

import Essentials

extension FleetView {
    /// Returns an element of `ProxySet`.
    func row(of proxy: FleetProxy) -> JSONValue {
        let status = status(of: proxy)
        let hasAddress = !proxy.ip.isEmpty
        return [
            "InstanceId": .string(proxy.id),
            "CreateTime": .integer(proxy.createTime),
            "ProjectId": .integer(proxy.projectID),
            "ProxyName": .string(proxy.name),
            "AccessRegion": .string(proxy.accessRegion.id),
            "RealServerRegion": .string(proxy.originRegion.id),
            "Bandwidth": .integer(proxy.bandwidth),
            "Concurrent": .integer(proxy.concurrent),
            "Status": .string(status.status),
            "Domain": .string(proxy.domain),
            "IP": .string(proxy.ip),
            "Version": .string(proxy.version),
            "ProxyId": .string(proxy.id),
            "Scalarable": 1,
            "SupportProtocols": JSONValue(hasAddress ? ["TCP", "UDP"] : ["TCP"]),
            "GroupId": JSONValue(proxy.groupID),
            "PolicyId": JSONValue(proxy.policyID),
            "AccessRegionInfo": row(of: proxy.accessRegion),
            "RealServerRegionInfo": row(of: proxy.originRegion),
            "ForwardIP": .string(proxy.forwardIPs.map { "\($0);" }.joined()),
            "TagSet": .array(proxy.tags.map(row)),
            "SupportSecurity": 1,
            "BillingType": .integer(proxy.billingType),
            "RelatedGlobalDomains": JSONValue(proxy.relatedDomains),
            "ModifyConfigTime": hasAddress ? .integer(proxy.createTime + 86_400) : .null,
            "ProxyType": 100,
            "ClientIPMethod": [0, 1] as JSONValue,
            "IPAddressVersion": .string(proxy.ipVersion),
            "NetworkType": .string(proxy.networkType),
            "PackageType": .string(proxy.packageType),
            "BanStatus": .string(status.ban),
            "IPList": .array(hasAddress ? addresses(of: proxy) : []),
            "Http3Supported": JSONValue(flag: proxy.version == "3.0"),
            "InBanBlacklist": JSONValue(flag: status.ban == "BANNED"),
            "FeatureBitmap": .integer(proxy.accessRegion.features),
            "IsAutoScaleProxy": 0,
            "IsSupportTLSChoice": JSONValue(flag: proxy.version == "3.0"),
        ]
    }

    /// Returns an element of `ProxyGroupList`.
    func row(of group: FleetGroup) -> JSONValue {
        [
            "GroupId": .string(group.id),
            "Domain": JSONValue(group.domain),
            "GroupName": .string(group.name),
            "ProjectId": .integer(group.projectID),
            "RealServerRegionInfo": row(of: group.originRegion),
            "Status": .string(group.status),
            "TagSet": .array(group.tags.map(row)),
            "Version": .string(group.version),
            "CreateTime": .integer(group.createTime),
            "ProxyType": 0,
            "Http3Supported": JSONValue(flag: group.version == "3.0"),
            "FeatureBitmap": 7,
        ]
    }

    private func row(of region: FleetRegion) -> JSONValue {
        [
            "RegionId": .string(region.id),
            "RegionName": .string(language == .chinese ? region.chinese : region.english),
            "RegionArea": .string(region.area.id),
            "RegionAreaName": .string(language == .chinese ? region.area.chinese : region.area.english),
            "IDCType": "dc",
            "FeatureBitmap": .integer(region.features),
            "SupportFeature": ["NetworkType": JSONValue(region.isMainland ? ["normal"] : ["normal", "cn2"])],
        ]
    }

    private func row(of tag: FleetTag) -> JSONValue { ["TagKey": .string(tag.key), "TagValue": .string(tag.value)] }

    private func addresses(of proxy: FleetProxy) -> [JSONValue] {
        let pairs = proxy.carrierIPs.isEmpty ? [("BGP", proxy.ip)] : proxy.carrierIPs.map { ($0.carrier, $0.ip) }
        return pairs.map { carrier, ip in
            ["IP": .string(ip), "Provider": .string(carrier), "Bandwidth": .integer(proxy.bandwidth)]
        }
    }
}
