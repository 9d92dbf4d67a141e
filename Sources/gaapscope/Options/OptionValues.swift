// Values of flags that are more than a text: each says what is wrong with it and names the nearest that is right.

import ArgumentParser
import Inventory
import Reports
import Essentials

enum OptionValue {
    /// A word of a fixed list.
    static func word<Value: RawRepresentable & CaseIterable>(_ text: String) throws -> Value
    where Value.RawValue == String {
        if let value = Value(rawValue: text) { return value }
        let hint = Nearest.hint(text, among: Value.allCases.map(\.rawValue))
        throw ValidationError(Wording("“\(text)” is not known\(hint[.english])", zh: "不支持“\(text)”\(hint[.chinese])"))
    }

    /// Refuses flags that may be given once: the parser would take the last and drop the others without a word.
    /// - Parameter arguments: the command line; after `--` there are no flags.
    static func refuseRepeated(
        _ flags: String..., advice: Wording, in arguments: [String] = ProgramArguments.all
    ) throws {
        let given = arguments.prefix { $0 != "--" }
        for flag in flags where given.count(where: { $0 == flag || $0.hasPrefix("\(flag)=") }) > 1 {
            throw ValidationError(
                Wording(
                    "\(flag) was given more than once: \(advice[.english])", zh: "\(flag) 出现多次：\(advice[.chinese])"))
        }
    }

    /// A column by its id, after a minus the other way round.
    static func order(_ word: String) throws -> SortOrder {
        if let order = SortOrder(word: word) { return order }
        _ = try column(word.hasPrefix("-") ? String(word.dropFirst()) : word)
        return SortOrder(column: word)
    }

    /// A column by its id.
    static func column(_ id: String) throws -> Column {
        if let column = Column.named(id) { return column }
        let hint = Nearest.hint(id, among: Column.all.map(\.id))
        throw ValidationError(
            Wording("column “\(id)” is not known\(hint[.english])", zh: "没有“\(id)”列\(hint[.chinese])"))
    }

    /// Columns by their ids: `state,port,name`.
    static func columns(_ text: String) throws -> [Column] {
        try text.split(separator: ",", omittingEmptySubsequences: false).map { try column(String($0)) }
    }

    /// A span of time: `90`, `90s`, `10m`, `2h`, `1d`; in seconds.
    static func duration(_ text: String) throws -> Double {
        let units: [Character: Int] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        let unit = text.last.flatMap { units[$0] }
        let digits = unit == nil ? text[...] : text.dropLast()
        let longest = 3_650 * 86_400
        guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(digits) else {
            throw ValidationError(
                Wording("“\(text)” is not a duration like 90s, 10m, 2h or 1d", zh: "“\(text)”不是 90s、10m、2h、1d 形式的时长"))
        }
        let (seconds, overflows) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflows, (1...longest).contains(seconds) else {
            throw ValidationError(
                Wording("“\(text)” must be from 1s to 3650d", zh: "“\(text)”须在 1s 到 3650d 之间"))
        }
        return Double(seconds)
    }

    /// States worth an alarm: `down,part:3`.
    static func alert(_ text: String) throws -> AlertRule {
        do throws(AlertRule.ParseError) {
            return try AlertRule(parsing: text)
        } catch {
            throw ValidationError(Wording { "“\(error.word)” \(error.reason[$0])" })
        }
    }
}

extension ValidationError {
    /// An error of usage in the language of the output; the parser puts its own words around it.
    init(_ words: Wording) {
        let text = words[.ofOutput]
        let isEnded = text.last.map { "?？".contains($0) } ?? true
        self.init(isEnded ? text : text + Wording(".", zh: "。")[.ofOutput])
    }
}

extension Wording {
    /// What a number must be.
    init(_ flag: String, in range: ClosedRange<Int>, not value: Int) {
        self.init(
            "\(flag) must be from \(range.lowerBound) to \(range.upperBound), not \(value)",
            zh: "\(flag) 须为 \(range.lowerBound) 到 \(range.upperBound)，而不是 \(value)")
    }
}

extension ArgumentHelp {
    /// What the table of settings says of one.
    static func setting(_ key: String, valueName: String? = nil) -> ArgumentHelp {
        ArgumentHelp("\(Setting.named(key)?.help ?? "")", valueName: valueName)
    }
}

extension CompletionKind {
    /// Ids that the last sweep of the account has found.
    static func ids(of kind: ScopeOptions.IDKind) -> CompletionKind {
        .custom { words, _, _ in LastState.ids(of: kind, typed: words, environment: processEnvironment) }
    }

    /// The words of a fixed list.
    static func words<Value: RawRepresentable & CaseIterable>(of type: Value.Type) -> CompletionKind
    where Value.RawValue == String {
        .list(type.allCases.map(\.rawValue))
    }

    /// The words that a setting takes.
    static func words(ofSetting key: String) -> CompletionKind {
        guard case .oneOf(let words)? = Setting.named(key)?.kind else { return .default }
        return .list(words)
    }

    static var column: CompletionKind { .list(Column.all.map(\.id)) }

    static var columns: CompletionKind { several(of: Column.all.map(\.id)) }

    /// States as alert rules take them.
    static var states: CompletionKind { several(of: State.allCases.map(\.label) + ["problems"]) }

    /// Words with commas between them: behind each comma those that are not there yet.
    private static func several(of words: [String]) -> CompletionKind {
        .custom { _, _, typed in
            let written = typed.split(separator: ",", omittingEmptySubsequences: false).dropLast()
            return words.filter { !written.contains(Substring($0)) }
                .map { (written + [Substring($0)]).joined(separator: ",") }
        }
    }
}

extension State {
    /// The word in lower case; `?` is awkward in a shell.
    var label: String { self == .unknown ? "unknown" : word.lowercased() }
}
