import GAAP
import TestSupport
import Testing
import Essentials

import Inventory
@testable import Reports

@Suite struct SortOrderTests {
    private static let now = Moment(10_000)

    private func ids(_ order: SortOrder, _ account: Account) -> [String] {
        order.sorted(Array(account.rows.indices), in: account, now: Self.now).map { account.rows[$0].id }
    }

    @Test func `Worst first sorts by state, then port, then ID`() {
        let states: [State] = [.ok, .off, .unknown, .none, .busy, .part, .dns, .down]
        var listeners = states.map { TCPListener.sample("listener-\($0)", in: $0) }
        listeners += [
            .sample("listener-b", in: .down, port: 443), .sample("listener-a", in: .down, port: 443),
            .sample("listener-c", in: .down, port: 9),
        ]
        #expect(
            ids(.worstFirst, Account(listeners)) == ["c", "down", "a", "b"].map { "listener-\($0)" }
                + states.reversed().dropFirst().map { "listener-\($0)" })
    }

    @Test func `Ports are sorted as numbers`() {
        let account = Account([.sample("a", port: 10), .sample("b", port: 9), .sample("c", port: 100)])
        #expect(ids(SortOrder(column: .port), account) == ["b", "a", "c"])
        #expect(ids(SortOrder(column: .port, isReversed: true), account) == ["c", "a", "b"])
    }

    @Test(arguments: [ColumnID.name, .port, .down, .ownerName, .region, .duration, .scheduler])
    func `Absent values stay last in both directions`(column: ColumnID) {
        var bare = TCPListener.sample("a", name: "", port: nil)
        bare.scheduler = nil
        let before = TCPListener.sample("b", name: "web", port: 7, proxy: "link-2")
        var after = before
        after.realServerSet = [.origin("10.0.0.1", .abnormal)]
        var account = Account([bare, before])
        var owner = Owner(id: .proxy("link-2"), name: "front")
        owner.originRegion = "Singapore"
        account.learn([owner])
        account.take([after], at: 5)
        #expect(ids(SortOrder(column: column), account) == ["b", "a"])
        #expect(ids(SortOrder(column: column, isReversed: true), account) == ["b", "a"])
    }

    @Test func `Equal rows have the same order however they arrived, including in reverse`() {
        var random = Seeded(3)
        let listeners = (0..<50).map { TCPListener.sample("listener-\($0)", name: "same", port: $0 % 5) }
        for order in [SortOrder(column: .name), SortOrder(column: .name, isReversed: true)] {
            let first = ids(order, Account(listeners))
            #expect(ids(order, Account(listeners.shuffled(using: &random))) == first)
        }
    }

    @Test func `The order by age does not change as time passes`() {
        var account = Account()
        for (number, seconds) in [0.1, 0.9, 1.1, 1.9, 0.5].enumerated() {
            account.take([.sample("listener-\(number)", port: 80 - number)], at: seconds)
        }
        let order = SortOrder(column: .age)
        let rows = Array(account.rows.indices)
        let first = order.sorted(rows, in: account, now: Moment(10))
        for fraction in stride(from: 10.0, to: 11, by: 0.1) {
            #expect(order.sorted(rows, in: account, now: Moment(fraction)) == first)
        }
    }

    @Test(arguments: ColumnID.allCases, [false, true])
    func `Sorting everything and inserting row by row give the same order`(column: ColumnID, isReversed: Bool) {
        var random = Seeded(11)
        let names = ["", "a", "ab", "pay-gateway-hongkong-1", "pay-gateway-hongkong-2", "支付", "zz", "Pay"]
        let listeners = (0..<200).map { number in
            var listener = TCPListener.sample(
                "listener-\(number)", in: State.allCases.randomElement(using: &random) ?? .ok,
                name: names.randomElement(using: &random) ?? "")
            listener.port = Bool.random(using: &random) ? Int.random(in: 1...5, using: &random) : nil
            listener.proxyID = "link-\(number % 7)"
            return listener
        }
        let account = Account(listeners)
        let order = SortOrder(column: column, isReversed: isReversed)
        let rows = Array(account.rows.indices)
        let sorted = order.sorted(rows, in: account, now: Self.now)
        var merged: [Int] = []
        for start in stride(from: 0, to: rows.count, by: 5) {
            merged = order.merging(Array(rows[start..<start + 5]), into: merged, in: account, now: Self.now)
        }
        #expect(merged == sorted)
        #expect(order.sorted(rows.shuffled(using: &random), in: account, now: Self.now) == sorted)
    }

    @Test(arguments: [
        ("port", SortOrder(column: .port)), ("-port", SortOrder(column: .port, isReversed: true)),
        ("owner-name", SortOrder(column: .ownerName)), ("nothing", nil), ("", nil), ("-", nil), ("--port", nil),
        ("port number", nil),
    ])
    func `A sort order is parsed from its word`(word: String, order: SortOrder?) {
        #expect(SortOrder(word: word) == order)
        if let order { #expect(order.word == word) }
    }

    @Test func `A column can also be named by its title on the screen`() {
        #expect(SortOrder(word: "PORT") == SortOrder(column: .port))
    }

    @Test func `Without changes, merging returns the list unchanged`() {
        #expect(SortOrder.worstFirst.merging([], into: [3, 1, 2], in: Account(), now: Self.now) == [3, 1, 2])
    }

    @Test(arguments: ColumnID.allCases)
    func `Merging changes gives the same order as sorting all rows`(column: ColumnID) {
        var random = Seeded(UInt64(column.rawValue.utf8.reduce(0) { $0 + Int($1) }))
        for isReversed in [false, true] {
            let order = SortOrder(column: column, isReversed: isReversed)
            var account = Account()
            var list: [Int] = []
            for round in 1...40 {
                var changed: [Int] = []
                for _ in 0..<(round % 4 == 0 ? 60 : Int.random(in: 0...4, using: &random)) {
                    let id = Int.random(in: 0..<200, using: &random)
                    changed += account.take(
                        [
                            .sample(
                                "listener-\(id)", in: random.pick(State.allCases),
                                name: random.pick(["", "a", "B", "c"]),
                                port: Int.random(in: 1...9, using: &random))
                        ], reading: round, at: Double(round) + Double.random(in: 0..<1, using: &random))
                }
                if round % 10 == 0 {
                    changed += account.removeUnseen(of: .proxy("link-1"), kind: .tcp, reading: round - 5)
                }
                let now = Moment(Double(round) + 100.7)
                list = order.merging(changed, into: list, in: account, now: now)
                let present = account.rows.indices.filter { !account.rows[$0].isRemoved }
                #expect(list == order.sorted(present, in: account, now: now))
            }
        }
    }

    @Test func `A few changes are merged into a long list`() {
        var account = Account()
        account.take((0..<5_000).map { .sample("listener-\($0)", port: $0 + 1) })
        let list = SortOrder.worstFirst.sorted(Array(account.rows.indices), in: account, now: Self.now)
        let changed = account.take([
            .sample("listener-4999", in: .down), .sample("listener-0", in: .off), .sample("new", in: .ok, port: 300),
        ])
        let merged = SortOrder.worstFirst.merging(changed, into: list, in: account, now: Self.now)
        #expect(merged == SortOrder.worstFirst.sorted(Array(account.rows.indices), in: account, now: Self.now))
        #expect(merged.first == 4_999)
    }
}
