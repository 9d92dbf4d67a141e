import ArgumentParser
import Essentials
import TencentCloud
import GAAP
import Inventory

/// `--proxy ID | --group ID | --listener ID | --all`.
struct ScopeOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("ID of the proxy (connection) whose listeners are read.", valueName: "id"),
        completion: .ids(of: .proxy),
        transform: OptionValue.counted())
    private var proxy: Given<String>?
    @Option(
        help: ArgumentHelp("ID of the proxy group whose listeners are read.", valueName: "id"),
        completion: .ids(of: .group),
        transform: OptionValue.counted())
    private var group: Given<String>?
    @Option(
        help: ArgumentHelp("ID of the only listener that is read.", valueName: "id"), completion: .ids(of: .listener),
        transform: OptionValue.counted())
    private var listener: Given<String>?
    @Flag(help: "Read every proxy and group (the default).")
    var all = false

    func validate() throws {
        let flags = [("--proxy", proxy), ("--group", group), ("--listener", listener)]
        try OptionValue.refuseRepeated(
            flags.map { ($0, $1?.count ?? 0) },
            advice: Wording("specify it once, or use --all", zh: "请只指定一次，或用 --all"))
        if proxy != nil, group != nil {
            let rule = RequestError.twoOwners.clause
            throw ValidationError(
                Wording(
                    "\(rule[.english]): use either --proxy or --group", zh: "\(rule[.chinese])：请选用 --proxy 或 --group"))
        }
        if given.count > 1 {
            throw ValidationError(
                Wording(
                    "\(given.joined(separator: " and ")) are mutually exclusive",
                    zh: "\(given.joined(separator: " 与 ")) 不能同时使用"))
        }
        try Self.check(proxy, isA: .proxy)
        try Self.check(group, isA: .group)
        try Self.check(listener, isA: .listener)
    }

    private static func check(_ id: Given<String>?, isA kind: IDKind) throws {
        if id?.value == "" {
            throw ValidationError(Wording("--\(kind.rawValue) requires an ID", zh: "--\(kind.rawValue) 须带 ID"))
        }
        try check(id?.value, isA: kind)
    }

    /// The kind of the resource that an id names, determined by the prefix of the id.
    enum IDKind: String, CaseIterable {
        case proxy, group, listener

        /// Returns the kind by the prefix of the id, or nil if the prefix is not known.
        init?(of id: String) {
            guard let kind = Self.allCases.first(where: { id.hasPrefix($0.prefix) && id != $0.prefix }) else {
                return nil
            }
            self = kind
        }

        /// The name in Chinese.
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

    /// The flags that were given.
    var given: [String] {
        [("--proxy", proxy), ("--group", group), ("--listener", listener)]
            .compactMap { flag, id in id.map { _ in flag } } + (all ? ["--all"] : [])
    }

    private static func mistake(_ id: String, _ kind: IDKind) -> Wording {
        let use = "--\(kind.rawValue) \(id)"
        return Wording("\(id) is a \(kind.rawValue) ID: use \(use)", zh: "\(id) 是\(kind.name) ID：请用 \(use)")
    }

    /// Refuses an id with the prefix of another kind. An id with an unknown prefix may be valid.
    /// - Parameter command: the command that accepts only ids of this kind; nil for a flag.
    static func check(_ id: String?, isA kind: IDKind, takenBy command: String? = nil) throws {
        guard let id, let other = IDKind.allCases.first(where: { $0 != kind && id.hasPrefix($0.prefix) }) else {
            return
        }
        let mistake = mistake(id, other)
        guard let command else { throw ValidationError(mistake) }
        throw ValidationError(
            Wording(
                "\(command) requires a \(kind.rawValue) ID, and \(mistake[.english])",
                zh: "\(command) 须带\(kind.name) ID，而 \(mistake[.chinese])"))
    }

    var scope: Scope {
        if let proxy { return .proxy(proxy.value) }
        if let group { return .group(group.value) }
        if let listener { return .listener(listener.value) }
        return .all
    }
}
