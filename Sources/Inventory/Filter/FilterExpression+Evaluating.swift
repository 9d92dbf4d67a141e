// Determines which rows a filter keeps. Evaluation never fails.

import Essentials
import GAAP

extension FilterExpression {
    /// Returns for each row, by index, whether it matches.
    package func matches(in account: Account) -> [Bool] {
        var kept = Array(repeating: true, count: account.rows.count)
        for condition in conditions {
            guard kept.contains(true) else { break }
            let marks = condition.term.marks(in: account, among: kept)
            for row in kept.indices where marks[row] == condition.isNegated { kept[row] = false }
        }
        return kept
    }

    /// The texts to highlight, case-folded: those of text terms that are not negated.
    package var highlights: [[UInt8]] {
        conditions.compactMap { condition in
            guard !condition.isNegated, case .text(let needle, _) = condition.term else { return nil }
            return needle
        }
    }
}

extension FilterExpression.Term {
    /// Whether the term is still incomplete and matches everything.
    var isEmpty: Bool {
        switch self {
        case .text(let needle, _), .ownerStatus(let needle): needle.isEmpty
        case .ports, .states, .pattern: false
        }
    }

    /// Returns for each row, by index, whether the term matches it.
    /// - Parameter kept: the rows that earlier terms have kept. Slow terms skip the others.
    fileprivate func marks(in account: Account, among kept: [Bool]) -> [Bool] {
        let index = account.index
        var marks = Array(repeating: false, count: account.rows.count)
        switch self {
        case .text(let needle, let fields):
            var owners = Array(repeating: false, count: account.ownerIndex.rowCount)
            for field in fields.map({ $0.map(SearchField?.some) }) ?? [nil] {
                index.mark(needle, in: field, &marks)
                account.ownerIndex.mark(needle, in: field, &owners)
            }
            for entry in account.owners.values where owners[entry.number] {
                for row in entry.rows { marks[row] = true }
            }
        case .ports(let range):
            for row in marks.indices {
                let port = account.glances[row].port
                marks[row] = range.contains(Int(port))
            }
        case .ownerStatus(let needle):
            for entry in account.owners.values where entry.statusTexts.contains(where: { $0.contains(needle) }) {
                for row in entry.rows { marks[row] = true }
            }
        case .states(let states):
            for row in marks.indices { marks[row] = states.contains(account.glances[row].state) }
        case .pattern(let pattern):
            var matcher = PatternMatcher(pattern)
            for row in marks.indices where kept[row] { marks[row] = matcher.isFound(in: index.text(of: row)) }
            for entry in account.owners.values {
                let rows = entry.rows.filter { kept[$0] && !marks[$0] }
                guard !rows.isEmpty, matcher.isFound(in: account.ownerIndex.text(of: entry.number)) else { continue }
                for row in rows { marks[row] = true }
            }
        }
        return marks
    }
}

extension OwnerEntry {
    /// The texts that describe the owner's status, case-folded.
    fileprivate var statusTexts: [[UInt8]] {
        let words = state.words.map { [$0[.english], $0[.chinese]] } ?? []
        let codes = owner.isRead ? [owner.status.value?.raw, owner.ban.value?.raw].compactMap(\.self) : []
        return (codes + words).map(SearchFold.fold)
    }
}
