// The detail and `show` print every decoded field of a proxy or group.

import Essentials
import FoundationEssentials
import Inventory
import TestSupport
import Testing

@testable import GAAP
@testable import Reports

@Suite struct OwnerFieldTests {
    private static func text(_ owner: Owner, _ language: Language = .english) -> [String] {
        OwnerField.lines(of: owner).map { "\($0.label[language]): \($0.value[language])" }
    }

    private static func proxy(_ json: String) throws -> Owner {
        try #require(Owner(JSONDecoder().decode(ProxyInfo.self, from: Data(json.utf8))))
    }

    private static let everything = #"""
        {"ProxyId":"link-1","ProxyName":"三网","Status":"ISOLATED","BanStatus":"RECOVER","AccessRegion":"Hongkong",
         "RealServerRegion":"Shanghai","AccessRegionInfo":{"RegionId":"Hongkong","RegionName":"Hong Kong"},
         "Bandwidth":10,"Concurrent":2,"Domain":"link-1.gaapqcloud.com","IP":"203.0.113.11","Version":"3.0",
         "IPList":[{"IP":"203.0.113.11","Provider":"CMCC","Bandwidth":10},{"IP":"203.0.113.12","Provider":"ACME"}],
         "ForwardIP":"198.51.100.242;198.51.100.34;","RelatedGlobalDomains":["gd-1.gaapqcloud.com","gd-2.gaapqcloud.com"],
         "PolicyId":"sp-e6on5s9d","GroupId":"","NetworkType":"triple","PackageType":"Thunder","BillingType":2,
         "IPAddressVersion":"IPv4"}
        """#

    @Test func `Every field of a proxy has a line`() throws {
        #expect(
            try Self.text(Self.proxy(Self.everything)) == [
                "status: isolated", "ban: not banned", "access: Hong Kong", "origins in: Shanghai",
                "VIP: 203.0.113.11 (China Mobile, 10 Mbit/s)", ": 203.0.113.12 (unknown (ACME))",
                "CNAME: link-1.gaapqcloud.com", "unified: gd-1.gaapqcloud.com", ": gd-2.gaapqcloud.com",
                "firewall: the origin's firewall must allow 198.51.100.242, 198.51.100.34 (ForwardIP)",
                "bandwidth: 10 Mbit/s", "limit: 20,000 concurrent connections", "policy: sp-e6on5s9d",
                "package: standard", "network: three carriers", "IP version: IPv4", "billing: unknown (2)",
                "version: 3.0",
            ])
        let chinese = try Self.text(Self.proxy(Self.everything), .chinese)
        #expect(chinese.contains("防火墙: 源站防火墙须放行 198.51.100.242、198.51.100.34（ForwardIP）"))
        #expect(chinese.contains("接入 VIP: 203.0.113.11（中国移动，10 Mbit/s）"))
    }

    @Test(
        arguments: [
            (#""Status":"RESTING","BanStatus":"PAUSED""#, ["status: unknown (RESTING)", "ban: unknown (PAUSED)"]),
            (#""Status":null"#, ["status: not sent by the service", "ban: not sent by the service"]),
            (
                #""Status":7,"BanStatus":[],"Concurrent":-1"#,
                ["status: unreadable", "ban: unreadable", "unreadable: Status, BanStatus: not in the documented form"]
            ),
            (
                #""Concurrent":9223372036854775807,"IPList":null"#,
                ["status: not sent by the service", "ban: not sent by the service"]
            ),
        ])
    func `Unknown, absent and unreadable values are shown as such`(fields: String, lines: [String]) throws {
        #expect(try Self.text(Self.proxy(#"{"ProxyId":"link-1",\#(fields)}"#)) == lines)
    }

    @Test func `An owner that was not read has no values`() {
        #expect(Self.text(Owner(id: .proxy("link-1"))) == ["status: not read"])
        #expect(Self.text(Owner(id: .group("lg-1"))) == ["status: not read"])
    }

    @Test func `Each member of a group has a line with its state, region, VIP and CNAME`() throws {
        var group = Owner.serving(.group("lg-1"))
        var closed = try Self.proxy(
            #"{"ProxyId":"link-a","ProxyName":"hk","Status":"CLOSED","BanStatus":"RECOVER","AccessRegion":"Hong Kong","#
                + #""IP":"203.0.113.1","Domain":"a.example"}"#)
        closed.groupID = "lg-1"
        group.members = [
            closed, .serving(.proxy("link-b")), try Self.proxy(#"{"ProxyId":"link-c","Status":"RUNNING"}"#),
        ]
        #expect(
            Self.text(group) == [
                "status: running", "members: link-a hk: closed, Hong Kong, VIP 203.0.113.1, CNAME a.example",
                ": link-b: running", ": link-c: proxy BanStatus missing",
            ])
        group.members = nil
        #expect(Self.text(group).last == "members: not read")
        group.members = []
        #expect(Self.text(group).last == "members: none listed")
    }
}
