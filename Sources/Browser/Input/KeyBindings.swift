// Which key gives which command: the table's keys, and what was rebound over them. The dispatcher, `?`, the footer and
// all texts ask here, so that none of them names a key that does something else.
//
// Invariants: no key has two commands in a context; every command has a key; Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q and Ctrl-L,
// which belong to the terminal, are as in the table.

/// The keys of all commands.
package struct KeyBindings: Equatable, Sendable {
    /// As the table has them.
    package static let standard = KeyBindings(CommandRow.all)

    /// The table of commands with the keys that hold.
    package let rows: [CommandRow]
    private let commands: [Context: [Key: Command]]

    /// Why keys cannot be rebound so.
    package enum ParseError: Error, Equatable, Sendable {
        case unknownCommand(String)
        /// No key is named so.
        case unknownKey(String, command: Command)
        /// Its keys, or this key, are never rebound.
        case fixedCommand(Command)
        case fixedKey(Key, command: Command)
        /// Digits are the ports to go to.
        case digit(Key, command: Command)
        case noKeys(Command)
        case taken(Key, command: Command, by: Command)
    }

    /// Lays other keys over the table's, by the names of commands and keys.
    package init(rebinding wanted: [(command: String, keys: [String])]) throws(ParseError) {
        var rows = CommandRow.all
        var rebound: [Command] = []
        for (name, names) in wanted {
            guard let place = rows.firstIndex(where: { $0.command.rawValue == name }) else {
                throw .unknownCommand(name)
            }
            let command = rows[place].command
            guard !command.isFixed else { throw .fixedCommand(command) }
            guard !names.isEmpty else { throw .noKeys(command) }
            rows[place].keys = []
            for name in names {
                let key = try Self.key(named: name, for: command)
                if !rows[place].keys.contains(key) { rows[place].keys.append(key) }
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

    /// The command that a key gives in a context.
    package func command(for key: Key, in context: Context) -> Command? { commands[context]?[key] }

    /// What texts call the key of a command.
    package func name(of command: Command) -> String {
        rows.first { $0.command == command }?.keys.first?.name ?? command.rawValue
    }

    private static func key(named name: String, for command: Command) throws(ParseError) -> Key {
        guard let key = Key(named: name) else { throw .unknownKey(name, command: command) }
        if key.isOfTerminal { throw .fixedKey(key, command: command) }
        if case .character("0"..."9") = key { throw .digit(key, command: command) }
        return key
    }

    /// Whether none of its keys means something else where it holds.
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
    /// Whether its keys belong to the terminal and are never rebound.
    package var isFixed: Bool { [.interrupt, .suspend, .redraw].contains(self) }

    /// The names of the commands that can be rebound.
    package static var rebindable: [Command] { allCases.filter { !$0.isFixed } }
}

extension Key {
    /// Ctrl-C, Ctrl-Z, Ctrl-S, Ctrl-Q and Ctrl-L.
    var isOfTerminal: Bool {
        if case .control(let letter) = self { "czsql".contains(letter) } else { false }
    }
}
