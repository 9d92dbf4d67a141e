// Parsers of flag values. An error says what is wrong with the value and suggests the nearest valid one.

import ArgumentParser
import GAAP
import GAAPEmulator
import Inventory
import Reports
import Essentials
import Synchronization

/// The value of a flag, and how often the flag was given.
struct Given<Value: Sendable>: Sendable {
    /// The last value given.
    let value: Value
    let count: Int
}

enum OptionValue {
    /// Parses a word of a fixed list.
    static func word<Value: RawRepresentable & CaseIterable>(_ text: String) throws -> Value
    where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let hint = Nearest.hint(text, among: Value.allCases.map(\.rawValue))
        throw ValidationError(Wording("unknown value “\(text)”\(hint[.english])", zh: "不支持“\(text)”\(hint[.chinese])"))
    }

    /// Parses a whole number.
    static func number(_ text: String) throws -> Int {
        if let number = Int(text) { return number }
        throw ValidationError(Wording("“\(text)” is not a whole number", zh: "“\(text)”不是整数"))
    }

    /// Counts how often a flag is given. Without the count, the parser uses the last value and silently drops the
    /// others. Each parse creates its options again, so each parse has its own count.
    static func counted<Value>(
        _ read: @escaping @Sendable (String) throws -> Value
    ) -> @Sendable (String) throws -> Given<Value> {
        let counter = Counter()
        return { text in Given(value: try read(text), count: counter.next()) }
    }

    /// Counts how often a flag with a text value is given.
    static func counted() -> @Sendable (String) throws -> Given<String> { counted { $0 } }

    private final class Counter: Sendable {
        private let count = Mutex(0)

        func next() -> Int {
            count.withLock { count in
                count += 1
                return count
            }
        }
    }

    /// Refuses flags that were given more than once.
    /// - Parameter flags: each flag with how often it was given.
    static func refuseRepeated(_ flags: [(flag: String, count: Int)], advice: Wording) throws {
        guard let flag = flags.first(where: { $0.count > 1 })?.flag else { return }
        throw ValidationError(
            Wording("\(flag) was given more than once: \(advice[.english])", zh: "\(flag) 出现多次：\(advice[.chinese])"))
    }

    /// Parses a sort order: the id of a column, with a minus sign for the reverse order.
    static func order(_ word: String) throws -> SortOrder {
        if let order = SortOrder(word: word) { return order }
        return SortOrder(column: try column(word.hasPrefix("-") ? String(word.dropFirst()) : word).id)
    }

    /// Parses a column by its id or by its title on the screen.
    static func column(_ id: String) throws -> Column {
        if let known = Column.named(id) { return Column[known] }
        let hint = Nearest.hint(id, among: ColumnID.allCases.map(\.rawValue))
        throw ValidationError(
            Wording("unknown column “\(id)”\(hint[.english])", zh: "没有“\(id)”列\(hint[.chinese])"))
    }

    /// Parses columns by their ids: `state,port,name`.
    static func columns(_ text: String) throws -> [Column] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { try column(String($0)) }
    }

    /// Parses a duration such as `90`, `90s`, `10m`, `2h` or `1d`.
    /// - Returns: seconds.
    static func duration(_ text: String) throws -> Double {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text[...] : text.dropLast()
        let maximum = 3_650 * 86_400
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            throw ValidationError(
                Wording("“\(text)” is not a duration like 90s, 10m, 2h or 1d", zh: "“\(text)”不是 90s、10m、2h、1d 形式的时长"))
        }
        let (seconds, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflows, (1...maximum).contains(seconds) else {
            throw ValidationError(
                Wording("“\(text)” must be from 1s to 3650d", zh: "“\(text)”须在 1s 到 3650d 之间"))
        }
        return Double(seconds)
    }

    /// Parses an alert rule such as `down,part:3`.
    static func alert(_ text: String) throws -> AlertRule {
        do throws(AlertRule.ParseError) {
            return try AlertRule(parsing: text)
        } catch {
            throw ValidationError(error.message)
        }
    }
}

extension ValidationError {
    /// Creates a usage error in both languages (`BilingualText`). The parser adds text of its own, and the language is
    /// known only after the parser has read the whole line.
    init(_ words: Wording) {
        let sentence = Wording { language in
            let text = words[language]
            let isEnded = text.last.map { "?？".contains($0) } ?? true
            return isEnded ? text : text + Wording(".", zh: "。")[language]
        }
        self.init(BilingualText.joined(sentence))
    }
}

extension Wording {
    /// Creates the message for a number that is out of range.
    init(_ flag: String, in range: ClosedRange<Int>, not value: Int) {
        self.init(
            "\(flag) must be from \(range.lowerBound) to \(range.upperBound), not \(value)",
            zh: "\(flag) 须为 \(range.lowerBound) 到 \(range.upperBound)，而不是 \(value)")
    }
}

extension CompletionKind {
    /// Completes ids found by the last sweep of the account.
    static func ids(of kind: ScopeOptions.IDKind) -> CompletionKind {
        .custom { words, _, _ in KnownIDs.of(kind, typed: words, environment: processEnvironment) }
    }

    /// Completes the words of a fixed list.
    static func words<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> CompletionKind
    where Value.RawValue == String {
        .list(type.allCases.map(\.rawValue))
    }

    /// Completes sort orders: each column, and each column with a minus sign for the reverse order.
    static var order: CompletionKind {
        let ids = ColumnID.allCases.map(\.rawValue)
        return .list(ids + ids.map { "-\($0)" })
    }

    /// Completes kinds of faults of the emulator. The value after `=` has no completion.
    static var faults: CompletionKind { .list(FaultKind.all.map(\.example)) }

    static var actions: CompletionKind { .list(GAAPService.actionNames) }

    static var columns: CompletionKind { several(of: ColumnID.allCases.map(\.rawValue)) }

    /// Completes states as alert rules accept them.
    static var states: CompletionKind { several(of: State.allCases.map(\.label) + ["problems"]) }

    /// Completes words of a comma-separated list, without those that the list already contains.
    private static func several(of words: [String]) -> CompletionKind {
        .custom { _, _, typed in
            let written = typed.split(separator: ",", omittingEmptySubsequences: false).dropLast()
            return words.filter { !written.contains(Substring($0)) }
                .map { (written + [Substring($0)]).joined(separator: ",") }
        }
    }
}

extension State {
    /// The word in lower case, and `unknown` for `?`, which has a meaning in a shell.
    var label: String { self == .unknown ? "unknown" : word.lowercased() }
}
