// The keys by section, for the help, the manual and docs/keys.md.

package import Essentials

/// A line of the help: one or more keys and what they do.
package struct KeyLine: Sendable {
    /// The names of the keys, for example `j`, `Down` and `Ctrl-N`.
    package let keys: [String]
    package let help: Wording
    let contexts: Set<Context>
}

extension KeyBindings {
    /// The keys of every command, by group, in the order of the command table.
    package var sections: [(title: Wording, lines: [KeyLine])] {
        CommandGroup.allCases.map { group in
            var lines = rows.filter { $0.group == group }.map {
                KeyLine(keys: $0.keys.map(\.name), help: $0.help, contexts: $0.contexts)
            }
            if group == .finding { lines.append(digits) }
            return (group.title, lines)
        }
    }

    /// The line about digits. They do not belong to a command, so they cannot be rebound.
    private var digits: KeyLine {
        let next = name(of: .nextMatch)
        let help = Wording("jump to that port while you type; \(next): next one", zh: "边输入边跳转到该端口；\(next)：下一个")
        return KeyLine(keys: ["0-9"], help: help, contexts: [.list])
    }
}
