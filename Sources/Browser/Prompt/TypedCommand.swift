// The table of typed commands: their words, arguments and meanings.

package import Inventory
package import Reports
import GAAP
package import Essentials

/// A parsed command.
package enum TypedCommand: Equatable, Sendable {
    case ask(Question)
    /// A filter of the service, applied to the current scope.
    case find(String)
    case name(String)
    case port(Int)
    /// The listeners that use an address; nil opens the picker.
    case origin(OriginAddress?)
    /// The listeners whose origins are in a region; an empty name opens the picker.
    case region(String)
    /// The listeners that the cause in the header explains.
    case cause
    case sort(SortOrder)
    case set(ScreenSetting, to: String)
    /// A command that also has a key.
    case key(Command)
    case quit

    /// A message about an invalid command.
    package struct ParseError: DescribedError, Equatable, Sendable {
        package let message: Wording
    }

    /// A typed command: its word, its argument and its meaning.
    package struct Row: Sendable {
        package let word: String
        package let argument: String
        package let help: Wording
        /// The values that complete the argument.
        var completes = Completion.Subject.nothing
        let parse: @Sendable (String) -> Result<TypedCommand, ParseError>
    }

    package static let rows: [Row] = [
        Row(
            word: "proxy", argument: "ID", help: Wording("the listeners of a proxy", zh: "某通道的监听器"), completes: .proxies
        ) { id in
            id.hasPrefix("lg-")
                ? .failure(
                    ParseError(
                        message: Wording(
                            "\(id) is a group ID; use :group \(id)", zh: "\(id) 是通道组 ID；请用 :group \(id)"))
                )
                : needed(id, Self.missingID(":proxy link-…")) { .ask(Question(.proxy($0))) }
        },
        Row(
            word: "group", argument: "ID", help: Wording("the listeners of a proxy group", zh: "某通道组的监听器"),
            completes: .groups
        ) { id in
            id.hasPrefix("link-")
                ? .failure(
                    ParseError(
                        message: Wording(
                            "\(id) is a proxy ID; use :proxy \(id)", zh: "\(id) 是通道 ID；请用 :proxy \(id)"))
                )
                : needed(id, Self.missingID(":group lg-…")) { .ask(Question(.group($0))) }
        },
        Row(word: "listener", argument: "ID", help: Wording("one listener", zh: "单个监听器"), completes: .listeners) { id in
            needed(id, Self.missingID(":listener listener-…")) { .ask(Question(.listener($0))) }
        },
        Row(word: "all", argument: "", help: Wording("every proxy and group", zh: "全部通道与通道组")) { _ in
            .success(.ask(Question(.all)))
        },
        Row(
            word: "find", argument: "TEXT",
            help: Wording("search the service for ports or names containing a text", zh: "由服务端查找端口或名称包含该文本的监听器")
        ) { text in
            needed(text, Wording("missing text, for example :find gateway", zh: "缺少文本，例如 :find gateway")) { .find($0) }
        },
        Row(
            word: "name", argument: "TEXT", help: Wording("search the service for exactly this name", zh: "由服务端按名称精确查找")
        ) {
            text in
            needed(text, Wording("missing name, for example :name login-gw", zh: "缺少名称，例如 :name login-gw")) {
                .name($0)
            }
        },
        Row(word: "port", argument: "N", help: Wording("search the service for exactly this port", zh: "由服务端按端口精确查找")) {
            text in
            port(text)
        },
        Row(
            word: "origin", argument: "ADDR",
            help: Wording("who uses an IP, IP:port or domain; omit it to pick one", zh: "使用某 IP、IP:端口或域名的监听器；省略则选择"),
            completes: .addresses
        ) { text in
            guard !text.isEmpty else { return .success(.origin(nil)) }
            guard let address = OriginAddress(text) else {
                return .failure(
                    ParseError(
                        message: Wording(
                            "origin takes an address: :origin 10.3.1.7, 10.3.1.7:8443, api.example.com",
                            zh: "origin 须为地址：:origin 10.3.1.7、10.3.1.7:8443、api.example.com")))
            }
            return .success(.origin(address))
        },
        Row(
            word: "region", argument: "NAME",
            help: Wording("listeners with origins in a region; omit it to pick one", zh: "源站位于某区域的监听器；省略则选择"),
            completes: .regions
        ) { name in
            .success(.region(name))
        },
        Row(
            word: "cause", argument: "",
            help: Wording("the listeners affected by the main cause", zh: "受主要原因影响的监听器")
        ) { _ in .success(.cause) },
        Row(
            word: "sort", argument: "COLUMN",
            help: Wording("sort by a column; -COLUMN reverses the order", zh: "按某列排序；-COLUMN 为倒序"),
            completes: .columns
        ) { word in
            SortOrder(word: word).map { .success(.sort($0)) }
                ?? .failure(
                    ParseError(
                        message: Wording {
                            Wording("sort takes one of: ", zh: "sort 须为下列之一：")[$0]
                                + ColumnID.allCases.map(\.rawValue).joined(separator: " ")
                        }))
        },
        row("mark", .mark), row("diff", .changes), row("timeline", .timeline), row("export", .export),
        Row(
            word: "set", argument: "NAME VALUE",
            help: Wording {
                let examples = ScreenSetting.allCases.map(\.example)
                return Wording("change until you quit: ", zh: "仅本次运行有效：")[$0]
                    + examples.joined(separator: $0 == .chinese ? "、" : ", ")
            }, completes: .settings
        ) { text in
            let words = text.split(separator: " ")
            guard let setting = words.first.flatMap({ ScreenSetting(rawValue: $0.lowercased()) }) else {
                let names = ScreenSetting.allCases.map(\.rawValue).joined(separator: " ")
                return .failure(ParseError(message: Wording("set takes one of: \(names)", zh: "set 须为下列之一：\(names)")))
            }
            guard words.count == 2, setting.accepts(String(words[1])) else {
                return .failure(ParseError(message: setting.error))
            }
            return .success(.set(setting, to: String(words[1])))
        },
        row("help", .help, Wording("show keys and commands", zh: "查看按键与命令")),
        Row(word: "quit", argument: "", help: Wording("quit", zh: "退出")) { _ in .success(.quit) },
    ]

    /// Returns the row of a command that also has a key.
    /// - Parameter help: nil for the help of the key.
    private static func row(_ word: String, _ command: Command, _ help: Wording? = nil) -> Row {
        let help = help ?? CommandRow.all.first { $0.command == command }?.help ?? Wording(verbatim: word)
        return Row(word: word, argument: "", help: help) { _ in .success(.key(command)) }
    }

    /// Parses a line. A word may be abbreviated if the abbreviation is unique. A number is a port.
    static func parse(_ text: String) -> Result<TypedCommand, ParseError> {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard let first = parts.first.map({ $0.lowercased() }) else {
            return .failure(ParseError(message: Wording("type a command", zh: "请输入命令")))
        }
        if parts.count == 1, first.allSatisfy(\.isNumber) { return port(first) }
        let argument = parts.count > 1 ? trimmed(parts[1]) : ""
        let candidates = rows(startingWith: first)
        switch candidates.count {
        case 1: return candidates[0].parse(argument)
        case 0:
            let hint = Nearest.hint(first, among: rows.map(\.word))
            return .failure(
                ParseError(
                    message: Wording(
                        "unknown command “\(first)”\(hint[.english])", zh: "未知命令“\(first)”\(hint[.chinese])")))
        default:
            let words = candidates.map(\.word)
            return .failure(
                ParseError(
                    message: Wording(
                        "“\(first)” is ambiguous: \(words.joined(separator: " or "))",
                        zh: "“\(first)”不明确，可能是 \(words.joined(separator: "、"))")))
        }
    }

    /// Returns the row with this word, or else the rows whose words begin with it.
    static func rows(startingWith word: String) -> [Row] {
        let exact = rows.filter { $0.word == word }
        return exact.isEmpty ? rows.filter { $0.word.hasPrefix(word) } : exact
    }

    private static func port(_ text: String) -> Result<TypedCommand, ParseError> {
        guard let port = Int(text), ParameterRules.ports.contains(port) else {
            return .failure(
                ParseError(
                    message: Wording(
                        "port takes a number from 1 to 65535: :port 8443",
                        zh: "port 须为 1 到 65535 的数字：:port 8443")))
        }
        return .success(.port(port))
    }

    private static func needed(
        _ text: String, _ missing: Wording, _ make: (String) -> TypedCommand
    ) -> Result<TypedCommand, ParseError> {
        text.isEmpty ? .failure(ParseError(message: missing)) : .success(make(text))
    }

    private static func missingID(_ example: String) -> Wording {
        Wording("missing ID, for example \(example)", zh: "缺少 ID，例如 \(example)")
    }

    private static func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
