import GAAP
import Inventory
import TencentCloud
import Testing

struct AccountTests {
    private func merge(
        _ account: inout Account, _ listeners: [TCPListener], reading: Int = 1, at time: Double = 1
    ) -> [Int] {
        account.merge(listeners, askedOf: .proxy("link-asked"), reading: reading, at: UnixTime(time), requestID: "r")
    }

    @Test func aListenerIdHasOneRowHoweverOftenItComes() {
        var account = Account()
        let first = merge(&account, [.sample("a"), .sample("b")])
        let again = merge(&account, [.sample("b", name: "new"), .sample("a")], reading: 2)
        #expect(first == [0, 1])
        #expect(again == [1, 0])
        #expect(account.rows[1].name == "new")
        #expect(account.stateCounts.total == 2)
    }

    @Test func aListenerBelongsToWhomItNamesElseToWhomWasAsked() {
        var account = Account()
        var grouped = TCPListener.sample("g", proxy: "")
        grouped.groupID = "lg-1"
        var orphan = TCPListener.sample("o")
        orphan.proxyID = nil
        _ = merge(&account, [.sample("p"), grouped, orphan])
        #expect(account.rows.map(\.owner) == [.proxy("link-1"), .group("lg-1"), .proxy("link-asked")])
    }

    @Test func aListenerWithoutAnIdIsKeptByOwnerAndPort() {
        var account = Account()
        var nameless = TCPListener.sample("", port: 81)
        nameless.listenerID = nil
        _ = merge(&account, [nameless, .sample("", port: 82)])
        _ = merge(&account, [nameless], reading: 2)
        #expect(account.stateCounts.total == 2)
    }

    @Test func onlyAChangedStateIsMarkedUntilLookedAt() {
        var account = Account()
        _ = merge(&account, [.sample("a")])
        _ = merge(&account, [.sample("a", name: "renamed")], reading: 2, at: 2)
        #expect(!account.rows[0].isUnseen)
        #expect(account.rows[0].changedAt == nil)
        _ = merge(&account, [.sample("a", origins: [.down()])], reading: 3, at: 3)
        #expect(account.rows[0].isUnseen)
        #expect(account.rows[0].changedAt == UnixTime(3))
        _ = merge(&account, [.sample("a", origins: [.down()])], reading: 4, at: 4)
        #expect(account.rows[0].isUnseen)
        account.markSeen(0)
        #expect(!account.rows[0].isUnseen)
        #expect(account.rows[0].changedAt == UnixTime(3))
    }

    @Test func aWholeReadingEndsWhatItDidNotSee() {
        var account = Account()
        _ = merge(&account, [.sample("a"), .sample("b"), .sample("c", proxy: "link-2")])
        _ = merge(&account, [.sample("a")], reading: 2)
        #expect(account.removeUnseen(of: .proxy("link-1"), reading: 2) == [1])
        #expect(account.rows[1].isRemoved)
        #expect(account.stateCounts.total == 2)
        _ = merge(&account, [.sample("b")], reading: 3)
        #expect(!account.rows[1].isRemoved)
        #expect(!account.rows[1].isUnseen)
    }

    @Test func readingsThatOverlapDoNotEndEachOthersRows() {
        var account = Account()
        _ = merge(&account, [.sample("a")], reading: 5)
        _ = merge(&account, [.sample("b")], reading: 6)
        _ = merge(&account, [.sample("b")], reading: 5)
        _ = merge(&account, [.sample("a")], reading: 6)
        #expect(account.removeUnseen(of: .proxy("link-1"), reading: 5).isEmpty)
        #expect(account.removeUnseen(of: .proxy("link-1"), reading: 6).isEmpty)
    }

    @Test func aListenerThatMovesLeavesItsOldOwner() {
        var account = Account()
        _ = merge(&account, [.sample("a", proxy: "link-1")])
        _ = merge(&account, [.sample("a", proxy: "link-2")], reading: 2)
        #expect(account.owners[.proxy("link-1")]?.rows.isEmpty == true)
        #expect(account.owners[.proxy("link-2")]?.rows == [0])
        #expect(account.removeUnseen(of: .proxy("link-1"), reading: 9).isEmpty)
    }

    @Test func aForgottenOwnerTakesItsListenersAlong() {
        var account = Account()
        _ = merge(&account, [.sample("a"), .sample("b", proxy: "link-2")])
        #expect(account.forget(.proxy("link-1")) == [0])
        #expect(account.owners[.proxy("link-1")] == nil)
        #expect(account.stateCounts.total == 1)
    }

    @Test func countsEqualARecountWhateverHappens() {
        var account = Account()
        var chance = Chance(seed: 11)
        for round in 1...400 {
            let listeners = (0..<Int.random(in: 0...6, using: &chance)).map { _ in
                TCPListener.sample(
                    "l\(Int.random(in: 0..<30, using: &chance))",
                    proxy: "link-\(Int.random(in: 0..<4, using: &chance))",
                    origins: [[.up()], [.down()], [], [.up(), .down()]].randomElement(using: &chance) ?? [])
            }
            _ = merge(&account, listeners, reading: round)
            let owner = OwnerID.proxy("link-\(Int.random(in: 0..<4, using: &chance))")
            if Bool.random(using: &chance) { _ = account.removeUnseen(of: owner, reading: round) }
            if Int.random(in: 0..<20, using: &chance) == 0 { _ = account.forget(owner) }
            var recount = StateCounts()
            for row in account.rows where !row.isRemoved { recount.add(row.state) }
            #expect(recount == account.stateCounts)
            for (id, entry) in account.owners {
                #expect(entry.rows.allSatisfy { account.rows[$0].owner == id })
                #expect(Set(entry.rows).count == entry.rows.count)
            }
        }
    }
}
