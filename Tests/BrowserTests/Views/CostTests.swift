// What a key costs must not follow the number of rows: at 100,000 of them a move of the cursor is one key among many.

import Testing

@testable import Browser

@Suite(.serialized) struct CostTests {
    private func account(_ count: Int) -> String {
        (0..<count).map {
            "link-\($0 % 50) \($0 % 60_000 + 1) name-\($0) 10.0.\($0 / 250 % 250).\($0 % 250)\($0 % 97 == 0 ? "!" : "")"
        }
        .joined(separator: "\n")
    }

    /// The least time of several runs: others use the machine as well.
    private func least(_ talk: inout Conversation, _ keys: [Key]) -> Duration {
        var least = Duration.seconds(60)
        for _ in 0..<5 {
            let took = ContinuousClock().measure {
                for key in keys {
                    talk.press(key)
                    _ = talk.state.render()
                }
            }
            least = min(least, took)
        }
        return least
    }

    @Test(arguments: [[], [.backTab], [.character("o")], [.character("p"), .tab, .tab]] as [[Key]])
    func
        `Moving costs the same over few rows and over many, beside groups, among the users of an origin, in the picker`(
            place: [Key]
        )
    {
        var few = Conversation(account(200), columns: 140, rows: 40)
        var many = Conversation(account(20_000), columns: 140, rows: 40)
        for key in place {
            few.press(key)
            many.press(key)
        }
        let keys: [Key] = [.down, .down, .down, .up, .up]
        let (small, large) = (least(&few, keys), least(&many, keys))
        #expect(large < small * 4 + .milliseconds(20), "\(small) over 200 rows, \(large) over 20,000")
    }

    @Test
    func `An origin that fails under every listener is looked into no further than a few thousand uses`() {
        func all(_ count: Int) -> String {
            (0..<count).map { "link-\($0 % 50) \($0 % 60_000 + 1) name-\($0) 10.0.0.1!" }.joined(separator: "\n")
        }
        var some = Conversation(all(2_500), columns: 140, rows: 40)
        var many = Conversation(all(20_000), columns: 140, rows: 40)
        let keys: [Key] = [.down, .down, .up]
        let (small, large) = (least(&some, keys), least(&many, keys))
        #expect(large < small * 4 + .milliseconds(20), "\(small) over 2,500 rows, \(large) over 20,000")
    }
}
