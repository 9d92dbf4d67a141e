import GAAP
import Inventory
import TencentCloud
import Testing

struct ColumnTests {
    private let now = UnixTime(10_000)

    private func text(_ id: String, _ listener: TCPListener, owner: Owner? = nil) throws -> String {
        let row = Row(listener, owner: .proxy("link-1"), readAt: UnixTime(9_940))
        return try #require(Column.named(id)).text(row, ColumnContext(owner: owner, now: now))
    }

    @Test func idsAreUnique() {
        #expect(Set(Column.all.map(\.id)).count == Column.all.count)
    }

    @Test func originCountsTheHealthyOrSaysThatNothingIsChecked() throws {
        #expect(try text("origin", .sample("a", origins: [.up(), .down()])) == "1/2")
        var unchecked = TCPListener.sample("a", origins: [.up(), .up("10.0.0.3")])
        unchecked.healthCheck = .off
        #expect(try text("origin", unchecked) == "?/2")
        #expect(try text("origin", .sample("a", origins: [])) == "0/0")
    }

    @Test(
        "The DOWN column says what is the matter",
        arguments: [
            ([BindRealServer.up()], ""), ([.down("10.3.1.7"), .down("10.3.1.8")], "10.3.1.7 10.3.1.8"),
            ([.down("api.example.com")], "(does not resolve)"), ([], "no origin bound"),
        ] as [([BindRealServer], String)])
    func down(_ origins: [BindRealServer], _ words: String) throws {
        #expect(try text("down", .sample("a", origins: origins)) == words)
    }

    @Test(
        "Ages take at most four columns",
        arguments: [
            (0.0, "0s"), (59.9, "59s"), (60, "1m"), (3_599, "59m"), (3_600, "1h"), (86_400, "1d"), (-5, "0s"),
            (1e300, "999d"), (.infinity, "999d"),
        ])
    func ages(_ seconds: Double, _ shown: String) {
        #expect(Age.text(seconds) == shown)
        #expect(shown.count <= 4)
    }

    private func order(_ sort: SortOrder, _ listeners: [TCPListener]) -> [String] {
        let account = Account(listeners)
        return sort.sorted(Array(account.rows.indices), in: account, now: now).map { account.rows[$0].id }
    }

    @Test func worstComesFirstThenThePort() {
        #expect(
            order(
                .worstFirst,
                [
                    .sample("ok"), .sample("down-9", port: 9, origins: [.down()]),
                    .sample("part", origins: [.up(), .down()]),
                    .sample("down-8", port: 8, origins: [.down()]),
                ]) == ["down-8", "down-9", "part", "ok"])
    }

    @Test func portsAreNumbersAndAbsentOnesLastInBothDirections() {
        var without = TCPListener.sample("x")
        without.port = nil
        let listeners = [TCPListener.sample("a", port: 100), without, .sample("b", port: 20), .sample("c", port: 3)]
        #expect(order(SortOrder(column: "port"), listeners) == ["c", "b", "a", "x"])
        #expect(order(SortOrder(column: "port", isReversed: true), listeners) == ["a", "b", "c", "x"])
    }

    @Test func theOrderDoesNotDependOnTheOrderOfArrival() {
        var chance = Chance(seed: 5)
        let listeners = (0..<100).map { TCPListener.sample("l\($0)", name: "n\($0 % 7)", port: $0 % 5) }
        for column in Column.all {
            let sort = SortOrder(column: column.id)
            let expected = order(sort, listeners)
            #expect(order(sort, listeners.shuffled(using: &chance)) == expected, "\(column.id)")
        }
    }

    @Test func mergingChangesGivesWhatSortingAllGives() {
        var chance = Chance(seed: 9)
        var account = Account()
        var list: [Int] = []
        let sort = SortOrder(column: "name")
        for round in 1...200 {
            let changed = (0..<Int.random(in: 1...8, using: &chance)).map { _ in
                TCPListener.sample(
                    "l\(Int.random(in: 0..<60, using: &chance))", name: "n\(Int.random(in: 0..<40, using: &chance))",
                    origins: Bool.random(using: &chance) ? [.up()] : [.down()])
            }
            var rows = account.merge(changed, askedOf: nil, reading: round, at: now, requestID: nil)
            if round % 5 == 0 { rows += account.removeUnseen(of: .proxy("link-1"), reading: round - 3) }
            list = sort.merging(rows, into: list, in: account, now: now)
            let all = account.rows.indices.filter { !account.rows[$0].isRemoved }
            #expect(list == sort.sorted(all, in: account, now: now))
        }
    }
}
