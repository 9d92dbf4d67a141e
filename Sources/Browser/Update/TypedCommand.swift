// What can be typed after `:`, as one table: the words, what follows them, and what they mean.

package import Inventory
import GAAP

/// A command typed in full.
package enum TypedCommand: Equatable, Sendable {
    case ask(Question)
    /// A filter of the service's, on the scope at hand.
    case find(String)
    case name(String)
    case port(Int)
    /// The listeners that use an address; nil to pick one.
    case origin(OriginAddress?)
    /// The listeners whose origins are in a region; empty to pick one.
    case region(String)
    case sort(String)
    case set(ScreenSetting, to: String)
    case help
    case quit

    /// What is wrong with what was typed.
    package struct Fault: Error, Equatable, Sendable {
        package let words: String
    }

    /// A word, what follows it, and what it does.
    package struct Row: Sendable {
        package let word: String
        package let argument: String
        package let help: String
        /// What Tab finds for the argument.
        var completes = Completion.Subject.nothing
        let parse: @Sendable (String) -> Result<TypedCommand, Fault>
    }

    package static let rows: [Row] = [
        Row(word: "proxy", argument: "ID", help: "the listeners of a proxy", completes: .proxies) { id in
            id.hasPrefix("lg-")
                ? .failure(Fault(words: "\(id) is a group's id; use :group \(id)"))
                : needed(id, "an id: :proxy link-…") { .ask(Question(.proxy($0))) }
        },
        Row(word: "group", argument: "ID", help: "the listeners of a proxy group", completes: .groups) { id in
            id.hasPrefix("link-")
                ? .failure(Fault(words: "\(id) is a proxy's id; use :proxy \(id)"))
                : needed(id, "an id: :group lg-…") { .ask(Question(.group($0))) }
        },
        Row(word: "listener", argument: "ID", help: "one listener", completes: .listeners) { id in
            needed(id, "an id: :listener listener-…") { .ask(Question(.listener($0))) }
        },
        Row(word: "all", argument: "", help: "every proxy and group") { _ in .success(.ask(Question(.all))) },
        Row(word: "find", argument: "TEXT", help: "ask the service for ports or names that hold a text") { text in
            needed(text, "a text: :find gateway") { .find($0) }
        },
        Row(word: "name", argument: "TEXT", help: "ask the service for exactly this name") { text in
            needed(text, "a name: :name login-gw") { .name($0) }
        },
        Row(word: "port", argument: "N", help: "ask the service for exactly this port") { text in
            guard let port = Int(text), (1...65_535).contains(port) else {
                return .failure(Fault(words: "port takes a number from 1 to 65535: :port 8443"))
            }
            return .success(.port(port))
        },
        Row(
            word: "origin", argument: "ADDR", help: "who uses an IP, IP:port or domain; none: pick one",
            completes: .addresses
        ) { text in
            guard !text.isEmpty else { return .success(.origin(nil)) }
            guard let address = OriginAddress(text) else {
                return .failure(
                    Fault(words: "origin takes an address: :origin 10.3.1.7, 10.3.1.7:8443, api.example.com"))
            }
            return .success(.origin(address))
        },
        Row(
            word: "region", argument: "NAME", help: "listeners with origins in a region; none: pick one",
            completes: .regions
        ) { name in
            .success(.region(name))
        },
        Row(word: "sort", argument: "COLUMN", help: "sort by a column", completes: .columns) { id in
            Column.named(id) != nil
                ? .success(.sort(id))
                : .failure(Fault(words: "sort takes one of: \(Column.all.map(\.id).joined(separator: " "))"))
        },
        Row(
            word: "set", argument: "NAME VALUE", help: "for this run: interval 30, pause on, bell on, problems on",
            completes: .settings
        ) { text in
            let words = text.split(separator: " ")
            guard let setting = words.first.flatMap({ ScreenSetting(rawValue: $0.lowercased()) }) else {
                let names = ScreenSetting.allCases.map(\.rawValue).joined(separator: " ")
                return .failure(Fault(words: "set takes one of: \(names)"))
            }
            guard words.count == 2, setting.accepts(String(words[1])) else {
                return .failure(Fault(words: "\(setting.rawValue) takes \(setting.values): :set \(setting.example)"))
            }
            return .success(.set(setting, to: String(words[1])))
        },
        Row(word: "help", argument: "", help: "the keys and commands") { _ in .success(.help) },
        Row(word: "quit", argument: "", help: "quit") { _ in .success(.quit) },
    ]

    /// Understands a line; a word may be shortened as long as it is the only one that begins so.
    package static func parse(_ text: String) -> Result<TypedCommand, Fault> {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let first = parts.first.map({ $0.lowercased() }) else { return .failure(Fault(words: "type a command")) }
        let argument = parts.count > 1 ? trimmed(parts[1]) : ""
        let candidates = rows(begun: first)
        switch candidates.count {
        case 1: return candidates[0].parse(argument)
        case 0:
            return .failure(Fault(words: "no command \(first); there are \(rows.map(\.word).joined(separator: " "))"))
        default:
            let words = candidates.map(\.word).joined(separator: " or ")
            return .failure(Fault(words: "\(first) may be \(words)"))
        }
    }

    /// The row of a word, else those whose words begin so.
    static func rows(begun word: String) -> [Row] {
        let exact = rows.filter { $0.word == word }
        return exact.isEmpty ? rows.filter { $0.word.hasPrefix(word) } : exact
    }

    private static func needed(
        _ text: String, _ what: String, _ make: (String) -> TypedCommand
    ) -> Result<TypedCommand, Fault> {
        text.isEmpty ? .failure(Fault(words: "it needs \(what)")) : .success(make(text))
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension BrowserState {
    mutating func perform(_ line: TypedCommand) -> [Effect] {
        switch line {
        case .ask(let question): return ask(question, isManual: true)
        case .find(let text): return ask(Question(question.scope, searchValue: text), isManual: true)
        case .name(let text): return ask(Question(question.scope, listenerName: text), isManual: true)
        case .port(let port): return ask(Question(question.scope, port: port), isManual: true)
        case .origin(let address?): return narrow(to: .origin(address))
        case .origin(nil): return openPicker(.origins)
        case .region(let name): return name.isEmpty ? openPicker(.regions) : narrow(toRegion: name)
        case .sort(let column): sort(column, reversed: false)
        case .set(let setting, let value): set(setting, to: value)
        case .help: return perform(.help)
        case .quit: return [.quit(0)]
        }
        return []
    }
}
