import Testing

@testable import Inventory

@Suite struct AlertRuleTests {
    @Test(
        arguments: [
            ("down", [.down], true), ("down,dns", [.dns], true), ("DOWN", [.part], false), ("?", [.unknown], true),
            ("unknown", [.unknown], true), ("part:2", [.part], false), ("part:2", [.part, .part], true),
            ("problems", [.none], true), ("problems", [.busy, .off, .ok], false), ("problems:2", [.down, .part], true),
            ("2", [.down], false), ("2", [.down, .dns], true), ("off,problems:9", [.off], true), ("down", [], false),
        ] as [(String, [State], Bool)])
    func `A rule is met if any of its terms is met`(text: String, states: [State], isMet: Bool) throws {
        let rule = try AlertRule(parsing: text)
        #expect(rule.isMet { state in states.count { $0 == state } } == isMet)
    }

    @Test(
        arguments: [
            ("", ""), ("dwn", "dwn"), ("down,", ""), ("down:0", "down:0"), ("down:x", "down:x"), ("down:", "down:"),
            ("0", "0"), ("-1", "-1"), ("down:1:2", "down:1:2"), ("99999999999999999999", "99999999999999999999"),
        ])
    func `An error names the invalid word`(text: String, word: String) {
        #expect {
            _ = try AlertRule(parsing: text)
        } throws: { error in
            (error as? AlertRule.ParseError)?.word == word
        }
    }

    @Test func `A state has a threshold if a term names only that state`() throws {
        let rule = try AlertRule(parsing: "down:3,down:2,dns,problems:7")
        #expect(rule.threshold(of: .down) == 2)
        #expect(rule.threshold(of: .dns) == 1)
        #expect(rule.threshold(of: .part) == nil)
        #expect(try AlertRule(parsing: "DOWN,DNS") == AlertRule(.down, .dns))
    }

    @Test(
        arguments: [
            (nil, nil, [.down: 1], 2), (nil, nil, [.part: 1], 1), (nil, nil, [.ok: 5], 0),
            // A state that neither flag names keeps its default.
            ("part", "down:2", [.down: 1], 1), ("part", "down:2", [.down: 2], 2), ("part", "down:2", [.dns: 1], 2),
            ("part", nil, [.none: 1], 1), ("5", nil, [.down: 1], 2), (nil, "5", [.down: 4], 1),
            (nil, "5", [.down: 5], 2),
            // A threshold that is set explicitly is used.
            ("down:3", "down:5", [.down: 2], 0), ("none:100", nil, [.none: 99], 0), ("down", "dns", [.down: 9], 1),
            (nil, "ok:5", [.ok: 4], 0),
        ] as [(String?, String?, [State: Int], Int)])
    func `A state that the flags of check do not name keeps its default severity`(
        warning: String?, critical: String?, counts: [State: Int], level: Int
    ) throws {
        let rules = AlertRule.forCheck(
            warning: try warning.map(AlertRule.init(parsing:)), critical: try critical.map(AlertRule.init(parsing:)))
        func count(_ state: State) -> Int { counts[state] ?? 0 }
        #expect((rules.critical.isMet(by: count) ? 2 : rules.warning.isMet(by: count) ? 1 : 0) == level)
    }
}
