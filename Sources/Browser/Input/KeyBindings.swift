// Maps keys to commands: the keys of the command table, unless they were rebound. The dispatcher, the help, the footer
// and all messages use this map, so that no text names a key that does something else.
//
// Invariants: in each context a key has at most one command; every command has a key; Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q
// and Ctrl-L, which belong to the terminal, are never rebound.

/// The keys of all commands.
package struct KeyBindings: Equatable, Sendable {
    /// The keys of the command table.
    package static let standard = KeyBindings(CommandRow.all)

    /// The command table with the current keys.
    package let rows: [CommandRow]
    private let commands: [Context: [Key: Command]]

    /// An invalid rebinding.
    package enum ParseError: Error, Equatable, Sendable {
        case unknownCommand(String)
        /// There is no key with this name.
        case unknownKey(String, command: Command)
        /// The keys of this command are never rebound.
        case fixedCommand(Command)
        /// This key is never rebound.
        case fixedKey(Key, command: Command)
        /// Digits jump to a port and are never bound.
        case digit(Key, command: Command)
        case noKeys(Command)
        case taken(Key, command: Command, by: Command)
    }

    /// Replaces keys of the command table.
    /// - Parameter wanted: names of commands with the names of their new keys.
    /// - Throws: `ParseError` if a name is unknown, a key or command is fixed, or two commands would share a key.
    package init(rebinding wanted: [(command: String, keys: [String])]) throws(ParseError) {
        var rows = CommandRow.all
        var rebound: [Command] = []
        for (name, names) in wanted {
            guard let index = rows.firstIndex(where: { $0.command.rawValue == name }) else {
                throw .unknownCommand(name)
            }
            let command = rows[index].command
            guard !command.isFixed else { throw .fixedCommand(command) }
            guard !names.isEmpty else { throw .noKeys(command) }
            rows[index].keys = []
            for name in names {
                let key = try Self.key(named: name, for: command)
                if !rows[index].keys.contains(key) { rows[index].keys.append(key) }
            }
            rebound.append(command)
        }
        for command in rebound { try Self.checkAlone(command, in: rows) }
        self.init(rows)
    }

    private init(_ rows: [CommandRow]) {
        self.rows = rows
        var commands: [Context: [Key: Command]] = [:]
        for row in rows {
            for context in row.contexts {
                for key in row.keys { commands[context, default: [:]][key] = row.command }
            }
        }
        self.commands = commands
    }

    package static func == (left: KeyBindings, right: KeyBindings) -> Bool { left.commands == right.commands }

    /// Returns the command of a key in a context.
    package func command(for key: Key, in context: Context) -> Command? { commands[context]?[key] }

    /// Returns the name of the first key of a command, for messages.
    package func name(of command: Command) -> String {
        rows.first { $0.command == command }?.keys.first?.name ?? command.rawValue
    }

    private static func key(named name: String, for command: Command) throws(ParseError) -> Key {
        guard let key = Key(named: name) else { throw .unknownKey(name, command: command) }
        if key.isOfTerminal { throw .fixedKey(key, command: command) }
        if case .character("0"..."9") = key { throw .digit(key, command: command) }
        return key
    }

    /// Throws an error if a key of the command also belongs to another command in one of the contexts.
    private static func checkAlone(_ command: Command, in rows: [CommandRow]) throws(ParseError) {
        guard let own = rows.first(where: { $0.command == command }) else { return }
        for row in rows where row.command != command && !row.contexts.isDisjoint(with: own.contexts) {
            if let key = own.keys.first(where: row.keys.contains) {
                throw .taken(key, command: command, by: row.command)
            }
        }
    }
}

extension Command {
    /// Whether the keys of the command belong to the terminal and are never rebound.
    package var isFixed: Bool { [.interrupt, .suspend, .redraw].contains(self) }

    /// The commands that can be rebound.
    package static var rebindable: [Command] { allCases.filter { !$0.isFixed } }
}

extension Key {
    /// Whether the key is Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q or Ctrl-L, which belong to the terminal.
    var isOfTerminal: Bool {
        if case .control(let letter) = self { "czsql".contains(letter) } else { false }
    }
}
