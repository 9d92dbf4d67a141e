import Essentials
import TencentCloud
import Testing

@testable import GAAP

@Suite struct DescribeProxiesTests {
    private static func filters(_ count: Int, values: Int = 1) -> [Filter] {
        Array(repeating: Filter(name: "GroupId", values: Array(repeating: "x", count: values)), count: count)
    }

    @Test(arguments: [
        DescribeProxies(), DescribeProxies(proxyIDs: ["link-1"]), DescribeProxies(filters: filters(10, values: 5)),
        DescribeProxies(proxyIDs: Array(repeating: "x", count: 100), independent: 1, offset: 0, limit: 100),
    ])
    func `A valid request passes validation`(request: DescribeProxies) throws { try request.validate() }

    @Test(arguments: [
        (DescribeProxies(proxyIDs: ["a"], filters: filters(1)), "InvalidParameter"),
        (DescribeProxies(proxyIDs: Array(repeating: "x", count: 101)), "InvalidParameterValue"),
        (DescribeProxies(filters: filters(11)), "InvalidParameterValue"),
        (DescribeProxies(filters: filters(1, values: 6)), "InvalidParameterValue"),
        (DescribeProxies(offset: -1), "InvalidParameter"), (DescribeProxies(limit: 101), "InvalidParameterValue"),
    ])
    func `A request that violates a rule is rejected`(request: DescribeProxies, code: String) {
        let error = #expect(throws: RequestError.self) { try request.validate() }
        #expect(error?.code == code && error?.isInBothLanguages == true, "\(String(describing: error))")
    }

    @Test func `The body uses the names of the API`() throws {
        let request = DescribeProxies(
            proxyIDs: ["p"], filters: [Filter(name: "n", values: ["v"])], independent: 0, offset: 1, limit: 2)
        #expect(
            try json(request)
                == #"{"Filters":[{"Name":"n","Values":["v"]}],"Independent":0,"Limit":2,"Offset":1,"ProxyIds":["p"]}"#)
        #expect(try json(DescribeProxies()) == "{}")
    }

    @Test(arguments: [
        (#"{"ProxySet":[{"ProxyId":"new"}],"InstanceSet":[{"InstanceId":"new"},{"ProxyId":"old"}]}"#, ["new", "old"]),
        (#"{"InstanceSet":[{"ProxyId":"old"}]}"#, ["old"]),
        (#"{"ProxySet":[],"InstanceSet":[{"ProxyId":"old"}]}"#, ["old"]),
        (#"{"ProxySet":null,"InstanceSet":[{"ProxyId":"old"}]}"#, ["old"]),
        (#"{"ProxySet":[],"InstanceSet":null}"#, []),
    ])
    func `The list is decoded under its new and its old name`(text: String, ids: [String]) throws {
        let answer = try decode(DescribeProxies.Answer.self, text)
        #expect(answer.proxies.map(\.proxyID) == ids)
    }

    @Test(arguments: [
        #"{"RequestId":"r"}"#, #"{"TotalCount":0}"#,
        #"{"ProxySet":null,"InstanceSet":null,"ProxyGroupList":null,"ListenerSet":null,"TotalCount":null}"#,
    ])
    func `A response whose list is missing or null is rejected and not treated as an empty list`(
        nothing: String
    ) {
        #expect(throws: DecodingError.self) { try decode(DescribeProxies.Answer.self, nothing) }
        #expect(throws: DecodingError.self) { try decode(DescribeProxyGroupList.Answer.self, nothing) }
        #expect(throws: DecodingError.self) { try decode(DescribeTCPListeners.Answer.self, nothing) }
    }
}

@Suite struct DescribeProxyGroupListTests {
    @Test func `Offset, Limit and ProjectId are always in the body`() throws {
        #expect(
            try json(DescribeProxyGroupList(offset: 0, limit: 20)) == #"{"Limit":20,"Offset":0,"ProjectId":-1}"#)
        try DescribeProxyGroupList(offset: 0, limit: 100).validate()
    }

    @Test(arguments: [
        (DescribeProxyGroupList(offset: -1, limit: 20), "InvalidParameterValue"),
        (DescribeProxyGroupList(offset: 0, limit: 101), "InvalidParameterValue"),
        (DescribeProxyGroupList(offset: 0, limit: 20, projectID: -2), "InvalidParameterValue"),
        (
            DescribeProxyGroupList(
                offset: 0, limit: 20, filters: [Filter(name: "x", values: Array(repeating: "", count: 6))]),
            "InvalidParameterValue"
        ),
    ])
    func `A request that violates a rule is rejected`(request: DescribeProxyGroupList, code: String) {
        let error = #expect(throws: RequestError.self) { try request.validate() }
        #expect(error?.code == code && error?.isInBothLanguages == true, "\(String(describing: error))")
    }
}

@Suite struct GAAPServiceTests {
    @Test func `Every action has a unique name and the name and version of its service`() {
        #expect(Set(GAAPService.actionNames).count == GAAPService.actions.count)
        for action in GAAPService.actions {
            #expect(action.name.hasPrefix("Describe") || action.name == "GetMonitorData", "this program only reads")
            let isMonitor = action.name == "GetMonitorData"
            #expect(action.service == (isMonitor ? "monitor" : "gaap"))
            #expect(action.version == (isMonitor ? "2018-07-24" : "2018-05-29"))
        }
    }

    @Test(arguments: [
        ("https://gaap.tencentcloudapi.com", "https://monitor.tencentcloudapi.com"),
        ("https://gaap.intl.tencentcloudapi.com", "https://monitor.intl.tencentcloudapi.com"),
        ("http://127.0.0.1:9000", "http://127.0.0.1:9000"),
    ])
    func `Actions of another service use the host of that service, and GAAP actions use the configured endpoint`(
        endpoint: String, monitor: String
    ) throws {
        let endpoint = try Endpoint(parsing: endpoint)
        for action in GAAPService.actions {
            let called = action.endpoint(beside: endpoint).description
            #expect(called == (action.service == "gaap" ? endpoint.description : monitor))
        }
    }
}

extension RequestError {
    /// Whether the message has an English and a Chinese text.
    var isInBothLanguages: Bool {
        let isChinese = { (text: String) in text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        return isChinese(message[.chinese]) && !isChinese(message[.english])
    }
}
