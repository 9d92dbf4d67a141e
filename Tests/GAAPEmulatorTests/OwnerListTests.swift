// DescribeProxies and DescribeProxyGroupList, called by the client of this project and with raw bodies.

import TencentCloud
import FoundationEssentials
import GAAP
import Essentials
import Testing

@testable import GAAPEmulator

@Suite struct OwnerListTests {
    let fixture = EmulatorFixture(EmulatorFixture.demo)

    private func ids(_ body: String) async -> [String] {
        let answer = await fixture.call("DescribeProxies", body)
        #expect(answer.inside["ProxySet"] == answer.inside["InstanceSet"])
        return answer.inside["ProxySet"].items.compactMap { $0["ProxyId"].text }
    }

    @Test
    func `Independent selects proxies outside groups or members, and without it all proxies are listed`() async {
        let proxies = fixture.emulator.fleet.proxies
        #expect(await ids(#"{"Independent":1,"Limit":100}"#) == proxies.filter { $0.groupID == nil }.map(\.id))
        #expect(await ids(#"{"Independent":0,"Limit":100}"#) == proxies.filter { $0.groupID != nil }.map(\.id))
        #expect(await ids(#"{"Limit":100}"#) == proxies.map(\.id))
        #expect(await ids("{}") == proxies.prefix(20).map(\.id))
    }

    @Test(arguments: ["ProxyIds", "InstanceIds"])
    func `IDs are accepted under the new and the old parameter name`(_ name: String) async {
        let wanted = fixture.emulator.fleet.proxies[3].id
        #expect(await ids(#"{"\#(name)":["\#(wanted)","link-none"]}"#) == [wanted])
    }

    @Test
    func `A filter matches any of its values, and several filters must all match`() async {
        let proxies = fixture.emulator.fleet.proxies
        #expect(
            await ids(#"{"Filters":[{"Name":"RealServerRegion","Values":["Europe","Hongkong"]}],"Limit":100}"#)
                == proxies.filter { ["Europe", "Hongkong"].contains($0.originRegion.id) }.map(\.id))
        let one = proxies[0]
        let both = """
            {"Filters":[{"Name":"RealServerRegion","Values":["\(one.originRegion.id)"]},
                        {"Name":"AccessRegion","Values":["\(one.accessRegion.id)"]}],"Limit":100}
            """
        let fitting = proxies.filter { $0.originRegion == one.originRegion && $0.accessRegion == one.accessRegion }
        #expect(await ids(both) == fitting.map(\.id))
        for group in fixture.emulator.fleet.groups {
            let members = proxies.filter { $0.groupID == group.id }.map(\.id)
            #expect(members.count >= 2)
            #expect(await ids(#"{"Filters":[{"Name":"GroupId","Values":["\#(group.id)"]}]}"#) == members)
        }
    }

    @Test
    func `Tags match proxies that have any of them`() async throws {
        let proxies = fixture.emulator.fleet.proxies
        let tag = try #require(proxies.flatMap(\.tags).first)
        let found = await ids(#"{"TagSet":[{"TagKey":"\#(tag.key)","TagValue":"\#(tag.value)"}],"Limit":100}"#)
        #expect(found == proxies.filter { $0.tags.contains(tag) }.map(\.id))
    }

    @Test(arguments: ["create_time", "proxy_id", "bandwidth", "concurrent_connections"])
    func `The list is sorted by the requested field, ascending or descending`(_ field: String) async {
        let up = await ids(#"{"OrderField":"\#(field)","Order":"asc","Limit":100}"#)
        let down = await ids(#"{"OrderField":"\#(field)","Limit":100}"#)
        #expect(up == down.reversed())
        #expect(Set(up).count == fixture.emulator.fleet.proxies.count)
        if field == "proxy_id" { #expect(up == up.sorted()) }
    }

    @Test
    func `A proxy has 37 fields, a group has 12, and the client's types decode them`() async throws {
        for row in await fixture.call("DescribeProxies", #"{"Limit":100}"#).inside["ProxySet"].items {
            #expect(row.members.count == 37)
            let proxy = try JSONDecoder().decode(ProxyInfo.self, from: Data(row.encoded))
            #expect(proxy.unreadable.isEmpty)
            #expect(proxy.status.value?.raw == row["Status"].text)
            #expect(proxy.banStatus.value?.raw == row["BanStatus"].text)
            #expect(proxy.groupID == row["GroupId"].text)
            #expect(proxy.addresses.count == row["IPList"].items.count)
        }
        for row in await fixture.call("DescribeProxyGroupList", #"{"Offset":0,"Limit":100,"ProjectId":-1}"#).rows {
            #expect(row.members.count == 12)
            let group = try JSONDecoder().decode(ProxyGroupInfo.self, from: Data(row.encoded))
            #expect(group.unreadable.isEmpty)
            #expect(group.status.value?.raw == row["Status"].text)
        }
    }

    @Test
    func `A proxy whose creation failed has no address, and outside groups it has no listeners`() async {
        let fleet = fixture.emulator.fleet
        let proxies = fleet.proxies.filter { $0.status == "CREATE_FAILED" && $0.groupID == nil }
        #expect(proxies.map { fleet.listeners[.proxy($0.id)] } == [[]])
        let rows = await fixture.call("DescribeProxies", #"{"Limit":100}"#).inside["ProxySet"].items
        let failed = rows.filter { $0["Status"].text == "CREATE_FAILED" }
        for row in failed {
            #expect(row["Domain"].text == "" && row["IP"].text == "" && row["ForwardIP"].text == "")
            #expect(row["IPList"].items.isEmpty && row["ModifyConfigTime"].isNull)
        }
        #expect(failed.count == 2)
    }

    @Test
    func `Region names are in the requested language`() async throws {
        let body = #"{"Offset":0,"Limit":1,"ProjectId":-1}"#
        let region = fixture.emulator.fleet.groups[0].originRegion
        for (language, name) in [("en-US", region.english), ("zh-CN", region.chinese), (nil, region.chinese)] {
            let answer = await fixture.call("DescribeProxyGroupList", body, language: language)
            #expect(answer.rows.first?["RealServerRegionInfo"]["RegionName"].text == name)
        }
    }

    @Test
    func `Groups can be filtered by project, and -1 means every project`() async {
        let groups = fixture.emulator.fleet.groups
        for project in [-1, 0, 1_080_341, 5] {
            let answer = await fixture.call(
                "DescribeProxyGroupList", #"{"Offset":0,"Limit":100,"ProjectId":\#(project)}"#)
            #expect(answer.total == groups.count { project == -1 || $0.projectID == project })
        }
    }

    @Test
    func `The client of this project reads the complete account through the in-process transport`() async throws {
        let client = try fixture.client()
        let proxies = try await client.call(DescribeProxies(independent: 1, limit: 100)).value.proxies
        let groups = try await client.call(DescribeProxyGroupList(offset: 0, limit: 100)).value.proxyGroupList ?? []
        var listeners = 0
        for id in proxies.compactMap(\.proxyID) {
            listeners += try await client.call(DescribeTCPListeners(proxyID: id)).value.totalCount ?? 0
        }
        for id in groups.compactMap(\.groupID) {
            listeners += try await client.call(DescribeTCPListeners(groupID: id)).value.totalCount ?? 0
        }
        #expect(listeners == 1_300)
    }

    @Test
    func `The detail of a proxy equals its row in the list`() async {
        let row = await fixture.call("DescribeProxies", #"{"Limit":1}"#).rows[0]
        let detail = await fixture.call("DescribeProxyDetail", #"{"ProxyId":"\#(row["ProxyId"].text ?? "")"}"#)
        #expect(detail.inside["ProxyDetail"] == row)
    }

    @Test
    func `Exactly the actions that the client knows have a handler`() {
        #expect(GAAPService.actionNames.sorted() == Handlers.all.map { $0.action.name }.sorted())
    }
}
