import TencentCloud
import GAAP
import Essentials
import TestSupport
import Testing

@testable import Inventory

@Suite struct GroupingsTests {
    private static func owner(_ id: String, _ name: String, region: String?) -> Owner {
        var owner = Owner(id: id.hasPrefix("lg") ? .group(id) : .proxy(id), name: name)
        owner.originRegion = region
        return owner
    }

    private static var account: Account {
        var account = Account()
        account.learn([
            owner("link-1", "beta", region: "Singapore"), owner("link-2", "alpha", region: "Tokyo"),
            owner("lg-3", "", region: "Tokyo"), owner("link-4", "gamma", region: nil),
        ])
        account.take([
            .sample("a", in: .down, port: 1), .sample("b", in: .ok, port: 2),
            .sample("c", origins: [.origin("10.0.0.2", .abnormal)], proxy: "link-2"),
            .sample("d", origins: [.origin("10.0.0.2", .abnormal)], proxy: "link-2"),
            .sample("e", check: .off, origins: [.origin("10.0.0.5")], proxy: "", group: "lg-3"),
        ])
        account.note(.complete(at: Moment(0)), of: .proxy("link-1"), kind: .tcp)
        account.note(.complete(at: Moment(0)), of: .proxy("link-2"), kind: .tcp)
        return account
    }

    private static func lines(_ groupings: [Grouping]) -> [String] {
        groupings.map { "\($0.title()) \($0.countText())" }
    }

    @Test func `Owners are sorted worst first, failed owners before all others, and the counts show what is unknown`() {
        var account = Self.account
        #expect(Self.lines(account.ownerGroupings()) == ["alpha 2/2", "beta 1/2", "gamma -", "lg-3 >=0/1"])
        account.note(.failed(.cancelled, at: Moment(0)), of: .proxy("link-4"), kind: .tcp)
        #expect(Self.lines(account.ownerGroupings()).first == "gamma failed")
    }

    @Test func `Stopped owners come next, except those without listeners`() {
        var account = Account()
        let stopped: [(id: String, status: OwnerStatus)] = [
            ("link-1", .running), ("link-2", .closed), ("link-3", .isolated), ("link-4", .adjusting),
        ]
        account.learn(
            stopped.map { id, status in
                var owner = Owner(id: .proxy(id), name: id)
                owner.isRead = true
                owner.status = .value(status)
                owner.ban = .value(.notBanned)
                return owner
            }, at: Moment(0))
        account.take([
            .sample("a", in: .down, port: 1), .sample("b", in: .down, port: 2),
            .sample("c", origins: [.origin("10.0.0.2")], proxy: "link-2"),
        ])
        for id in stopped.map(\.id) { account.note(.complete(at: Moment(0)), of: .proxy(id), kind: .tcp) }
        #expect(
            Self.lines(account.ownerGroupings()) == ["link-2 0/1", "link-1 2/2", "link-3 0/0", "link-4 0/0"])
        #expect(account.ownerGroupings().map(\.ownerState) == [.stopped, .serves, .stopped, .changing])
    }

    @Test func `A group counts once in the region of each of its members`() {
        var account = Account()
        var group = Self.owner("lg-1", "", region: "Tokyo")
        group.members = ["Seoul", "Seoul", "Hong Kong"].enumerated().map { number, region in
            var member = Self.owner("link-m\(number)", "", region: "Tokyo")
            member.accessRegion = region
            return member
        }
        var proxy = Self.owner("link-1", "", region: "Tokyo")
        proxy.accessRegion = "Seoul"
        account.learn([group, proxy, Self.owner("link-2", "", region: "Tokyo")])
        account.take([
            .sample("a", origins: [.origin("10.0.0.2", .abnormal)], proxy: "", group: "lg-1"),
            .sample("b", check: .off, origins: [.origin("10.0.0.2")]),
            .sample("c", check: .off, origins: [.origin("10.0.0.2")], proxy: "link-2"),
        ])
        for owner in account.owners.keys { account.note(.complete(at: Moment(0)), of: owner, kind: .tcp) }
        #expect(
            Self.lines(account.accessRegionGroupings()) == ["Hong Kong 1/1", "Seoul 1/2", "(no region) 0/1"])
        for grouping in account.accessRegionGroupings() {
            let rows = account.rows(in: grouping.part)
            #expect(rows.count == grouping.all)
            for row in account.rows.indices {
                #expect(account.contains(row, in: grouping.part) == rows.contains(row))
            }
        }
        #expect(account.mayHold(.group("lg-1"), .accessRegion("Seoul")))
        #expect(!account.mayHold(.proxy("link-1"), .accessRegion("Hong Kong")))
    }

    @Test func `The counts of an origin region are the sum of its owners`() {
        #expect(
            Self.lines(Self.account.regionGroupings()) == ["Tokyo >=2/3", "Singapore 1/2", "(no region) -"])
    }

    @Test func `A listener of two owners counts in one region, the region of its displayed owner`() {
        var account = Self.account
        var shared = TCPListener.sample("s", in: .down, port: 9)
        shared.proxyID = "link-2"
        for owner in [OwnerID.proxy("link-1"), .proxy("link-2")] {
            _ = account.merge([shared], askedOf: owner, reading: 1, at: Moment(0), requestID: nil)
        }
        #expect(Self.lines(account.regionGroupings()) == ["Tokyo >=3/4", "Singapore 1/2", "(no region) -"])
        #expect(Self.lines(account.ownerGroupings()) == ["alpha 3/3", "beta 2/3", "gamma -", "lg-3 >=0/1"])
        #expect(account.stateCounts.total == 6)
        for region in ["Tokyo", "Singapore"] {
            let grouping = account.regionGroupings().first { $0.part == .region(region) }
            #expect(grouping?.all == account.rows(in: .region(region)).count)
        }
        // If the displayed owner is removed, the listener counts in the region of the other owner.
        _ = account.forget(.proxy("link-2"))
        #expect(Self.lines(account.regionGroupings()) == ["Singapore 2/3", "(no region) -", "Tokyo >=0/1"])
        _ = account.forget(.proxy("link-1"))
        #expect(Self.lines(account.regionGroupings()) == ["(no region) -", "Tokyo >=0/1"])
    }

    @Test func `Addresses are sorted by the number of failing listeners, then by the number of listeners`() {
        let account = Self.account
        #expect(
            Self.lines(account.originGroupings(limit: 9).groupings) == ["10.0.0.2 2/2", "10.0.0.1 1/2", "10.0.0.5 0/1"])
        #expect(Self.lines(account.originGroupings(limit: 1).groupings) == ["10.0.0.2 2/2"])
        #expect(account.originGroupings(limit: 0) == (groupings: [], count: 3))
        #expect(
            Self.lines(account.originGroupings(holding: [Array("0.5".utf8)], limit: 9).groupings) == ["10.0.0.5 0/1"])
        #expect(account.originGroupings(holding: [Array("11.".utf8)], limit: 9).count == 0)
        #expect(account.originGroupings(holding: [Array("10.".utf8), Array(".5".utf8)], limit: 9).count == 1)
    }

    @Test(
        arguments: [
            (.owner(.proxy("link-2")), ["c", "d"]), (.region("Tokyo"), ["e", "c", "d"]), (.region(""), []),
            (.origin(OriginAddress(host: "10.0.0.2")), ["c", "d"]), (.owner(.proxy("nobody")), []),
        ] as [(Narrowing, [String])])
    func `A narrowing contains exactly its rows`(part: Narrowing, ids: [String]) {
        let account = Self.account
        #expect(Set(account.rows(in: part).map { account.rows[$0].id }) == Set(ids))
        for row in account.rows.indices {
            #expect(account.contains(row, in: part) == ids.contains(account.rows[row].id))
        }
    }

    @Test func `A forgotten owner that reappears has its listeners again`() {
        var account = Self.account
        let owner = OwnerID.proxy("link-2")
        #expect(account.forget(owner).count == 2)
        #expect(account.rows(in: .origin(OriginAddress(host: "10.0.0.2"))).isEmpty)
        account.take([.sample("c", origins: [.origin("10.0.0.2")], proxy: "link-2")], reading: 2)
        #expect(account.rows(in: .owner(owner)).map { account.rows[$0].id } == ["c"])
        #expect(account.owners[owner]?.counts.total == 1)
    }

    @Test func `The worst of very many addresses are found`() {
        var account = Account()
        account.take(
            (0..<5_000).map { number in
                .sample(
                    "listener-\(number)",
                    origins: [
                        .origin("10.1.\(number / 250).\(number % 250)", number % 500 == 499 ? .abnormal : .normal)
                    ])
            })
        let worst = account.originGroupings(limit: 20).groupings
        #expect(worst.prefix(10).allSatisfy { $0.bad == 1 })
        #expect(worst.dropFirst(10).allSatisfy { $0.bad == 0 })
        #expect(worst.count == 20)
    }
}
