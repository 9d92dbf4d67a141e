import Testing

@testable import GAAP

/// A proxy as the service gave it in 2024, with names and addresses made up.
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
    @Test func `All 37 fields go there and back`() throws {
        let info = try decode(ProxyInfo.self, proxy)
        #expect(documentedFields(info).count == 37)
        for (name, value) in documentedFields(info) {
            #expect(Mirror(reflecting: value).children.count == 1, "\(name ?? "") is nil")
        }
        #expect(try json(info) == proxy)
        #expect(info.status == .running)
        #expect(info.clientIPMethod == OneOrMany([.toa, .proxyProtocol]))
        #expect(info.accessRegionInfo?.supportFeature?.networkType == ["normal"])
    }

    @Test func `A proxy that could not be created is read, with its empty fields`() throws {
        let info = try decode(
            ProxyInfo.self,
            #"{"ProxyId":"link-1","Status":"CREATE_FAILED","Domain":"","IPList":[],"ModifyConfigTime":null,"#
                + #""PolicyId":null,"BillingType":2,"AccessRegionInfo":{"SupportFeature":null}}"#)
        #expect(info.status?.words == "create failed")
        #expect(info.modifyConfigTime == nil)
        #expect(info.ipList == [])
    }
}

@Suite struct OneOrManyTests {
    @Test(arguments: [("[0,1]", [0, 1]), ("1", [1]), ("[]", []), ("[7]", [7])])
    func `A list may come as one bare value`(text: String, raws: [Int]) throws {
        let values = try decode(OneOrMany<ClientIPMethod>.self, text)
        #expect(values.values.map(\.raw) == raws)
        #expect(try decode(OneOrMany<ClientIPMethod>.self, json(values)) == values)
    }

    @Test(arguments: [#""x""#, #"["x"]"#, "{}", "[null]", "1.5", "[[1]]"])
    func `What is neither is refused`(text: String) {
        #expect(throws: DecodingError.self) { try decode(OneOrMany<ClientIPMethod>.self, text) }
    }
}

@Suite struct ProxyGroupInfoTests {
    @Test func `All 12 fields go there and back`() throws {
        let text =
            #"{"CreateTime":1,"Domain":"d","FeatureBitmap":7,"GroupId":"lg-1","GroupName":"n","Http3Supported":0,"#
            + #""ProjectId":0,"ProxyType":0,"RealServerRegionInfo":{"RegionId":"Shanghai"},"Status":"CHANGING","#
            + #""TagSet":[],"Version":"3.0"}"#
        let info = try decode(ProxyGroupInfo.self, text)
        #expect(documentedFields(info).count == 12)
        #expect(try json(info) == text)
        #expect(info.status?.isKnown == true)
    }

    @Test func `A group without a domain or a bitmap is read`() throws {
        let info = try decode(ProxyGroupInfo.self, #"{"GroupId":"lg-1","Domain":null,"FeatureBitmap":null}"#)
        #expect(info.groupID == "lg-1")
    }
}

/// What a model holds of the service's, without what it remembers of the reading.
private func documentedFields(_ model: Any) -> [Mirror.Child] {
    Mirror(reflecting: model).children.filter { $0.label != "unreadable" }
}

@Suite struct LenientOwnerTests {
    @Test(arguments: [
        ("ProxySet", #"{"ProxyId":"link-1","Bandwidth":"ten","TagSet":[1],"AccessRegionInfo":"x","IPList":{}}"#),
        ("InstanceSet", #"{"ProxyId":"link-1","Bandwidth":{},"TagSet":["a"],"AccessRegionInfo":[],"IPList":7}"#),
    ])
    func `A proxy keeps what can be read of it`(name: String, proxy: String) throws {
        let answer = try decode(DescribeProxies.Answer.self, #"{"TotalCount":[],"\#(name)":[\#(proxy),7]}"#)
        #expect(answer.proxies.map(\.proxyID) == ["link-1"])
        #expect(answer.skipped == [1])
        #expect(
            Set(answer.proxies[0].unreadable.map(\.path)) == ["Bandwidth", "TagSet[0]", "AccessRegionInfo", "IPList"])
    }

    @Test func `A group keeps what can be read of it`() throws {
        let answer = try decode(
            DescribeProxyGroupList.Answer.self,
            #"{"TotalCount":1,"ProxyGroupList":[null,{"GroupId":"lg-1","Status":7,"CreateTime":"now"}]}"#)
        #expect(answer.proxyGroupList?.map(\.groupID) == ["lg-1"])
        #expect(answer.skipped == [0])
        #expect(answer.proxyGroupList?[0].unreadable.map(\.path) == ["Status", "CreateTime"])
        #expect(throws: DecodingError.self) {
            try decode(DescribeProxyGroupList.Answer.self, #"{"ProxyGroupList":"none"}"#)
        }
    }

    @Test func `Statistics keep the points that can be read`() throws {
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
