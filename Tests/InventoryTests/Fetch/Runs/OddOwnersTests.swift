// Lists of owners that contradict themselves or each other, or contain values that this version does not know. Nothing
// crashes, no listener is reported as healthy, and the missing facts are reported.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite(.timeLimit(.minutes(3))) struct OddOwnersTests {
    private static let listener =
        #"{"ListenerId":"listener-1","ListenerName":"web","Port":80,"ListenerStatus":0,"HealthCheck":1,"#
        + #""BindStatus":1,"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"10.0.0.1","#
        + #""RealServerPort":80,"RealServerStatus":0,"DownIPList":[]}]}"#

    private static func proxy(
        _ id: String, _ fields: String = #""Status":"RUNNING","BanStatus":"RECOVER""#, group: String = ""
    ) -> String {
        #"{"ProxyId":"\#(id)","GroupId":"\#(group)"\#(fields.isEmpty ? "" : ",")\#(fields)}"#
    }

    private static func group(_ id: String, _ status: String = #","Status":"RUNNING""#) -> String {
        #"{"GroupId":"\#(id)"\#(status)}"#
    }

    /// A service with these lists. Every owner has one listener with the same content and an id of its own.
    private static func service(
        proxies: [String], groups: [String] = [],
        listens: @escaping @Sendable (RequestSummary) -> String? = { _ in nil }
    ) -> AnsweringService {
        AnsweringService { request in
            switch request.action {
            case DescribeProxies.name: return request.answer("ProxySet", proxies)
            case DescribeProxyGroupList.name: return request.answer("ProxyGroupList", groups)
            default:
                if let answer = listens(request) { return answer }
                return request.answer(
                    "ListenerSet", [listener.replacing("listener-1", with: "listener-of-\(request.owner)")])
            }
        }
    }

    private static func states(_ account: Account) -> [String] { account.rows.map(\.state.word).sorted() }

    @Test(
        arguments: [
            (#""Status":"RESTING","BanStatus":"RECOVER""#, "proxy Status RESTING"),
            (#""Status":"RUNNING","BanStatus":"PAUSED""#, "proxy BanStatus PAUSED"),
            (#""Status":null,"BanStatus":"RECOVER""#, "proxy Status missing"),
            (#""BanStatus":"RECOVER""#, "proxy Status missing"),
            (#""Status":"RUNNING","BanStatus":null"#, "proxy BanStatus missing"),
            (#""Status":"RUNNING""#, "proxy BanStatus missing"), ("", "proxy Status missing"),
            (#""Status":[],"BanStatus":"RECOVER""#, "proxy Status unreadable"),
            (#""Status":"RUNNING","BanStatus":7"#, "proxy BanStatus unreadable"),
        ])
    func `A listener is not healthy if the status or ban of its proxy is unknown`(fields: String, words: String) async {
        let (account, events) = await Self.service(proxies: [Self.proxy("link-1", fields)]).read(Question(.all))
        #expect(Self.states(account) == ["?"])
        #expect(account.rows.first?.trouble == words)
        #expect(events.outcomes.map(\.outcome) == [.complete])
    }

    @Test(arguments: [#","Status":"RESTING""#, #","Status":null"#, "", #","Status":7"#])
    func `A listener is not healthy if the status of its group is unknown`(status: String) async {
        let (account, _) = await Self.service(
            proxies: [Self.proxy("link-1", group: "lg-1")], groups: [Self.group("lg-1", status)]
        ).read(Question(.all))
        #expect(Self.states(account) == ["?"])
        #expect(account.rows.first?.trouble.hasPrefix("group Status ") == true)
    }

    @Test func `Unknown words in every other field of a proxy change nothing and are shown as they are`() async {
        let fields =
            #""Status":"RUNNING","BanStatus":"RECOVER","NetworkType":"warp","PackageType":"Gold","#
            + #""IPAddressVersion":"IPv9","BillingType":2,"IPList":[{"IP":"203.0.113.1","Provider":"ACME"}]"#
        let (account, _) = await Self.service(proxies: [Self.proxy("link-1", fields)]).read(Question(.all))
        #expect(Self.states(account) == ["OK"])
        let details = account.owners[.proxy("link-1")]?.owner.details
        #expect(details?.networkType?.words == "unknown (warp)" && details?.packageType?.words == "unknown (Gold)")
        #expect(details?.ipVersion?.words == "unknown (IPv9)" && details?.billingType?.words == "unknown (2)")
        #expect(details?.addresses.map(\.carrier?.words) == ["unknown (ACME)"])
    }

    @Test func `Members that are removed between two pages are missing in their group after the second read`() async {
        let all = (0..<150).map { Self.proxy("link-\($0)", group: "lg-1") }
        let beyond = Tally()
        let service = AnsweringService { request in
            switch request.action {
            case DescribeProxies.name:
                // 20 members are removed while the second page is read, so the list is read again.
                if !request.isFirstPage, beyond.next() == 1 {
                    return AnsweringService.list("ProxySet", Array(all[120..<130]), total: 130)
                }
                let rows = beyond.value == 0 ? all : Array(all.prefix(130))
                return request.answer("ProxySet", rows)
            case DescribeProxyGroupList.name: return request.answer("ProxyGroupList", [Self.group("lg-1")])
            default: return request.answer("ListenerSet", [Self.listener])
            }
        }
        let (account, _) = await service.read(Question(.all))
        let members = account.owners[.group("lg-1")]?.owner.members
        // The list was read completely, or does not count as read.
        #expect(members == nil || members?.count == 130)
        #expect(Self.states(account) == [members == nil ? "?" : "OK"])
    }

    @Test func `A listener is not healthy if the members of its group cannot be listed, and the reason is reported`()
        async
    {
        let service = AnsweringService { request in
            switch request.action {
            case DescribeProxies.name: AnsweringService.denied
            case DescribeProxyGroupList.name: request.answer("ProxyGroupList", [Self.group("lg-1")])
            default: request.answer("ListenerSet", [Self.listener])
            }
        }
        for question in [Question(.all), Question(.group("lg-1"))] {
            let (account, events) = await service.read(question)
            #expect(Self.states(account) == ["?"])
            #expect(account.rows.first?.trouble == "members of the group not read")
            let failed = events.count { if case .ownersListed(_, _, .failed) = $0 { true } else { false } }
            #expect(failed == 1)
        }
    }

    @Test func `The listeners of a group that only a member names are requested, and the group has no state`() async {
        let proxies = [Self.proxy("link-1"), Self.proxy("link-2", group: "lg-gone")]
        let (account, events) = await Self.service(proxies: proxies, groups: [Self.group("lg-1")]).read(Question(.all))
        #expect(Set(events.swept) == [.proxy("link-1"), .group("lg-1"), .group("lg-gone")])
        #expect(account.group(ofMember: "link-2") == .group("lg-gone"))
        let row = account.rows.first { $0.owner == .group("lg-gone") }
        #expect(row?.state == .unknown && row?.trouble == "group status not read")
    }

    @Test func `A group that only a member names and that does not exist makes the result partial`() async {
        let missing = #""Error":{"Code":"ResourceNotFound","Message":"GroupId(lg-gone) Not Exist."}"#
        let (_, events) = await Self.service(
            proxies: [Self.proxy("link-2", group: "lg-gone")],
            listens: { $0.owner == "lg-gone" ? missing : nil }
        ).read(Question(.all))
        let failed = events.outcomes.filter { if case .failed = $0.outcome { true } else { false } }
        #expect(failed.map(\.owner) == [.group("lg-gone")])
    }

    @Test func `An owner that is listed twice is read once, and the worse of two contradictory rows counts`() async {
        let proxies = [
            Self.proxy("link-1", #""Status":"CLOSED","BanStatus":"RECOVER""#), Self.proxy("link-1"),
            Self.proxy("link-2", group: "lg-1"), Self.proxy("link-2", group: "lg-1"),
        ]
        let service = Self.service(proxies: proxies, groups: [Self.group("lg-1"), Self.group("lg-1")])
        let (account, events) = await service.read(Question(.all))
        #expect(events.swept.count == Set(events.swept).count)
        // It is not known whether the list of proxies was complete, so the group is not reported as healthy.
        #expect(account.owners[.group("lg-1")]?.state.kind == .unknown)
        #expect(account.rows.first { $0.owner == .proxy("link-1") }?.state != .ok)
        #expect(service.requests.count { $0.isAboutListeners && $0.isFirstPage && $0.owner == "link-1" } == 1)
    }

    @Test func `A proxy that is listed both outside groups and in a group is also a member, and is shown once`() async {
        let proxies = [Self.proxy("link-1"), Self.proxy("link-1", group: "lg-1")]
        let (account, events) = await Self.service(proxies: proxies, groups: [Self.group("lg-1")]).read(Question(.all))
        #expect(events.swept.count == Set(events.swept).count)
        #expect(account.owners.count == 2)
    }
}
