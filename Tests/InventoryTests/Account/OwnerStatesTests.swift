// How the state of an owner affects the listeners of an account, and when it no longer applies.

import Essentials
import GAAP
import TencentCloud
import TestSupport
import Testing

@testable import Inventory

@Suite struct OwnerStatesTests {
    private static let owner = OwnerID.proxy("link-1")

    private var account = Account()

    private mutating func read(_ listeners: TCPListener..., of owner: OwnerID = owner, at seconds: Double) {
        _ = account.merge(listeners, askedOf: owner, reading: 1, at: Moment(seconds), requestID: nil)
    }

    private static func owner(_ status: OwnerStatus, ban: BanStatus = .notBanned) -> Owner {
        var owner = Owner.serving(owner)
        owner.status = .value(status)
        owner.ban = .value(ban)
        return owner
    }

    private var states: [String] { account.rows.filter { !$0.isRemoved }.map(\.state.word) }

    private func found(_ filter: String) throws -> Int {
        try FilterExpression(parsing: filter).matches(in: account).count { $0 }
    }

    @Test
    mutating func `A listener is ? until its owner has been read, and the update does not count as a change of state`()
        throws
    {
        read(.sample("a"), .sample("b", in: .down), at: 1)
        #expect(states == ["?", "DOWN"])
        #expect(account.learn([.serving(Self.owner)], at: Moment(2)) == [0, 1])
        #expect(states == ["OK", "DOWN"])
        #expect(account.rows.allSatisfy { $0.changedAt == nil && !$0.isUnseen })
        #expect(account.stateCounts[.ok] == 1 && account.stateCounts[.unknown] == 0)
        #expect(account.glances.map(\.state) == [.ok, .down])
        #expect(try found("state:ok") == 1 && found("status") == 0)
    }

    @Test mutating func `A closed owner stops its listeners, which are counted and found as stopped`() throws {
        account.learn([.serving(Self.owner)], at: Moment(1))
        read(.sample("a"), .sample("b", in: .off), at: 1)
        account.learn([Self.owner(.closed)], at: Moment(30))
        #expect(states == ["STOP", "STOP"])
        #expect(account.owners[Self.owner]?.counts[.stop] == 2 && account.owners[Self.owner]?.counts.total == 2)
        #expect(account.stateCounts.problems == 2)
        #expect(try found("state:stop") == 2 && found("closed") == 2 && found("已关闭") == 2)
        #expect(account.rows.allSatisfy { $0.isUnseen && $0.changedAt == Moment(30) })
        #expect(account.rows[0].since?.time == Moment(30) && account.rows[0].since?.isAtLeast == false)
        // The next read of the listener does not change this.
        read(.sample("a"), .sample("b", in: .off), at: 31)
        #expect(states == ["STOP", "STOP"] && account.rows[0].changedAt == Moment(30))
        account.learn([.serving(Self.owner)], at: Moment(60))
        #expect(states == ["OK", "OFF"])
    }

    @Test mutating func `A listener uses the state of its displayed owner`() {
        let group = OwnerID.group("lg-1")
        account.learn([Self.owner(.closed), .serving(group)], at: Moment(0))
        read(.sample("a", proxy: nil, group: "lg-1"), at: 1)
        #expect(states == ["STOP"])
        read(.sample("a", proxy: nil, group: "lg-1"), of: group, at: 2)
        #expect(states == ["OK"] && account.rows[0].owner == group)
        // When the group no longer has the listener, the state of the proxy applies.
        _ = account.removeUnseen(of: group, kind: .tcp, reading: 9)
        #expect(states == ["STOP"] && account.stateCounts[.stop] == 1 && account.stateCounts.total == 1)
    }

    @Test mutating func `The state of an owner from an earlier run does not apply to a listener read now`() {
        let kept = Moment(wall: UnixTime(0))
        account.learn([.serving(Self.owner)], at: kept)
        _ = account.merge([.sample("a")], askedOf: Self.owner, reading: 1, at: kept, requestID: nil)
        #expect(states == ["OK"])
        read(.sample("a"), at: 10)
        #expect(states == ["?"])
        account.learn([.serving(Self.owner)], at: Moment(11))
        #expect(states == ["OK"])
    }

    @Test(arguments: [(50.0, "OK"), (70, "?")])
    mutating func `If the list of owners fails, an owner state that is too old no longer applies`(
        now: Double, word: String
    ) {
        account.longestGap = 60
        account.begin(LoadID(1), Question(.all))
        _ = account.apply(.owners(LoadID(1), [.serving(Self.owner)]), at: Moment(0))
        read(.sample("a"), at: now)
        let failed = FetchEvent.ownersListed(LoadID(1), action: "DescribeProxies", .failed(.cancelled))
        let changes = account.apply(failed, at: Moment(now))
        #expect(states == [word])
        #expect(changes.rows == (word == "?" ? [0] : []))
        _ = account.apply(.owners(LoadID(1), [.serving(Self.owner)]), at: Moment(now + 1))
        #expect(states == ["OK"])
    }

    @Test mutating func `A listener without an owner is never healthy`() {
        _ = account.merge([.sample("a", proxy: nil)], askedOf: nil, reading: 1, at: Moment(0), requestID: nil)
        #expect(states == ["?"])
        account.usesOwnerStates = false
        _ = account.merge([.sample("a", proxy: nil)], askedOf: nil, reading: 2, at: Moment(1), requestID: nil)
        #expect(states == ["OK"])
    }

    @Test mutating func `A normal origin behind a stopped owner does not count as evidence that the origin works`()
        throws
    {
        let other = OwnerID.proxy("link-2")
        account.learn([.serving(Self.owner), .serving(other)], at: Moment(0))
        read(.sample("a", origins: [.origin("10.0.0.1", .abnormal)]), at: 1)
        read(.sample("b", origins: [.origin("10.0.0.1")], proxy: "link-2"), of: other, at: 1)
        func why() -> [String] {
            let facts = account.whyFacts(account.rows[0], .utc(now: Moment(2), freshFor: 60))
            return WhyRule.sentences(facts).map { $0[.english] }
        }
        #expect(why().contains { $0.contains("10.0.0.1 is fine in web (link-2) -> the path") })
        var closed = Owner.serving(other)
        closed.status = .value(.closed)
        account.learn([closed], at: Moment(2))
        #expect(!why().contains { $0.contains("the path") })
        // The state of the listener's own owner is explained first.
        account.learn([Self.owner(.isolated)], at: Moment(2))
        #expect(why().first?.hasPrefix("proxy isolated: the account is in arrears") == true)
    }

    @Test(arguments: [
        ("vip:203.0.113.7", 2), ("203.0.113.7", 2), ("vip:front.example", 1), ("vip:unified.example", 1),
        ("region:tokyo", 2), ("proxy:link-member", 1), ("link-member", 1), ("status:closed", 1), ("status:已关闭", 1),
        ("status:running", 2), ("running", 0), ("!status:closed", 1), ("status:", 2), ("status:banned", 0),
    ])
    mutating func `Listeners are found by the addresses and domains for clients, by members and by the owner's status`(
        filter: String, count: Int
    ) throws {
        let group = OwnerID.group("lg-1")
        var proxy = Owner.serving(Self.owner)
        proxy.accessRegion = "Tokyo"
        proxy.address = "203.0.113.8"
        proxy.domain = "front.example"
        var details = OwnerDetails()
        details.addresses = [ProxyIP("203.0.113.8"), ProxyIP("203.0.113.7")]
        details.relatedDomains = ["unified.example"]
        proxy.details = details
        var member = Owner.serving(.proxy("link-member"))
        member.accessRegion = "Tokyo"
        member.address = "203.0.113.7"
        member.status = .value(.closed)
        var owner = Owner.serving(group)
        owner.members = [member]
        account.learn([proxy, owner], at: Moment(0))
        read(.sample("a"), at: 1)
        read(.sample("b", proxy: nil, group: "lg-1"), of: group, at: 1)
        #expect(try found(filter) == count)
    }
}
