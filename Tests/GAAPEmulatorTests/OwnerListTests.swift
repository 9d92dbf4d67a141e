// DescribeProxies and DescribeProxyGroupList, asked by the project's own client and as raw bodies.

import TencentCloud
import FoundationEssentials
import GAAP
import Essentials
import Testing

@testable import GAAPEmulator

@Suite struct OwnerListTests {
    let stand = Stand(Stand.demo)

    private func ids(_ body: String) async -> [String] {
        let answer = await stand.ask("DescribeProxies", body)
        #expect(answer.inside["ProxySet"] == answer.inside["InstanceSet"])
        return answer.inside["ProxySet"].items.compactMap { $0["ProxyId"].text }
    }

    @Test
    func `Independent tells proxies outside of groups from members, and absent means all`() async {
        let proxies = stand.emulator.fleet.proxies
        #expect(await ids(#"{"Independent":1,"Limit":100}"#) == proxies.filter { $0.groupID == nil }.map(\.id))
        #expect(await ids(#"{"Independent":0,"Limit":100}"#) == proxies.filter { $0.groupID != nil }.map(\.id))
        #expect(await ids(#"{"Limit":100}"#) == proxies.map(\.id))
        #expect(await ids("{}") == proxies.prefix(20).map(\.id))
    }

    @Test(arguments: ["ProxyIds", "InstanceIds"])
    func `Ids are found under the new and the old name`(_ name: String) async {
        let wanted = stand.emulator.fleet.proxies[3].id
        #expect(await ids(#"{"\#(name)":["\#(wanted)","link-none"]}"#) == [wanted])
    }

    @Test
    func `Of one filter any value fits, of several filters each must`() async {
        let proxies = stand.emulator.fleet.proxies
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
        for group in stand.emulator.fleet.groups {
            let members = proxies.filter { $0.groupID == group.id }.map(\.id)
            #expect(members.count >= 2)
            #expect(await ids(#"{"Filters":[{"Name":"GroupId","Values":["\#(group.id)"]}]}"#) == members)
        }
    }

    @Test
    func `Tags find what has any of them`() async throws {
        let proxies = stand.emulator.fleet.proxies
        let tag = try #require(proxies.flatMap(\.tags).first)
        let found = await ids(#"{"TagSet":[{"TagKey":"\#(tag.key)","TagValue":"\#(tag.value)"}],"Limit":100}"#)
        #expect(found == proxies.filter { $0.tags.contains(tag) }.map(\.id))
    }

    @Test(arguments: ["create_time", "proxy_id", "bandwidth", "concurrent_connections"])
    func `The order is by the field asked for, up or down`(_ field: String) async {
        let up = await ids(#"{"OrderField":"\#(field)","Order":"asc","Limit":100}"#)
        let down = await ids(#"{"OrderField":"\#(field)","Limit":100}"#)
        #expect(up == down.reversed())
        #expect(Set(up).count == stand.emulator.fleet.proxies.count)
        if field == "proxy_id" { #expect(up == up.sorted()) }
    }

    @Test
    func `A proxy has 37 fields, a group 12, and the client's types can read them`() async throws {
        for row in await stand.ask("DescribeProxies", #"{"Limit":100}"#).inside["ProxySet"].items {
            #expect(row.members.count == 37)
            let proxy = try JSONDecoder().decode(ProxyInfo.self, from: Data(row.encoded))
            #expect(proxy.unreadable.isEmpty)
            #expect(proxy.status.value?.raw == row["Status"].text)
            #expect(proxy.banStatus.value?.raw == row["BanStatus"].text)
            #expect(proxy.groupID == row["GroupId"].text)
            #expect(proxy.addresses.count == row["IPList"].items.count)
        }
        for row in await stand.ask("DescribeProxyGroupList", #"{"Offset":0,"Limit":100,"ProjectId":-1}"#).rows {
            #expect(row.members.count == 12)
            let group = try JSONDecoder().decode(ProxyGroupInfo.self, from: Data(row.encoded))
            #expect(group.unreadable.isEmpty)
            #expect(group.status.value?.raw == row["Status"].text)
        }
    }

    @Test
    func `A proxy whose creation failed has no address, and outside groups no listeners`() async {
        let fleet = stand.emulator.fleet
        let proxies = fleet.proxies.filter { $0.status == "CREATE_FAILED" && $0.groupID == nil }
        #expect(proxies.map { fleet.listeners[.proxy($0.id)] } == [[]])
        let rows = await stand.ask("DescribeProxies", #"{"Limit":100}"#).inside["ProxySet"].items
        let failed = rows.filter { $0["Status"].text == "CREATE_FAILED" }
        for row in failed {
            #expect(row["Domain"].text == "" && row["IP"].text == "" && row["ForwardIP"].text == "")
            #expect(row["IPList"].items.isEmpty && row["ModifyConfigTime"].isNull)
        }
        #expect(failed.count == 2)
    }

    @Test
    func `Region names are in the language asked for`() async throws {
        let body = #"{"Offset":0,"Limit":1,"ProjectId":-1}"#
        let region = stand.emulator.fleet.groups[0].originRegion
        for (language, name) in [("en-US", region.english), ("zh-CN", region.chinese), (nil, region.chinese)] {
            let answer = await stand.ask("DescribeProxyGroupList", body, language: language)
            #expect(answer.rows.first?["RealServerRegionInfo"]["RegionName"].text == name)
        }
    }

    @Test
    func `Groups of one project are told apart, -1 means every project`() async {
        let groups = stand.emulator.fleet.groups
        for project in [-1, 0, 1_080_341, 5] {
            let answer = await stand.ask("DescribeProxyGroupList", #"{"Offset":0,"Limit":100,"ProjectId":\#(project)}"#)
            #expect(answer.total == groups.count { project == -1 || $0.projectID == project })
        }
    }

    @Test
    func `The project's own client reads the whole account through the in-process transport`() async throws {
        let client = try stand.client()
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
    func `The detail of a proxy is its row in the list`() async {
        let row = await stand.ask("DescribeProxies", #"{"Limit":1}"#).rows[0]
        let detail = await stand.ask("DescribeProxyDetail", #"{"ProxyId":"\#(row["ProxyId"].text ?? "")"}"#)
        #expect(detail.inside["ProxyDetail"] == row)
    }

    @Test
    func `Every action that the client knows has a handler, and no other`() {
        #expect(GAAPService.actionNames.sorted() == Handlers.all.map { $0.action.name }.sorted())
    }
}
