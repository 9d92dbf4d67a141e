// The requests as GET, with their parameters flattened into the query.

import Essentials
import FoundationEssentials
import TencentCloud
import Testing

@testable import GAAPEmulator

@Suite struct GetTests {
    let fixture = EmulatorFixture()

    private func get(
        _ query: String, _ action: String = "DescribeTCPListeners", modify: (inout RequestDraft) -> Void = { _ in }
    ) async -> Answer {
        var draft = RequestDraft(at: fixture.time, query: query)
        draft.setAction(action)
        modify(&draft)
        return await fixture.send(draft)
    }

    /// Returns a request of every action, as a query and as a body.
    private func requests() throws -> [(action: String, query: String, body: String)] {
        let fleet = fixture.emulator.fleet
        let listener = try #require(fleet.listeners.values.flatMap(\.self).first { !$0.bindings.isEmpty })
        let origin = fleet.origins[listener.bindings[0].origin]
        let proxy = try #require(fleet.proxies.first)
        return [
            ("DescribeTCPListeners", "ListenerId=\(listener.id)", #"{"ListenerId":"\#(listener.id)"}"#),
            (
                "DescribeProxies",
                "Filters.0.Name=ProjectId&Filters.0.Values.0=0&Filters.0.Values.1=1&Limit=7&Offset=2",
                #"{"Filters":[{"Name":"ProjectId","Values":["0","1"]}],"Limit":7,"Offset":2}"#
            ),
            ("DescribeProxies", "ProxyIds.0=\(proxy.id)", #"{"ProxyIds":["\#(proxy.id)"]}"#),
            ("DescribeProxyGroupList", "Offset=0&Limit=5&ProjectId=-1", #"{"Offset":0,"Limit":5,"ProjectId":-1}"#),
            ("DescribeProxyDetail", "ProxyId=\(proxy.id)", #"{"ProxyId":"\#(proxy.id)"}"#),
            (
                "DescribeRealServerStatistics",
                "RealServerId=\(origin.id)&ListenerId=\(listener.id)&WithinTime=1&Granularity=60",
                #"{"RealServerId":"\#(origin.id)","ListenerId":"\#(listener.id)","WithinTime":1,"Granularity":60}"#
            ),
            (
                "DescribeListenerStatistics",
                "ListenerId=\(listener.id)&StartTime=2025-11-22+06%3A00%3A00&EndTime=2025-11-22+09%3A00%3A00"
                    + "&MetricNames.1=OutBandwidth&MetricNames.0=InBandwidth&Granularity=300",
                #"{"ListenerId":"\#(listener.id)","StartTime":"2025-11-22 06:00:00","EndTime":"2025-11-22 09:00:00","#
                    + #""MetricNames":["InBandwidth","OutBandwidth"],"Granularity":300}"#
            ),
            (
                "GetMonitorData",
                "Namespace=QCE%2FQAAP&MetricName=ListenerRsStatus&StartTime=2025-11-22T06%3A00%3A00%2B08%3A00"
                    + "&EndTime=2025-11-22T07%3A00%3A00%2B08%3A00&Instances.0.Dimensions.0.Name=channelId"
                    + "&Instances.0.Dimensions.0.Value=c&Instances.0.Dimensions.1.Name=listenerId"
                    + "&Instances.0.Dimensions.1.Value=l&Instances.0.Dimensions.2.Name=originServerInfo"
                    + "&Instances.0.Dimensions.2.Value=o",
                #"{"Namespace":"QCE/QAAP","MetricName":"ListenerRsStatus","StartTime":"2025-11-22T06:00:00+08:00","#
                    + #""EndTime":"2025-11-22T07:00:00+08:00","Instances":[{"Dimensions":[{"Name":"channelId","#
                    + #""Value":"c"},{"Name":"listenerId","Value":"l"},{"Name":"originServerInfo","Value":"o"}]}]}"#
            ),
        ]
    }

    @Test
    func `A GET of each action gets the same response as the POST`() async throws {
        let requests = try requests()
        #expect(Set(requests.map(\.action)) == Set(Handlers.all.map { $0.action.name }))
        for (action, query, body) in requests {
            let got = await get(query, action)
            let posted = await fixture.call(action, body)
            #expect(got.code == nil, "\(action): \(got.message ?? "")")
            #expect(
                got.fields.filter { $0.name != "RequestId" } == posted.fields.filter { $0.name != "RequestId" },
                "\(action)")
        }
    }

    @Test
    func `The signature covers every byte of the query and the method`() async {
        let query = "ProxyId=link-none&SearchValue=%E7%99%BB+x"
        #expect(await get(query).code == "ResourceNotFound")
        for other in ["", "/?ProxyId=link-none&SearchValue=%e7%99%bb+x", "/?\(query)&Limit=1"] {
            #expect(await get(query) { $0.path = other.isEmpty ? "/" : other }.code == "AuthFailure.SignatureFailure")
        }
        #expect(await get(query) { $0.query = nil }.code == "AuthFailure.SignatureFailure")
        #expect(
            await get(query) { $0.credential = Credential(secretID: $0.credential.secretID, secretKey: Secret("no")) }
                .code == "AuthFailure.SignatureFailure")
    }

    @Test
    func `The body of a GET is neither signed nor read`() async {
        var request = RequestDraft(at: fixture.time, query: "ProxyId=link-none").request
        request.body = Data(#"{"Foo":1}"#.utf8)
        #expect(Answer(await fixture.emulator.respond(to: request)).code == "ResourceNotFound")
    }

    @Test(arguments: [
        ("", "DescribeTCPListeners", "MissingParameter", "`ProxyId`"),
        ("ProxyId=p&Colour=red", "DescribeTCPListeners", "UnknownParameter", "`Colour`"),
        ("proxyId=p", "DescribeTCPListeners", "UnknownParameter", "`proxyId`"),
        ("Foo.0.Bar=1", "DescribeTCPListeners", "UnknownParameter", "`Foo`"),
        ("=x", "DescribeTCPListeners", "UnknownParameter", "``"),
        ("ProxyId=p&Port=http", "DescribeTCPListeners", "InvalidParameter", "`Port`"),
        ("ProxyId=p&Port=-1", "DescribeTCPListeners", "InvalidParameter", "`Port`"),
        ("ProxyId=p&Port=80.0", "DescribeTCPListeners", "InvalidParameter", "`Port`"),
        ("ProxyId=p&Port=%2B80", "DescribeTCPListeners", "InvalidParameter", "`Port`"),
        ("ProxyId=p&Port=99999999999999999999", "DescribeTCPListeners", "InvalidParameter", "`Port`"),
        ("ProxyId.0=p", "DescribeTCPListeners", "InvalidParameter", "`ProxyId`"),
        ("ProxyId=p&Limit=", "DescribeTCPListeners", "InvalidParameter", "`Limit`"),
        ("ProxyId=p&Limit=101", "DescribeTCPListeners", "InvalidParameterValue", "Limit"),
        ("ProxyId=%", "DescribeTCPListeners", "InvalidParameter", "form-encoded"),
        ("ProxyId=%4", "DescribeTCPListeners", "InvalidParameter", "form-encoded"),
        ("ProxyId=%FF", "DescribeTCPListeners", "InvalidParameter", "form-encoded"),
        ("ProxyIds=link-x", "DescribeProxies", "InvalidParameter", "`ProxyIds`"),
        ("ProxyIds.1=link-x", "DescribeProxies", "InvalidParameter", "`ProxyIds`"),
        ("ProxyIds.0.a=link-x", "DescribeProxies", "InvalidParameter", "`ProxyIds.0`"),
        ("Filters.0.Op=x", "DescribeProxies", "UnknownParameter", "`Filters.0.Op`"),
        ("Filters.0.Name=GroupId", "DescribeProxies", "MissingParameter", "`Filters.0.Values`"),
        ("Filters.0=x", "DescribeProxies", "InvalidParameter", "`Filters.0`"),
        ("Limit=1&Offset=0", "DescribeProxyGroupList", "MissingParameter", "`ProjectId`"),
    ])
    func `An invalid GET is refused like the POST`(query: String, action: String, code: String, words: String) async {
        let answer = await get(query, action)
        #expect(answer.code == code)
        #expect(answer.message?.contains(words) == true, "\(answer.message ?? "")")
    }

    @Test
    func `If a name occurs twice, the last value is used, even if its type differs`() async {
        #expect(await get("ProxyId=a&ProxyId=link-none").message?.contains("`link-none`") == true)
        #expect(await get("ProxyId.0=a&ProxyId=link-none").code == "ResourceNotFound")
        #expect(await get("ProxyId=link-none&ProxyId.0=a").code == "InvalidParameter")
    }

    @Test
    func `A query may have 32 KB, and a name may have any number of parts`() async {
        let maximum = RequestGate.largestQuery
        func search(_ size: Int) -> String {
            let start = "ProxyId=link-none&SearchValue="
            return start + String(repeating: "x", count: size - start.utf8.count)
        }
        #expect(await get(search(maximum)).code == "ResourceNotFound")
        let answer = await get(search(maximum + 1))
        #expect(answer.code == "RequestSizeLimitExceeded")
        #expect(answer.message?.contains("32 KB") == true)
        #expect(await get("ProxyId" + String(repeating: ".0", count: 16_000) + "=x").code == "InvalidParameter")
        #expect(await get(String(repeating: ".", count: 32_000)).code == "UnknownParameter")
        #expect(await get(String(repeating: "&", count: 32_000)).code == "MissingParameter")
    }

    @Test
    func `A signature older than TC3, with all parts in the query, is refused as an invalid authorization`() async {
        let answer = await get("Action=DescribeProxies&SignatureMethod=HmacSHA256&Signature=x") {
            $0.afterSigning = { $0.set("Authorization", nil) }
        }
        #expect(answer.code == "AuthFailure.InvalidAuthorization")
    }
}
