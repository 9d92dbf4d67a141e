// The completions of a line: words of the grammar, and values of the account. A pure function of the line and the
// account. It goes through an account of 100,000 listeners once and stores only some of the candidates.

import Inventory
import Reports
import GAAP

/// The possible completions of the word at the cursor. There is at least one candidate.
struct Completion: Equatable, Sendable {
    /// The maximum number of stored candidates.
    static let maximumCandidates = 64

    /// The index of the grapheme at which the word begins. The word ends at the cursor.
    let start: Int
    /// The candidates in alphabetical order, or in the order of their table.
    let candidates: [String]
    /// The number of candidates, including those that are not stored.
    let total: Int
    /// The common prefix of all candidates.
    let common: String
    /// The text to append if there is only one candidate.
    let ending: String

    /// The kind of values that an argument can have.
    enum Subject: Sendable {
        case nothing
        case proxies, groups, listeners, addresses, regions, columns, settings

        /// Whether the values have the order of a table instead of the alphabetical order.
        fileprivate var isTable: Bool { self == .columns || self == .settings }
    }

    /// Creates the completions of the word at the cursor; nil without candidates.
    /// - Parameter line: the text before the cursor.
    init?(of line: String, kind: Prompt.Kind, in account: Account) {
        switch kind {
        case .command: self.init(ofCommand: line, in: account)
        case .filter: self.init(ofFilter: line, in: account)
        case .search, .since: return nil
        }
    }

    private init?(_ found: Candidates, start: Int, isTable: Bool = false, ending: String = "") {
        guard found.total > 0 else { return nil }
        self.start = start
        candidates = isTable ? found.kept : found.kept.sorted()
        total = found.total
        common = found.common
        self.ending = ending
    }

    // MARK: Commands

    private init?(ofCommand line: String, in account: Account) {
        let text = line.drop { $0 == " " }
        let start = line.count - text.count
        let word = text.prefix { $0 != " " }
        guard word.count < text.count else {
            var found = Candidates(word)
            for row in TypedCommand.rows { found.add(row.word) }
            let takesMore = TypedCommand.rows.first { $0.word == found.kept.first }?.argument.isEmpty == false
            self.init(found, start: start, isTable: true, ending: takesMore ? " " : "")
            return
        }
        let rows = TypedCommand.rows(startingWith: word.lowercased())
        guard rows.count == 1 else { return nil }
        let argument = text.dropFirst(word.count).drop { $0 == " " }
        var found = Candidates(argument)
        found.add(rows[0].completes, of: account)
        self.init(found, start: line.count - argument.count, isTable: rows[0].completes.isTable)
    }

    // MARK: Filters

    private init?(ofFilter line: String, in account: Account) {
        guard let word = Self.lastWord(of: line) else { return nil }
        guard let colon = word.firstIndex(of: ":") else {
            var found = Candidates(word)
            for field in FilterExpression.fields { found.add(field + ":") }
            self.init(found, start: line.count - word.count, isTable: true)
            return
        }
        let field = word[..<colon].lowercased()
        var value = word[word.index(after: colon)...]
        if field == "state" {
            value = value[(value.lastIndex(of: ",").map(value.index(after:)) ?? value.startIndex)...]
        }
        var found = Candidates(value)
        switch field {
        case "state": for state in State.allCases { found.add(state.word.lowercased()) }
        case "proxy": found.add(.proxies, of: account)
        case "group": found.add(.groups, of: account)
        case "owner":
            found.add(.proxies, of: account)
            found.add(.groups, of: account)
        case "origin": found.add(.addresses, of: account)
        case "region": for region in account.regionNames { found.add(region, as: FilterGrammar.quoted(region)) }
        case "vip": for address in account.clientAddresses { found.add(address) }
        case "status": for status in account.ownerStatuses { found.add(status) }
        default: return nil
        }
        self.init(found, start: line.count - value.count, isTable: field == "state")
    }

    /// Returns the last word of a filter without its `!`; nil inside quotes or a regular expression, which may contain
    /// any text.
    private static func lastWord(of line: String) -> Substring? {
        var start = line.startIndex
        var inQuotes = false
        var inPattern = false
        var isEscaped = false
        for index in line.indices {
            let isFirst = index == start || line[start..<index] == "!"
            switch line[index] {
            case _ where isEscaped: isEscaped = false
            case "\\" where inPattern: isEscaped = true
            case "/" where inPattern: inPattern = false
            case "/" where isFirst && !inQuotes: inPattern = true
            case "\"" where !inPattern: inQuotes.toggle()
            case " " where !inQuotes && !inPattern: start = line.index(after: index)
            default: break
            }
        }
        let word = line[start...].drop { $0 == "!" }
        return inQuotes || inPattern || word.contains("\"") || word.first == "/" ? nil : word
    }
}

/// Collects the texts with a prefix, ignoring the case of ASCII letters.
private struct Candidates {
    private let prefix: [UInt8]
    private(set) var kept: [String] = []
    private(set) var total = 0
    /// The length of the common prefix in bytes.
    private var shared = 0
    private var areQuoted = false

    init(_ prefix: some StringProtocol) { self.prefix = prefix.utf8.map(Self.lowered) }

    /// Adds a text if it has the prefix.
    /// - Parameter written: the form of the text in the line, if it differs, for example because of quotes.
    mutating func add(_ text: String, as written: String? = nil) {
        var bytes = text.utf8.makeIterator()
        for byte in prefix {
            guard let next = bytes.next(), Self.lowered(next) == byte else { return }
        }
        total += 1
        if let written, written != text { areQuoted = true }
        let text = written ?? text
        if kept.count < Completion.maximumCandidates { kept.append(text) }
        shared = total == 1 ? text.utf8.count : min(shared, zip(kept[0].utf8, text.utf8).prefix { $0 == $1 }.count)
    }

    mutating func add(_ subject: Completion.Subject, of account: Account) {
        switch subject {
        case .nothing: break
        case .proxies, .groups:
            let owners = account.owners.keys.filter { $0.isGroup == (subject == .groups) }
            for owner in owners.sorted() { add(owner.text) }
        case .listeners:
            let rows = account.rows
            for index in rows.indices where !rows[index].isRemoved { add(rows[index].id) }
        case .addresses: account.addresses.forEachHost { add($0) }
        case .regions: for region in account.regionNames { add(region) }
        case .columns:
            let minus = prefix.first == UInt8(ascii: "-") ? "-" : ""
            for column in ColumnID.allCases { add(minus + column.rawValue) }
        case .settings: for setting in ScreenSetting.allCases { add(setting.rawValue) }
        }
    }

    /// The common prefix, cut between characters. Empty for quoted texts, because a part of one is not a valid filter.
    var common: String {
        guard let first = kept.first, !areQuoted else { return "" }
        let bytes = Array(first.utf8)
        var end = shared
        while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}
