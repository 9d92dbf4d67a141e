// The cost of a key must not grow with the number of rows, because accounts can have 100,000 of them.

import Testing

@testable import Browser

@Suite(.serialized) struct CostTests {
    /// An account with fifty listeners per owner.
    private func account(_ count: Int) -> String {
        (0..<count).map { number in
            let origin = "10.0.\(number / 250 % 250).\(number % 250)\(number % 97 == 0 ? "!" : "")"
            return "link-\(number % (count / 50)) \(number % 60_000 + 1) name-\(number) \(origin)"
        }
        .joined(separator: "\n")
    }

    /// Returns the shortest time of five runs, because other processes use the machine as well.
    private func shortest(_ talk: inout Conversation, _ keys: [Key]) -> Duration {
        var shortest = Duration.seconds(60)
        for _ in 0..<5 {
            let took = ContinuousClock().measure {
                for key in keys {
                    talk.press(key)
                    _ = talk.state.render()
                }
            }
            shortest = min(shortest, took)
        }
        return shortest
    }

    @Test(arguments: [[], [.backTab], [.character("o")], [.character("p"), .tab, .tab]] as [[Key]])
    func
        `Moving takes the same time over few and over many rows: in list, sidebar, users of an origin, and picker`(
            opening: [Key]
        )
    {
        var few = Conversation(account(200), columns: 140, rows: 40)
        var many = Conversation(account(20_000), columns: 140, rows: 40)
        for key in opening {
            few.press(key)
            many.press(key)
        }
        let keys: [Key] = [.down, .down, .down, .up, .up]
        let (small, large) = (shortest(&few, keys), shortest(&many, keys))
        #expect(large < small * 2 + .milliseconds(5), "\(small) over 200 rows, \(large) over 20,000")
    }

    @Test
    func `The analysis of an origin that fails everywhere is limited to a few thousand listeners`() {
        func all(_ count: Int) -> String {
            (0..<count).map { "link-\($0 % 50) \($0 % 60_000 + 1) name-\($0) 10.0.0.1!" }.joined(separator: "\n")
        }
        var some = Conversation(all(2_500), columns: 140, rows: 40)
        var many = Conversation(all(20_000), columns: 140, rows: 40)
        let keys: [Key] = [.down, .down, .up]
        let (small, large) = (shortest(&some, keys), shortest(&many, keys))
        #expect(large < small * 4 + .milliseconds(20), "\(small) over 2,500 rows, \(large) over 20,000")
    }
}
