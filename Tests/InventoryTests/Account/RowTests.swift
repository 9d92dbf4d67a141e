import TestSupport
import GAAP
import Testing

@testable import Inventory

@Suite struct RowTests {
    private static let down = BindRealServer.origin("10.0.0.1", .abnormal)
    private static let unresolved = BindRealServer.origin("b.example", .abnormal)
    private static let fallen = BindRealServer.origin("c.example", .abnormal, down: ["10.1.0.1:80", "10.1.0.2:80"])
    private static let partly = BindRealServer.origin("d.example", .normal, down: ["10.1.0.2:80"])

    @Test(
        arguments: [
            (.sample(), ""), (.sample(check: .off), "not checked"), (.sample(origins: []), "no origin bound"),
            (.sample(status: .creating), "creating"), (.sample(status: .changingConfiguration), "config changing"),
            (.sample(status: nil), "ListenerStatus missing"), (.sample(origins: [down]), "10.0.0.1"),
            (.sample(origins: [unresolved]), "(does not resolve)"),
            (.sample(origins: [.origin(), unresolved]), "b.example (does not resolve)"),
            (.sample(origins: [down, unresolved]), "10.0.0.1 b.example (does not resolve)"),
            (.sample(origins: [fallen, partly]), "at least 10.1.0.1:80 10.1.0.2:80"),
            (.sample(origins: [down, fallen]), "10.0.0.1, at least 10.1.0.1:80 10.1.0.2:80"),
            (.sample(status: .adjustingOrigins, origins: [down]), "10.0.0.1 (adjusting origins)"),
            (.sample(status: .destroying, origins: [partly]), "10.1.0.2:80 (destroying)"),
            (.sample(status: .creating, origins: [unresolved]), "(does not resolve) (creating)"),
            (.sample(origins: [.origin(nil, .abnormal)]), "?"),
        ] as [(TCPListener, String)])
    func `The trouble text names the problem in a few words, with the listener status after it`(
        listener: TCPListener, words: String
    ) {
        #expect(Row(listener).trouble == words)
    }

    @Test(
        arguments: [
            (.sample(origins: [down, down, fallen, partly]), ["10.0.0.1", "10.1.0.1:80", "10.1.0.2:80"]),
            (.sample(origins: [unresolved]), []), (.sample(check: .off, origins: [down, partly]), []), (.sample(), []),
        ] as [(TCPListener, [String])])
    func `Addresses that are down are listed once`(listener: TCPListener, addresses: [String]) {
        #expect(Row(listener).downAddresses == addresses)
    }

    @Test(
        arguments: [
            (.sample(), "1/1"), (.sample(origins: [down, .origin()]), "1/2"), (.sample(origins: []), "0/0"),
            (.sample(check: .off, origins: [down, .origin()]), "?/2"), (.sample(origins: nil), "?/?"),
        ] as [(TCPListener, String)])
    func `The origin count shows healthy and all origins`(listener: TCPListener, text: String) {
        #expect(Row(listener).originCount == text)
    }

    @Test func `A listener without an ID is identified by owner, port and name`() {
        let rows = [TCPListener.sample(nil, port: 80), .sample("", port: 81), .sample(nil, port: nil)].map { Row($0) }
        #expect(rows.map(\.id) == ["link-1 (no id) :80 web", "link-1 (no id) :81 web", "link-1 (no id) :0 web"])
        #expect(Row(.sample("listener-7")).id == "listener-7")
    }

    @Test func `A row lists its origins with their states`() {
        let row = Row(.sample(origins: [.origin(), Self.down]))
        #expect(row.origins.map(\.state) == [.ok, .down])
        #expect(row.origins.map(\.server) == [.origin(), Self.down])
    }
}

@Suite struct OwnerTests {
    @Test(
        arguments: [
            (.sample(proxy: "link-1", group: nil), .proxy("link-1")),
            (.sample(proxy: "link-1", group: ""), .proxy("link-1")),
            (.sample(proxy: nil, group: "lg-1"), .group("lg-1")), (.sample(proxy: "", group: "lg-1"), .group("lg-1")),
            (.sample(proxy: "link-1", group: "lg-1"), .group("lg-1")), (.sample(proxy: "", group: ""), nil),
            (.sample(proxy: nil, group: nil), nil),
        ] as [(TCPListener, OwnerID?)])
    func `A listener names its owner, and an empty text means no owner`(listener: TCPListener, owner: OwnerID?) {
        #expect(OwnerID(of: listener) == owner)
    }

    @Test func `Proxies are sorted before groups, each by ID`() {
        let ids: [OwnerID] = [.group("a"), .proxy("b"), .group("0"), .proxy("a")]
        #expect(ids.sorted() == [.proxy("a"), .proxy("b"), .group("0"), .group("a")])
    }

    @Test func `The region text contains the known regions`() {
        var owner = Owner(id: .proxy("link-1"))
        #expect(owner.regions == "")
        owner.originRegion = "Singapore"
        #expect(owner.regions == "> Singapore")
        owner.accessRegion = "Hong Kong"
        #expect(owner.regions == "Hong Kong > Singapore")
        owner.originRegion = nil
        #expect(owner.regions == "Hong Kong")
    }

    @Test func `A proxy or group without an ID is not an owner`() {
        var proxy = ProxyInfo()
        var group = ProxyGroupInfo()
        #expect(Owner(proxy) == nil)
        #expect(Owner(group) == nil)
        proxy.proxyID = "link-1"
        group.groupID = "lg-1"
        #expect(Owner(proxy)?.id == .proxy("link-1"))
        #expect(Owner(group)?.id == .group("lg-1"))
    }
}
