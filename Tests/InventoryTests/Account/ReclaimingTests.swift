import TencentCloud
import GAAP
import Essentials
import TestSupport
import Testing

@testable import Inventory

@Suite struct ReclaimingTests {
    private static let owner = OwnerID.proxy("link-1")

    /// Returns a listener with its own origin address, which is up or down.
    private static func listener(_ number: Int, isDown: Bool = false) -> TCPListener {
        var origin = BindRealServer.origin("10.\(number >> 16 & 255).\(number >> 8 & 255).\(number & 255)")
        origin.realServerID = "rs-\(number)"
        origin.realServerStatus = isDown ? .abnormal : .normal
        return .sample("listener-\(number)", name: "name \(number)", origins: [origin])
    }

    @Test func `The index of a removed row that is not in use is reused for the next listener`() {
        var account = Account([.sample("a"), .sample("b"), .sample("c")])
        account.take([.sample("c")], reading: 2)
        #expect(account.removeUnseen(of: Self.owner, kind: .tcp, reading: 2) == [0, 1])
        #expect(account.reclaim(keeping: [1]) == [0])
        #expect(account.row(id: "a") == nil && account.row(id: "b") == 1)
        #expect(account.rows[1].id == "b")
        #expect(account.take([.sample("d"), .sample("e")], reading: 3) == [0, 3])
        #expect(account.owners[Self.owner]?.rows.sorted() == [0, 2, 3])
        #expect(account.reclaim(keeping: []) == [1])
        #expect(account.reclaim(keeping: []) == [])
    }

    @Test func `A listener that reappears before its row is reclaimed keeps its row`() {
        var account = Account([.sample("a"), .sample("b")])
        _ = account.removeUnseen(of: Self.owner, kind: .tcp, reading: 2)
        #expect(account.take([.sample("b")], reading: 3) == [1])
        #expect(account.reclaim(keeping: []) == [0])
        #expect(account.rows[1].id == "b" && !account.rows[1].isRemoved)
        #expect(account.stateCounts.total == 1)
    }

    @Test func `A search finds the current listener of a row, not the previous one`() throws {
        var account = Account([Self.listener(1)])
        _ = account.removeUnseen(of: Self.owner, kind: .tcp, reading: 2)
        _ = account.reclaim(keeping: [])
        #expect(try FilterExpression(parsing: "10.0.0.1").matches(in: account) == [false])
        #expect(try FilterExpression(parsing: "/name/").matches(in: account) == [false])
        #expect(account.take([Self.listener(2)], reading: 3) == [0])
        #expect(try FilterExpression(parsing: "10.0.0.1").matches(in: account) == [false])
        #expect(try FilterExpression(parsing: "10.0.0.2").matches(in: account) == [true])
        #expect(account.uses(of: OriginAddress(host: "10.0.0.1")).isEmpty)
        #expect(account.uses(of: OriginAddress(host: "10.0.0.2")).map(\.row) == [0])
    }

    /// Each read replaces three of twenty listeners and changes the states of others, and an owner is added and
    /// removed.
    @Test func `Ten thousand reads of a constantly changing account do not increase its size`() {
        var account = Account()
        var numbers = Array(0..<20)
        var (next, largest) = (20, Account().extent)
        var early = largest
        for reading in 1...10_000 {
            for index in 0..<3 {
                numbers[(reading * 3 + index) % numbers.count] = next
                next += 1
            }
            let page = numbers.enumerated().map { index, number in
                Self.listener(number, isDown: (reading + index) % 5 == 0)
            }
            account.take(page, askedOf: Self.owner, reading: reading, at: Double(reading))
            _ = account.removeUnseen(of: Self.owner, kind: .tcp, reading: reading)
            let passing = OwnerID.group("lg-\(reading)")
            account.learn([Owner(id: passing, name: "passing \(reading)")])
            account.take([Self.listener(-reading)], askedOf: passing, reading: reading, at: Double(reading))
            account.note(
                .cancelled, of: OriginKey(realServerID: "rs-x", listenerID: "listener-\(next - 1)"), at: Moment(0))
            _ = account.forget(passing)
            _ = account.reclaim(keeping: [])
            #expect(account.stateCounts.total == numbers.count)
            if reading == 100 { early = account.extent }
            if reading > 100 { largest = account.extent }
        }
        #expect(account.rows.count { !$0.isRemoved } == numbers.count)
        #expect(largest.rows <= early.rows + 2)
        #expect(largest.rows - largest.vacantRows == numbers.count)
        #expect(largest.addresses <= early.addresses + 2)
        #expect(largest.owners == 1 && largest.ownerTexts <= 2)
        #expect(largest.searchBytes <= 2 * early.searchBytes + 8_192)
        #expect(largest.seenChanges <= 2 * numbers.count)
        #expect(largest.histories <= numbers.count)
    }
}
