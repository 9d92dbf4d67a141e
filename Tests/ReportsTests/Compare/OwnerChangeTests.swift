// Which differences count as changes of a proxy or group, and which mean only that a value was not read or stored.

import Essentials
import GAAP
import Inventory
import TestSupport
import Testing

@testable import Reports

@Suite struct OwnerChangeTests {
    private static func proxy(_ id: String = "link-1") -> Owner {
        var owner = Owner.serving(.proxy(id), name: "edge")
        owner.accessRegion = "Hong Kong"
        owner.originRegion = "Singapore"
        owner.address = "203.0.113.1"
        owner.domain = "a.example"
        owner.bandwidth = 10
        var details = OwnerDetails()
        details.accessRegionID = "Hongkong"
        details.originRegionID = "Singapore"
        details.addresses = [ProxyIP("203.0.113.1")]
        details.forwardAddresses = ["198.51.100.242"]
        details.connectionLimit = 20_000
        owner.details = details
        return owner
    }

    private static func group(_ members: [Owner]?) -> Owner {
        var group = Owner.serving(.group("lg-1"), name: "games")
        group.members = members
        return group
    }

    private static func details(_ change: @escaping @Sendable (inout OwnerDetails) -> Void)
        -> @Sendable (inout Owner)
        -> Void
    {
        { owner in
            var details = owner.details ?? OwnerDetails()
            change(&details)
            owner.details = details
        }
    }

    private static let changes: [(@Sendable (inout Owner) -> Void, String)] = [
        ({ $0.status = .value(.closed) }, "Status RUNNING -> CLOSED"),
        ({ $0.status = .null }, "Status RUNNING -> nothing"),
        ({ $0.ban = .value(.banned) }, "BanStatus RECOVER -> BANNED"),
        ({ $0.name = "front" }, "ProxyName edge -> front"),
        (
            {
                $0.accessRegion = "Tokyo"; $0.details?.accessRegionID = "Tokyo"
            }, "AccessRegion Hong Kong -> Tokyo"
        ),
        (
            {
                $0.originRegion = nil; $0.details?.originRegionID = nil
            }, "RealServerRegion Singapore -> nothing"
        ),
        ({ $0.address = "203.0.113.2" }, "IP 203.0.113.1 -> 203.0.113.2"),
        (
            details { $0.addresses = [ProxyIP("203.0.113.3"), ProxyIP("203.0.113.1")] },
            "IPList 203.0.113.1 -> 203.0.113.1 203.0.113.3"
        ),
        ({ $0.domain = "b.example" }, "Domain a.example -> b.example"),
        (details { $0.relatedDomains = ["u.example"] }, "RelatedGlobalDomains nothing -> u.example"),
        (details { $0.forwardAddresses = [] }, "ForwardIP 198.51.100.242 -> nothing"),
        ({ $0.bandwidth = 20 }, "Bandwidth 10 -> 20"),
        (details { $0.connectionLimit = 50_000 }, "Concurrent 20000 -> 50000"),
        (details { $0.policyID = "sp-1" }, "PolicyId nothing -> sp-1"),
        (details { $0.packageType = PackageType("CrossBorder") }, "PackageType nothing -> CrossBorder"),
        (details { $0.networkType = NetworkType("cn2") }, "NetworkType nothing -> cn2"),
        (details { $0.ipVersion = IPVersion("IPv6") }, "IPAddressVersion nothing -> IPv6"),
        (details { $0.billingType = BillingType(1) }, "BillingType nothing -> 1"),
        (details { $0.version = "3.0" }, "Version nothing -> 3.0"),
    ]

    @Test(arguments: changes.indices)
    func `Each field of a proxy is compared`(index: Int) throws {
        var new = Self.proxy()
        Self.changes[index].0(&new)
        let change = try #require(OwnerChange(from: Self.proxy(), to: new))
        #expect(change.details() == Self.changes[index].1)
        #expect(change.isAboutStatus == Self.changes[index].1.contains("Status "))
    }

    @Test func `A different order or language of names is not a change`() {
        var old = Self.proxy()
        old.details?.addresses = [ProxyIP("203.0.113.1"), ProxyIP("203.0.113.2")]
        var new = old
        new.details?.addresses.reverse()
        new.accessRegion = "中国香港"
        #expect(OwnerChange(from: old, to: new) == nil)
    }

    @Test func `A field that only one of the two readings has is not a change`() {
        let new = Self.proxy()
        var old = new
        old.ban = .missing
        old.details = nil
        #expect(OwnerChange(from: old, to: new) == nil)
        #expect(OwnerChange(from: new, to: old) == nil)
        #expect(OwnerChange(from: Owner(id: new.id), to: new) == nil)
        #expect(OwnerChange(from: Self.group(nil), to: Self.group([Self.proxy()])) == nil)
        #expect(OwnerChange(from: Self.group([Self.proxy()]), to: Self.group(nil)) == nil)
    }

    @Test func `Members join, leave and change their state`() throws {
        var closed = Self.proxy("link-b")
        closed.status = .value(.closed)
        let old = Self.group([Self.proxy("link-a"), Self.proxy("link-b")])
        let change = try #require(OwnerChange(from: old, to: Self.group([closed, Self.proxy("link-c")])))
        #expect(
            change.line()
                == "status       lg-1 games  member link-b Status RUNNING -> CLOSED; member link-c (Hong Kong) joined; "
                + "member link-a (Hong Kong) left")
        #expect(change.line(in: .chinese).contains("成员 link-c (Hong Kong) 加入"))
    }

    // MARK: Two states of an account

    private func owners(
        _ old: [Owner], _ new: [Owner], oldIsWhole: Bool = true, newIsWhole: Bool = true
    ) -> [String] {
        func side(_ owners: [Owner], _ isWhole: Bool) -> Comparison.Side {
            Comparison.Side(
                rows: [], owners: Dictionary(owners.map { ($0.id, $0) }) { first, _ in first }, hasAllOwners: isWhole)
        }
        let comparison = Comparison(from: side(old, oldIsWhole), to: side(new, newIsWhole))
        #expect(comparison.isEmpty == comparison.owners.isEmpty)
        return comparison.owners.map { $0.line() }
    }

    @Test func `An owner counts as added or removed only if the lists of owners were read completely`() {
        let (one, two) = (Self.proxy("link-1"), Self.proxy("link-2"))
        #expect(owners([one], [one, two]) == ["added        link-2 edge"])
        #expect(owners([one, two], [one]) == ["removed      link-2 edge"])
        #expect(owners([one], [one, two], oldIsWhole: false) == [])
        #expect(owners([one, two], [one], newIsWhole: false) == [])
        // A state that one side did not read is not equal but unknown.
        let half = Comparison(
            from: .init(rows: [], owners: [one.id: one, two.id: two], hasAllOwners: true),
            to: .init(rows: [], owners: [one.id: Owner(id: one.id)]))
        #expect(half.isEmpty && half.uncomparedOwners == 2)
        // Only its id is known.
        #expect(owners([one], [one, Owner(id: .group("lg-9"))]) == [])
    }

    @Test func `A proxy that joins a group is neither added nor removed`() {
        let proxy = Self.proxy("link-1")
        let lines = owners([proxy, Self.group([])], [Self.group([proxy])])
        #expect(
            lines == [
                "config       link-1 edge  GroupId nothing -> lg-1",
                "config       lg-1 games  member link-1 (Hong Kong) joined",
            ])
        #expect(
            owners([Self.group([proxy])], [proxy, Self.group([])]).first?.hasSuffix("GroupId lg-1 -> nothing") == true)
    }

    @Test func `Changes of forwarding come first`() {
        var (closed, wider) = (Self.proxy("link-9"), Self.proxy("link-1"))
        closed.status = .value(.closed)
        wider.bandwidth = 20
        let lines = owners(
            [Self.proxy("link-1"), Self.proxy("link-9"), Self.proxy("link-3")], [wider, closed, Self.proxy("link-2")])
        #expect(
            lines.map { $0.prefix(20) } == [
                "status       link-9 ", "removed      link-3 ", "added        link-2 ", "config       link-1 ",
            ])
    }

    // MARK: Documents

    private static func document(_ version: Int, _ owner: String) throws -> SnapshotDocument {
        let listener =
            #"{"ListenerId":"listener-1","ListenerName":"a","Port":1,"ProxyId":"link-1","ListenerStatus":0,"#
            + #""HealthCheck":1,"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"10.0.0.1","#
            + #""RealServerPort":1,"RealServerStatus":0,"DownIPList":[]}],"State":"OK","#
            + #""Owner":{"Id":"link-1","Kind":"proxy"}}"#
        let text =
            #"{"schemaVersion":\#(version),"fetchedAt":"2026-03-12T20:37:26Z","complete":true,"totalCount":1,"#
            + #""scope":"--all","owners":[\#(owner)],"listeners":[\#(listener)]}"#
        return try SnapshotDocument(parsing: Array(text.utf8))
    }

    private static func comparison(_ old: SnapshotDocument, _ new: SnapshotDocument) -> Comparison {
        Comparison(from: old.side(comparedWith: new), to: new.side(comparedWith: old))
    }

    private static let first =
        #"{"Id":"link-1","Kind":"proxy","Name":"n","Status":"RUNNING","Domain":"a.example","Complete":true}"#

    private static func second(_ status: String = "RUNNING", ban: String = "RECOVER") -> String {
        #"{"Id":"link-1","Kind":"proxy","Name":"n","Status":"\#(status)","BanStatus":"\#(ban)","State":"serves","#
            + #""Domain":"a.example","IPList":[{"IP":"203.0.113.1"}],"ForwardIP":["198.51.100.1"],"Complete":true}"#
    }

    @Test func `Fields that version 1 did not store are not differences between documents of version 1 and 2`() throws {
        let (old, new) = (try Self.document(1, Self.first), try Self.document(2, Self.second()))
        #expect(Self.comparison(old, new).isEmpty && Self.comparison(new, old).isEmpty)
        // Fields that both documents have are compared.
        let closed = Self.comparison(old, try Self.document(2, Self.second("CLOSED")))
        #expect(closed.owners.map { $0.line() } == ["status       link-1 n  Status RUNNING -> CLOSED"])
    }

    @Test func `A closed proxy and its listener are two changes`() throws {
        let old = try Self.document(2, Self.second())
        let comparison = Self.comparison(old, try Self.document(2, Self.second("RUNNING", ban: "BANNED")))
        #expect(comparison.changes.map { $0.title() } == ["OK -> STOP"])
        #expect(comparison.owners.map { $0.details() } == ["BanStatus RECOVER -> BANNED"])
    }
}
