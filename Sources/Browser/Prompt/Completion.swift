// What Tab makes of a line: words of the grammar, and what the account holds. A pure function of the line and the
// account. An account of 100,000 listeners is gone through once, and few of what fits are kept.

import Inventory
import Reports
import GAAP

/// What may stand in the place of the word at the cursor. There is at least one candidate.
struct Completion: Equatable, Sendable {
    /// Candidates kept.
    static let most = 64

    /// The grapheme of the line that the word begins at; it ends at the cursor.
    let start: Int
    /// In alphabetical order, or that of their table.
    let candidates: [String]
    /// How many there are, more than are kept.
    let total: Int
    /// What all of them begin with.
    let common: String
    /// What follows when there is only one.
    let ending: String

    /// What can be named by beginning to type it.
    enum Subject: Sendable {
        case nothing
        case proxies, groups, listeners, addresses, regions, columns, settings

        /// Whether its names are in an order of their own.
        fileprivate var isTable: Bool { self == .columns || self == .settings }
    }

    /// Nil where nothing begins like the word at the cursor.
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
        let begun = line.drop { $0 == " " }
        let start = line.count - begun.count
        let word = begun.prefix { $0 != " " }
        guard word.count < begun.count else {
            var found = Candidates(word)
            for row in TypedCommand.rows { found.add(row.word) }
            let takesMore = TypedCommand.rows.first { $0.word == found.kept.first }?.argument.isEmpty == false
            self.init(found, start: start, isTable: true, ending: takesMore ? " " : "")
            return
        }
        let rows = TypedCommand.rows(begun: word.lowercased())
        guard rows.count == 1 else { return nil }
        let argument = begun.dropFirst(word.count).drop { $0 == " " }
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

    /// The word at the end of a filter, without its `!`; nil within quotes or a regular expression, where anything may
    /// stand.
    private static func lastWord(of line: String) -> Substring? {
        var start = line.startIndex
        var inQuotes = false
        var inPattern = false
        var isEscaped = false
        for place in line.indices {
            let isFirst = place == start || line[start..<place] == "!"
            switch line[place] {
            case _ where isEscaped: isEscaped = false
            case "\\" where inPattern: isEscaped = true
            case "/" where inPattern: inPattern = false
            case "/" where isFirst && !inQuotes: inPattern = true
            case "\"" where !inPattern: inQuotes.toggle()
            case " " where !inQuotes && !inPattern: start = line.index(after: place)
            default: break
            }
        }
        let word = line[start...].drop { $0 == "!" }
        return inQuotes || inPattern || word.contains("\"") || word.first == "/" ? nil : word
    }
}

/// Gathers what begins with a text; the case of ASCII letters does not matter.
private struct Candidates {
    private let prefix: [UInt8]
    private(set) var kept: [String] = []
    private(set) var total = 0
    /// Bytes of the first one that all share.
    private var shared = 0
    private var areQuoted = false

    init(_ prefix: some StringProtocol) { self.prefix = prefix.utf8.map(Self.lowered) }

    /// - Parameter written: how it is written in the line; nil for as it is.
    mutating func add(_ text: String, as written: String? = nil) {
        var bytes = text.utf8.makeIterator()
        for byte in prefix {
            guard let next = bytes.next(), Self.lowered(next) == byte else { return }
        }
        total += 1
        if let written, written != text { areQuoted = true }
        let text = written ?? text
        if kept.count < Completion.most { kept.append(text) }
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

    /// What all begin with, cut between characters. A part of a text between quotes would be no filter.
    var common: String {
        guard let first = kept.first, !areQuoted else { return "" }
        let bytes = Array(first.utf8)
        var end = shared
        while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        return String(decoding: bytes[..<end], as: UTF8.self)
    }

    private static func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte + 0x20 : byte }
}
