// Flags that several commands share. Every flag of a setting is optional text here; the settings table checks it.

import ArgumentParser
import Inventory
import Essentials

/// Titles of the flags that several commands share: sections of their help, and of the manual, which tells them once.
enum OptionSection {
    static let scope = "Scope options"
    static let filters = "Filter options"
    static let client = "Client options"
    static let terminal = "Terminal options"

    static let all = [scope, filters, client, terminal]
}

/// `--proxy ID | --group ID | --listener ID | --all`.
struct ScopeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The listeners of a proxy (connection).", valueName: "id"), completion: .ids(of: .proxy))
    var proxy: String?
    @Option(help: ArgumentHelp("The listeners of a proxy group.", valueName: "id"), completion: .ids(of: .group))
    var group: String?
    @Option(help: ArgumentHelp("One listener.", valueName: "id"), completion: .ids(of: .listener))
    var listener: String?
    @Flag(help: "Every proxy and group; this is the default.")
    var all = false

    func validate() throws {
        try OptionValue.refuseRepeated(
            "--proxy", "--group", "--listener",
            advice: Wording("ask for one at a time, or for --all", zh: "请一次查询一个，或用 --all"))
        let given =
            [proxy.map { _ in "--proxy" }, group.map { _ in "--group" }, listener.map { _ in "--listener" }]
            .compactMap { $0 } + (all ? ["--all"] : [])
        if proxy != nil, group != nil {
            throw ValidationError(
                Wording(
                    "ProxyId and GroupId cannot be set at the same time: choose --proxy or --group",
                    zh: "ProxyId 与 GroupId 不能同时指定：请选用 --proxy 或 --group"))
        }
        if given.count > 1 {
            throw ValidationError(
                Wording(
                    "\(given.joined(separator: " and ")) exclude each other",
                    zh: "\(given.joined(separator: " 与 ")) 不能同时使用"))
        }
        for (flag, id) in [("--proxy", proxy), ("--group", group), ("--listener", listener)] where id == "" {
            throw ValidationError(Wording("\(flag) needs an id", zh: "\(flag) 须带 ID"))
        }
        try Self.check(proxy, isA: .proxy)
        try Self.check(group, isA: .group)
        try Self.check(listener, isA: .listener)
    }

    /// What an id is of, by its beginning.
    enum IDKind: String, CaseIterable {
        case proxy, group, listener

        /// In Chinese.
        fileprivate var name: String {
            switch self {
            case .proxy: "通道"
            case .group: "通道组"
            case .listener: "监听器"
            }
        }

        fileprivate var prefix: String {
            switch self {
            case .proxy: "link-"
            case .group: "lg-"
            case .listener: "listener-"
            }
        }
    }

    private static func mistake(_ id: String, _ kind: IDKind) -> Wording {
        let use = "--\(kind.rawValue) \(id)"
        return Wording("\(id) is the id of a \(kind.rawValue): use \(use)", zh: "\(id) 是\(kind.name)的 ID：请用 \(use)")
    }

    /// Refuses an id that is obviously of something else. One that is like none of the three may be right for all we
    /// know.
    /// - Parameter command: one that takes nothing else.
    static func check(_ id: String?, isA kind: IDKind, takenBy command: String? = nil) throws {
        guard let id, let other = IDKind.allCases.first(where: { $0 != kind && id.hasPrefix($0.prefix) }) else {
            return
        }
        let mistake = mistake(id, other)
        guard let command else { throw ValidationError(mistake) }
        throw ValidationError(
            Wording(
                "\(command) takes the id of a \(kind.rawValue); \(mistake[.english])",
                zh: "\(command) 须带\(kind.name) ID；\(mistake[.chinese])"))
    }

    var scope: Scope {
        if let proxy { return .proxy(proxy) }
        if let group { return .group(group) }
        if let listener { return .listener(listener) }
        return .all
    }
}

/// Filters that the service applies, and filters of our own.
struct FilterOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Exactly this port; the service filters.", valueName: "n"))
    var port: Int?
    @Option(help: ArgumentHelp("Exactly this name; the service filters.", valueName: "text"))
    var name: String?
    @Option(help: ArgumentHelp("Ports or names that hold a text; the service filters.", valueName: "text"))
    var search: String?
    @Option(help: ArgumentHelp("A filter as in the browser: 'port:8443 state:down !bastion'.", valueName: "expr"))
    var filter: String?
    @Flag(help: "Only DOWN, DNS, PART, NONE and ?.")
    var problems = false

    func validate() throws {
        try OptionValue.refuseRepeated(
            "--port", "--name", "--search", advice: Wording("ask for one at a time", zh: "请一次查询一个"))
        try OptionValue.refuseRepeated(
            "--filter",
            advice: Wording("give all the words to one, they must all hold", zh: "请写在同一个里，各项须同时满足"))
        if search != nil, port != nil || name != nil {
            throw ValidationError(
                Wording(
                    "SearchValue cannot be used with ListenerName or Port: --search excludes --name and --port",
                    zh: "SearchValue 不能与 ListenerName 或 Port 同时使用：--search 与 --name、--port 互斥"))
        }
        if let port, !(1...65_535).contains(port) {
            throw ValidationError(Wording("--port", in: 1...65_535, not: port))
        }
        do throws(FilterExpression.ParseError) {
            _ = try FilterExpression(parsing: filter ?? "")
        } catch {
            throw ValidationError(Wording { "--filter: \(error.word): \(error.reason[$0])" })
        }
    }

    func question(_ scope: Scope) -> Question {
        Question(scope, listenerName: name, port: port, searchValue: search)
    }
}

/// Settings that concern the service.
struct ClientOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The settings file.", valueName: "file"), completion: .file())
    var config: String?
    @Option(help: .setting("profile", valueName: "name"))
    var profile: String?
    @Option(help: .setting("site", valueName: "site"), completion: .words(ofSetting: "site"))
    var site: String?
    @Option(help: .setting("endpoint", valueName: "url"))
    var endpoint: String?
    @Option(help: .setting("rate", valueName: "n"))
    var rate: String?
    @Option(help: .setting("pageSize", valueName: "n"))
    var pageSize: String?
    @Option(help: .setting("timeout", valueName: "s"))
    var timeout: String?
    @Option(help: .setting("caFile", valueName: "file"), completion: .file())
    var caFile: String?
    @Option(help: .setting("lang", valueName: "lang"), completion: .words(ofSetting: "lang"))
    var lang: String?
    @Flag(help: "Use the embedded emulator instead of the service: no account is needed.")
    var demo = false

    func validate() throws {
        let real = [("--profile", profile), ("--site", site), ("--endpoint", endpoint), ("--ca-file", caFile)]
        guard demo, let flag = real.first(where: { $0.1 != nil })?.0 else { return }
        throw ValidationError(
            Wording(
                "\(flag) has no meaning with --demo, which brings its own service and key: leave one of them out",
                zh: "\(flag) 与 --demo 不能同用（演示自带服务与密钥）：请去掉其中一个"))
    }

    var flags: [String: String] {
        [
            "profile": profile, "site": site, "endpoint": endpoint, "rate": rate, "pageSize": pageSize,
            "timeout": timeout,
            "caFile": caFile, "lang": lang,
        ].compactMapValues { $0 }
    }
}

/// Settings that concern what is shown.
struct ScreenOptions: ParsableArguments {
    @Option(help: .setting("color", valueName: "when"), completion: .words(ofSetting: "color"))
    var color: String?
    @Flag(inversion: .prefixedNo, help: .setting("ascii"))
    var ascii: Bool?
    @Flag(inversion: .prefixedNo, help: .setting("mouse"))
    var mouse: Bool?
    @Option(help: .setting("interval", valueName: "s"))
    var interval: String?
    @Flag(inversion: .prefixedNo, help: .setting("bell"))
    var bell: Bool?

    /// The flags that were given and concern reading again.
    var reading: [String] {
        [interval.map { _ in "--interval" }, bell.map { $0 ? "--bell" : "--no-bell" }].compactMap { $0 }
    }

    var flags: [String: String] {
        [
            "color": color, "ascii": ascii.map(String.init), "mouse": mouse.map(String.init), "interval": interval,
            "bell": bell.map(String.init),
        ].compactMapValues { $0 }
    }
}
