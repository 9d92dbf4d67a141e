// Which listener states raise an alert, in the syntax of `--fail-on`, `--warning` and `--critical`:
//
//   down,dns        a listener in any of these states
//   part:3          three or more listeners in this state
//   problems:5      five or more of the listeners that `--problems` keeps
//   5               the same

package import Essentials

/// A rule over the states of listeners. It matches if any of its terms does.
package struct AlertRule: Sendable, Equatable {
    package struct Term: Sendable, Equatable {
        /// The state as it was written, without the number.
        package let word: String
        package let states: Set<State>
        /// The minimum number of listeners.
        package let minimum: Int
    }

    package struct ParseError: DescribedError, Equatable, Sendable {
        package let word: String
        package let reason: Wording

        package var message: Wording {
            Wording(
                "“\(word)” is not valid; \(reason[.english])", zh: "“\(word)”无效，\(reason[.chinese])")
        }
    }

    package let terms: [Term]

    private init(terms: [Term]) { self.terms = terms }

    /// Creates a rule that one listener in any of these states matches.
    package init(_ states: State...) {
        terms = states.map { Term(word: $0.word, states: [$0], minimum: 1) }
    }

    package init(parsing text: String) throws(ParseError) {
        var terms: [Term] = []
        for word in text.split(separator: ",", omittingEmptySubsequences: false) {
            terms.append(try Self.term(String(word)))
        }
        self.terms = terms
    }

    private static func term(_ word: String) throws(ParseError) -> Term {
        let problems = "problems"
        let parts = word.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, !word.isEmpty, word.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return Term(
                word: problems, states: Set(State.allCases.filter(\.isProblem)), minimum: try number(word, in: word))
        }
        let minimum = parts.count == 2 ? try number(parts[1], in: word) : 1
        let name = parts[0].lowercased()
        if name == problems {
            return Term(word: problems, states: Set(State.allCases.filter(\.isProblem)), minimum: minimum)
        }
        // `?` must be quoted in a shell.
        guard let state = name == "unknown" ? .unknown : State(word: name) else {
            let known = State.allCases.map { $0.word.lowercased() }.joined(separator: ", ")
            throw ParseError(
                word: word,
                reason: Wording(
                    "expected \(known), \(problems), or a number of problems",
                    zh: "须为 \(known)、\(problems) 之一，或问题数"))
        }
        return Term(word: state.word, states: [state], minimum: minimum)
    }

    private static func number(_ text: String, in word: String) throws(ParseError) -> Int {
        guard let number = Int(text), number >= 1 else {
            throw ParseError(word: word, reason: Wording("expected a whole number of at least 1", zh: "数量须为不小于 1 的整数"))
        }
        return number
    }

    /// The default states for critical and for warning.
    private static let defaults: (critical: [State], warning: [State]) = (
        [.down, .dns, .stop], [.part, .none, .unknown]
    )

    /// Returns the two effective rules of `check`. A flag changes only the states that it names; the other states keep
    /// their defaults. A state below its threshold for critical still raises a warning, unless the other flag names it
    /// too. So a flag cannot turn a check green by leaving a state out.
    package static func forCheck(
        warning: AlertRule?, critical: AlertRule?
    ) -> (warning: AlertRule, critical: AlertRule) {
        let (warned, alarmed) = (warning?.terms ?? [], critical?.terms ?? [])
        func names(_ terms: [Term], _ state: State) -> Bool { terms.contains { $0.states.contains(state) } }
        // `-c dns -w down` makes DOWN a warning.
        let lowered = alarmed.isEmpty ? [] : warned.filter { $0.states.count == 1 }
        let stay = defaults.critical.filter { !names(alarmed, $0) && !names(lowered, $0) }
        let below = State.allCases.filter { state in
            state.isProblem && names(alarmed.filter { $0.minimum > 1 }, state) || defaults.warning.contains(state)
        }
        return (
            AlertRule(terms: warned + below.filter { !names(warned, $0) }.flatMap { AlertRule($0).terms }),
            AlertRule(terms: alarmed + stay.flatMap { AlertRule($0).terms })
        )
    }

    /// Whether these counts match the rule.
    package func isMet(by count: (State) -> Int) -> Bool {
        terms.contains { term in term.states.reduce(0) { $0 + count($1) } >= term.minimum }
    }

    /// The minimum number of listeners in this state that matches the rule; nil if no term names this state alone. Used
    /// for the thresholds in performance data.
    package func threshold(of state: State) -> Int? {
        terms.filter { $0.states == [state] }.map(\.minimum).min()
    }
}
