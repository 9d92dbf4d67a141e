// The messages about invalid keys in a settings file. Each begins with the path of the setting, for example
// `keys.quit`.

package import Essentials

extension KeyBindings.ParseError: DescribedError {
    package var message: Wording {
        func path(_ command: Command) -> String { "keys.\(command.rawValue)" }
        func fixed(_ key: String, _ command: Command) -> Wording {
            Wording(
                "\(path(command)): \(key) is reserved for the terminal and cannot be rebound",
                zh: "\(path(command)): \(key) 保留给终端使用，不能改键")
        }
        switch self {
        case .unknownCommand(let name):
            let hint = Nearest.hint(name, among: Command.rebindable.map(\.rawValue))
            return Wording(
                "keys: unknown command “\(name)”\(hint[.english])",
                zh: "keys: 未知命令“\(name)”\(hint[.chinese])")
        case .unknownKey(let name, let command):
            let hint = Self.hint(for: name)
            return Wording(
                "\(path(command)): unknown key “\(name)”\(hint[.english])",
                zh: "\(path(command)): 未知按键“\(name)”\(hint[.chinese])")
        case .fixedCommand(let command): return fixed(KeyBindings.standard.name(of: command), command)
        case .fixedKey(let key, let command): return fixed(key.name, command)
        case .digit(let key, let command):
            return Wording(
                "\(path(command)): \(key.name) is a digit; digits jump to a port and cannot be bound",
                zh: "\(path(command)): \(key.name) 是数字键，数字键用于跳转到端口，不能绑定")
        case .noKeys(let command):
            return Wording(
                "\(path(command)): at least one key is required", zh: "\(path(command)): 至少须指定一个按键")
        case .taken(let key, let command, let other):
            return Wording(
                "\(path(command)): \(key.name) is already bound to \(other.rawValue)",
                zh: "\(path(command)): \(key.name) 已绑定到 \(other.rawValue)")
        }
    }

    private static func hint(for name: String) -> Wording {
        let sent = ["ctrl-h": "Backspace", "ctrl-i": "Tab", "ctrl-j": "Enter", "ctrl-m": "Enter", "ctrl-[": "Esc"]
        // This table is needed because, for example, the known name that is most similar to PgDown is Down.
        let others = [
            "pgdown": "PgDn", "pagedown": "PgDn", "pageup": "PgUp", "escape": "Esc", "delete": "Del", "insert": "Ins",
            "return": "Enter", "backtab": "Shift-Tab",
        ]
        if let key = sent[name.lowercased()] {
            return Wording("; terminals send it for \(key), so write \(key)", zh: "；终端用它表示 \(key)，请写 \(key)")
        }
        if let key = others[name.lowercased()] { return Nearest.suggestion(key) }
        return Nearest.hint(name, among: Key.names)
    }
}
