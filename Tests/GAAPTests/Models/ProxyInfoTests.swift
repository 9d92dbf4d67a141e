import Testing

@testable import GAAP

/// A proxy as the service returned it in 2024, with invented names and addresses.
private let proxy = #"""
    {"AccessRegion":"Beijing","AccessRegionInfo":{"FeatureBitmap":79,"IDCType":"dc","RegionArea":"NorthChina",\#
    "RegionAreaName":"华北","RegionId":"Beijing","RegionName":"北京","SupportFeature":{"NetworkType":["normal"]}},\#
    "BanStatus":"RECOVER","Bandwidth":10,"BillingType":1,"ClientIPMethod":[0,1],"Concurrent":2,\#
    "CreateTime":1728000000,"Domain":"link-1.gaapqcloud.com.cn","FeatureBitmap":71,\#
    "ForwardIP":"10.0.0.1;10.0.0.2;","GroupId":"lg-1","Http3Supported":1,"IP":"203.0.113.7",\#
    "IPAddressVersion":"IPv4","IPList":[{"Bandwidth":10,"IP":"203.0.113.7","Provider":"BGP"}],"InBanBlacklist":0,\#
    "InstanceId":"link-1","IsAutoScaleProxy":0,"IsSupportTLSChoice":1,"ModifyConfigTime":1728000001,\#
    "NetworkType":"normal","PackageType":"Thunder","PolicyId":"sp-1","ProjectId":0,"ProxyId":"link-1",\#
    "ProxyName":"web","ProxyType":100,"RealServerRegion":"Shanghai","RealServerRegionInfo":{"RegionId":"Shanghai"},\#
    "RelatedGlobalDomains":[],"Scalarable":1,"Status":"RUNNING","SupportProtocols":["TCP","UDP"],\#
    "SupportSecurity":1,"TagSet":[{"TagKey":"k","TagValue":"v"}],"Version":"3.0"}
    """#

@Suite struct ProxyInfoTests {
    @Test func `Every property is decoded from its field`() throws {
        let info = try decode(ProxyInfo.self, proxy)
        #expect(info.unreadable.isEmpty)
        #expect(info.proxyID == "link-1")
        #expect(info.proxyName == "web")
        #expect(info.accessRegion == "Beijing")
        #expect(info.accessRegionInfo?.regionName == "北京")
        #expect(info.realServerRegion == "Shanghai")
        #expect(info.realServerRegionInfo?.regionID == "Shanghai")
        #expect(info.groupID == "lg-1")
        #expect(info.status == .value(.running))
        #expect(info.banStatus == .value(.notBanned))
        #expect(info.version == "3.0")
        #expect(info.domain == "link-1.gaapqcloud.com.cn")
        #expect(info.ipVersion?.words == "IPv4")
        #expect(info.forwardAddresses == ["10.0.0.1", "10.0.0.2"])
        #expect(info.policyID == "sp-1")
        #expect(info.bandwidth == 10)
        #expect(info.connectionLimit == 20_000)
        #expect(info.networkType?.words == "regular BGP")
        #expect(info.packageType?.words == "standard")
        #expect(info.billingType?.words == "by traffic")
        #expect(info.ipList?.map(\.carrier?.words) == ["BGP"])
        #expect(info.ipList?.map(\.bandwidth) == [10])
    }

    @Test func `A proxy whose creation failed is decoded, with its empty fields`() throws {
        let info = try decode(
            ProxyInfo.self,
            #"{"ProxyId":"link-1","Status":"CREATE_FAILED","Domain":"","IP":"","ForwardIP":"","IPList":[],"#
                + #""GroupId":"","PolicyId":null,"BillingType":2,"NetworkType":"","ClientIPMethod":1}"#)
        #expect(info.status == .value(.createFailed))
        #expect(info.domain == nil && info.groupID == nil && info.policyID == nil)
        #expect(info.addresses.isEmpty && info.forwardAddresses.isEmpty)
        #expect(info.billingType?.words == "unknown (2)")
        #expect(info.networkType == nil)
        #expect(info.unreadable.isEmpty)
    }

    @Test(arguments: [
        (#""Status":"CLOSED""#, Sent.value(OwnerStatus.closed)),
        (#""Status":"RESTING""#, .value(OwnerStatus("RESTING"))),
        (#""Status":null"#, .null), (#""Version":"3.0""#, .missing), (#""Status":7"#, .unreadable),
    ])
    func `A status distinguishes value, null, missing and unreadable`(field: String, status: Sent<OwnerStatus>) throws {
        #expect(try decode(ProxyInfo.self, "{\(field)}").status == status)
        #expect(try decode(ProxyGroupInfo.self, "{\(field)}").status == status)
    }

    @Test(arguments: [
        (#""BanStatus":"BANNED""#, Sent.value(BanStatus.banned)), (#""BanStatus":null"#, .null),
        (#""Status":"RUNNING""#, .missing), (#""BanStatus":[]"#, .unreadable),
    ])
    func `A ban status distinguishes value, null, missing and unreadable`(field: String, status: Sent<BanStatus>) throws
    {
        #expect(try decode(ProxyInfo.self, "{\(field)}").banStatus == status)
    }

    @Test func `Every address of a proxy is there once`() throws {
        let info = try decode(
            ProxyInfo.self,
            #"{"IP":"203.0.113.11","Domain":"link-1.gaapqcloud.com","RelatedGlobalDomains":["gd-1.gaapqcloud.com",7,"#
                + #""link-1.gaapqcloud.com",""],"IPList":[{"IP":"203.0.113.11","Provider":"CMCC"},null,{"IP":null},"#
                + #"{"IP":"203.0.113.12","Provider":"CUCC"},{"IP":"203.0.113.12","Provider":"CTCC"}],"#
                + #""ForwardIP":"198.51.100.1; 198.51.100.1;198.51.100.2"}"#)
        #expect(info.addresses.map(\.ip) == ["203.0.113.11", "203.0.113.12"])
        #expect(info.addresses.map(\.carrier?.words) == ["China Mobile", "China Unicom"])
        #expect(info.forwardAddresses == ["198.51.100.1", "198.51.100.2"])
        #expect(info.unreadable.map(\.path) == ["IPList[1]", "RelatedGlobalDomains[1]"])
    }

    @Test func `An address that is missing from the list is placed first`() throws {
        let info = try decode(ProxyInfo.self, #"{"IP":"203.0.113.1","IPList":[{"IP":"203.0.113.2"}]}"#)
        #expect(info.addresses.map(\.ip) == ["203.0.113.1", "203.0.113.2"])
        #expect(
            try decode(ProxyInfo.self, #"{"IP":"203.0.113.1","IPList":null}"#).addresses.map(\.ip) == ["203.0.113.1"])
    }

    @Test(arguments: [("9223372036854775807", nil), ("-1", -10_000), ("100", 1_000_000)] as [(String, Int?)])
    func `A connection limit that overflows is nil`(concurrent: String, limit: Int?) throws {
        #expect(try decode(ProxyInfo.self, #"{"Concurrent":\#(concurrent)}"#).connectionLimit == limit)
    }
}

@Suite struct ProxyGroupInfoTests {
    @Test func `Every property is decoded from its field`() throws {
        let text =
            #"{"CreateTime":1,"Domain":"d","FeatureBitmap":7,"GroupId":"lg-1","GroupName":"n","Http3Supported":0,"#
            + #""ProjectId":0,"ProxyType":0,"RealServerRegionInfo":{"RegionId":"Shanghai"},"Status":"CHANGING","#
            + #""TagSet":[],"Version":"3.0"}"#
        let info = try decode(ProxyGroupInfo.self, text)
        #expect(info.groupID == "lg-1" && info.groupName == "n" && info.domain == "d" && info.version == "3.0")
        #expect(info.realServerRegionInfo?.regionID == "Shanghai")
        #expect(info.status == .value(.changing))
        #expect(info.unreadable.isEmpty)
    }

    @Test func `A group without a domain or a bitmap is decoded`() throws {
        let info = try decode(ProxyGroupInfo.self, #"{"GroupId":"lg-1","Domain":null,"FeatureBitmap":null}"#)
        #expect(info.groupID == "lg-1")
        #expect(info.domain == nil)
    }
}

@Suite struct LenientOwnerTests {
    @Test(arguments: [
        ("ProxySet", #"{"ProxyId":"link-1","Bandwidth":"ten","TagSet":[1],"AccessRegionInfo":"x","IPList":{}}"#),
        ("InstanceSet", #"{"ProxyId":"link-1","Bandwidth":{},"TagSet":["a"],"AccessRegionInfo":[],"IPList":7}"#),
    ])
    func `A proxy keeps its readable fields`(name: String, proxy: String) throws {
        let answer = try decode(DescribeProxies.Answer.self, #"{"TotalCount":[],"\#(name)":[\#(proxy),7]}"#)
        #expect(answer.proxies.map(\.proxyID) == ["link-1"])
        #expect(answer.skipped == [1])
        #expect(
            Set(answer.proxies[0].unreadable.map(\.path)) == ["Bandwidth", "AccessRegionInfo", "IPList"])
    }

    @Test func `A group keeps its readable fields`() throws {
        let answer = try decode(
            DescribeProxyGroupList.Answer.self,
            #"{"TotalCount":1,"ProxyGroupList":[null,{"GroupId":"lg-1","Status":7,"CreateTime":"now"}]}"#)
        #expect(answer.proxyGroupList?.map(\.groupID) == ["lg-1"])
        #expect(answer.skipped == [0])
        #expect(answer.proxyGroupList?[0].unreadable.map(\.path) == ["Status"])
        #expect(throws: DecodingError.self) {
            try decode(DescribeProxyGroupList.Answer.self, #"{"ProxyGroupList":"none"}"#)
        }
    }

    @Test func `Statistics keep their readable points`() throws {
        let answer = try decode(
            DescribeRealServerStatistics.Answer.self,
            #"{"StatisticsData":[{"Time":60,"Data":"1"},null,{"Time":"x","Data":1},{"Time":120,"Data":1}],"#
                + #""RsStatisticsData":"none"}"#)
        #expect(answer.statisticsData == [.init(time: 60), .init(data: 1), .init(time: 120, data: 1)])
        #expect(throws: DecodingError.self) {
            try decode(DescribeListenerStatistics.Answer.self, #"{"StatisticsData":{}}"#)
        }
    }
}
