import TencentCloud
import GAAP
import TestSupport
import Testing
import Essentials

@testable import Inventory

@Suite struct AccountTests {
    private func found(_ word: String, in account: Account) throws -> [String] {
        let matches = try FilterExpression(parsing: word).matches(in: account)
        return account.rows.indices.filter { matches[$0] }.map { account.rows[$0].id }
    }

    @Test func `A listener has one row with a stable index`() {
        var account = Account()
        #expect(account.take([.sample("a"), .sample("b"), .sample("a", name: "again")]) == [0, 1, 0])
        #expect(account.take([.sample("c"), .sample("b")], reading: 2) == [2, 1])
        #expect(account.rows.map(\.id) == ["a", "b", "c"])
        #expect(account.rows[0].name == "again")
        #expect(account.row(id: "c") == 2)
        #expect(account.row(id: "d") == nil)
        #expect(account.owners[.proxy("link-1")]?.rows == [0, 1, 2])
    }

    @Test func `A row records the time and the RequestId of the response it was read from`() {
        var account = Account([.sample()])
        account.take([.sample()], reading: 2, at: 30)
        #expect(account.rows[0].readAt == Moment(30))
        #expect(account.rows[0].requestID == "request-1")
    }

    @Test func `A listener belongs to the queried owner, whatever owner it names, or to no owner`() {
        var account = Account()
        #expect(account.take([.sample("a", proxy: "", group: nil)], askedOf: .group("lg-1")) == [0])
        #expect(account.take([.sample("b", proxy: nil)]) == [1])
        #expect(account.take([.sample("c", proxy: "link-2")], askedOf: .proxy("link-1")) == [2])
        #expect(account.rows.map(\.owner) == [.group("lg-1"), nil, .proxy("link-1")])
        #expect(account.stateCounts.total == 3)
        // A listener that is queried by its ID keeps its owner. A listener from the list of an owner gets that owner.
        account.take([.sample("a", proxy: nil), .sample("c", proxy: "link-2")], reading: 2)
        account.take([.sample("b", proxy: nil)], askedOf: .proxy("link-1"), reading: 3)
        #expect(account.rows.map(\.owner) == [.group("lg-1"), .proxy("link-1"), .proxy("link-1")])
    }

    @Test func `A listener of several owners is one row in the list of each owner, and shows the owner that it names`()
    {
        var account = Account()
        let (own, other) = (OwnerID.proxy("link-1"), OwnerID.proxy("link-2"))
        account.take([.sample("a", in: .down)], askedOf: own)
        account.take([.sample("a", in: .down)], askedOf: other, reading: 2)
        account.take([.sample("b", proxy: nil)], askedOf: other, reading: 2)
        account.take([.sample("b", proxy: nil)], askedOf: own, reading: 3)
        #expect(account.rows.map(\.owner) == [own, own])
        #expect(account.owners[own]?.rows == [0, 1] && account.owners[other]?.rows == [0, 1])
        #expect(account.stateCounts.total == 2)
        #expect(account.rows(in: .owner(other)) == [0, 1])
        #expect(account.contains(0, in: .owner(other)))
        // One owner no longer has the listeners, and the other owner still has them.
        account.take([.sample("a", in: .down)], askedOf: other, reading: 4)
        #expect(account.removeUnseen(of: own, kind: .tcp, reading: 5) == [0, 1])
        #expect(account.rows.map(\.owner) == [other, other])
        #expect(account.rows.allSatisfy { !$0.isRemoved })
        #expect(account.removeUnseen(of: other, kind: .tcp, reading: 4) == [1])
        #expect(account.rows.map(\.isRemoved) == [false, true])
        #expect(account.forget(other) == [0])
        #expect(account.stateCounts.total == 0)
    }

    @Test func `A listener that incomplete reads do not contain is kept for a while, without its page`() {
        var account = Account()
        let owner = OwnerID.proxy("link-1")
        let page = Array(#"{"Response":{"ListenerSet":[{"ListenerId":"a"},{"ListenerId":"b"}]}}"#.utf8)
        _ = account.merge(
            [.sample("a"), .sample("b")], askedOf: owner, reading: 1, at: Moment(0), requestID: nil,
            received: Received.listeners(in: page))
        for reading in 2...11 {
            account.take([.sample("b")], askedOf: owner, reading: reading)
            #expect(account.removeRepeatedlyUnseen(of: owner, kind: .tcp, reading: reading) == [])
        }
        #expect(account.rows[0].received == account.rows[0].received?.detached)
        account.take([.sample("b")], askedOf: owner, reading: 12)
        #expect(account.removeRepeatedlyUnseen(of: owner, kind: .tcp, reading: 12) == [0])
        #expect(account.rows.map(\.isRemoved) == [true, false])
    }

    @Test func `Listeners without an ID are distinguished by their ports`() {
        var account = Account()
        #expect(account.take([.sample(nil, port: 1), .sample("", port: 2), .sample(nil, port: 1)]) == [0, 1, 0])
        #expect(account.take([.sample(nil, port: 1, proxy: "link-2")]) == [2])
    }

    @Test func `A row is marked only when its state changes`() {
        var account = Account([.sample("a", in: .ok)])
        #expect(!account.rows[0].isUnseen)
        account.take([.sample("a", in: .ok, name: "other", port: 9)], at: 10)
        #expect(!account.rows[0].isUnseen && account.rows[0].changedAt == nil)
        account.take([.sample("a", in: .down)], at: 20)
        #expect(account.rows[0].isUnseen && account.rows[0].changedAt == Moment(20))
        account.take([.sample("a", in: .down)], at: 30)
        #expect(account.rows[0].isUnseen && account.rows[0].changedAt == Moment(20))
        account.markSeen(0)
        account.take([.sample("a", in: .down)], at: 40)
        #expect(!account.rows[0].isUnseen && account.rows[0].changedAt == Moment(20))
        account.take([.sample("a", in: .ok)], at: 50)
        #expect(account.rows[0].isUnseen && account.rows[0].changedAt == Moment(50))
    }

    @Test func `A listener that a complete read does not contain is removed, and can reappear`() {
        var account = Account([.sample("a", in: .down), .sample("b"), .sample("c", proxy: "link-2")])
        account.take([.sample("b")], reading: 2)
        #expect(account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 2) == [0])
        #expect(account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 2) == [])
        #expect(account.removeUnseen(of: .proxy("link-9"), kind: .tcp, reading: 2) == [])
        #expect(account.rows.map(\.isRemoved) == [true, false, false])
        #expect(account.stateCounts[.down] == 0 && account.stateCounts.total == 2)
        #expect(account.take([.sample("a", in: .ok)], reading: 3, at: 60) == [0])
        #expect(account.rows[0].changedAt == Moment(60))
        #expect(account.stateCounts[.ok] == 3)
    }

    @Test func `Two concurrent reads of an owner do not remove each other's rows`() {
        var account = Account([.sample("a"), .sample("b"), .sample("gone")])
        account.take([.sample("a")], reading: 5)
        account.take([.sample("a"), .sample("b")], reading: 6)
        #expect(account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 5) == [2])
        account.take([.sample("b")], reading: 5)
        #expect(account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 6) == [])
    }

    @Test func `A listener that moves is removed from its old owner`() throws {
        var account = Account([.sample("a"), .sample("b")])
        let owners = [Owner(id: .proxy("link-1"), name: "front"), Owner(id: .group("lg-1"), name: "pool")]
        #expect(account.learn(owners) == account.owners[owners[0].id]?.rows ?? [])
        #expect(account.learn(owners).isEmpty)
        account.take([.sample("a", proxy: nil, group: "lg-1")], askedOf: .group("lg-1"), reading: 2)
        #expect(account.owners[.group("lg-1")]?.rows == [0])
        // Until the old owner is read again, its last response still contains the listener.
        #expect(account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: 3) == [0, 1])
        #expect(account.owners[.proxy("link-1")]?.rows == [])
        #expect(account.rows[0].owner == .group("lg-1"))
        #expect(!account.rows[0].isRemoved)
        #expect(try found("group:pool", in: account) == ["a"])
        #expect(try found("proxy:front", in: account) == [])
    }

    @Test func `Forgetting an owner removes its listeners`() {
        var account = Account([.sample("a"), .sample("b", proxy: nil, group: "lg-1")])
        #expect(account.forget(.proxy("link-1")) == [0])
        #expect(account.owners[.proxy("link-1")] == nil)
        #expect(account.stateCounts.total == 1)
    }

    @Test func `Names and regions of owners can be searched once they are known, in their latest version`()
        throws
    {
        var account = Account([.sample("a"), .sample("b", proxy: nil, group: "lg-1")])
        #expect(try found("front", in: account) == [])
        var owner = Owner(id: .proxy("link-1"), name: "front")
        owner.accessRegion = "Hong Kong"
        account.learn([owner, Owner(id: .group("lg-1"), name: "pool")])
        #expect(try found("front", in: account) == ["a"])
        #expect(try found("region:hong", in: account) == ["a"])
        #expect(try found("group:pool", in: account) == ["b"])
        owner.name = "back"
        account.learn([owner])
        #expect(try found("front", in: account) == [])
        #expect(try found("back", in: account) == ["a"])
    }

    @Test func `A listener is found by its new text and not by its old text`() throws {
        var account = Account([.sample("a", name: "old", port: 80)])
        account.take([.sample("a", in: .down, name: "new", port: 81)])
        #expect(try found("old", in: account) == [])
        for word in ["new", "port:81", "81", "state:down", "down:10.0.0.1"] {
            #expect(try found(word, in: account) == ["a"])
        }
    }

    @Test func `The read status of an owner is kept when its properties are updated`() {
        var account = Account()
        account.note(.underWay, of: .proxy("link-1"), kind: .tcp)
        account.learn([Owner(id: .proxy("link-1"), name: "front")])
        #expect(account.owners[.proxy("link-1")]?.reading == .underWay)
        #expect(account.owners[.proxy("link-1")]?.owner.name == "front")
    }

    @Test(
        arguments: [
            (.unread, false), (.underWay, false), (.complete(at: Moment(1)), true),
            (.changedWhileReading(at: Moment(1)), true), (.short(missing: 1, at: Moment(1)), true),
            (.failed(.cancelled, at: Moment(1)), true),
        ] as [(Reading, Bool)])
    func `A read is over when it has ended, with or without an error`(reading: Reading, isOver: Bool) {
        #expect(reading.isOver == isOver)
    }

    @Test(arguments: 1...8)
    func `Counts, owners and indexes always equal a recount`(seed: UInt64) {
        var random = Seeded(seed)
        var account = Account()
        for reading in 1...300 {
            let proxy = Int.random(in: 1...3, using: &random)
            let owner = OwnerID.proxy("link-\(proxy)")
            let page = (0..<Int.random(in: 0...5, using: &random)).map { _ in
                var listener = TCPListener.sample(
                    "listener-\(Int.random(in: 0..<40, using: &random))", in: random.pick(State.allCases))
                listener.proxyID = owner.text
                return listener
            }
            account.take(page, askedOf: owner, reading: reading)
            if random.next() % 3 == 0 {
                _ = account.removeUnseen(
                    of: owner, kind: .tcp, reading: reading - Int.random(in: 0...3, using: &random))
            }
            var recount = StateCounts()
            for row in account.rows where !row.isRemoved { recount.add(row.state) }
            #expect(account.stateCounts == recount)
            #expect(account.stateCounts.total == account.rows.count { !$0.isRemoved })
            #expect(account.rows.indices.allSatisfy { account.row(id: account.rows[$0].id) == $0 })
            for (id, entry) in account.owners {
                let claimed = account.rows.indices.filter {
                    !account.rows[$0].isRemoved && account.rows[$0].isClaimed(by: id)
                }
                #expect(entry.rows.sorted() == claimed)
                var counts = StateCounts()
                for index in claimed { counts.add(account.rows[index].state) }
                #expect(entry.counts == counts)
            }
            #expect(account.index.rowCount == account.rows.count)
        }
    }
}
