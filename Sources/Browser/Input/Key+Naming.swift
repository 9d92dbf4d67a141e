// Parses the names that `Key.name` returns, for rebinding. Only keys that a terminal can distinguish have a name.

extension Key {
    private static let named: [Key] =
        [
            .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end,
            .pageUp, .pageDown,
        ] + (1...12).map { .function($0) }

    /// Names of keys to suggest if a name is unknown.
    package static let names: [String] = named.map(\.name) + controls.map(\.name) + ["Alt-x"]

    /// The control keys that have a name. Ctrl-H, Ctrl-I, Ctrl-J and Ctrl-M are missing, because terminals send them
    /// for Backspace, Tab and Enter.
    private static let controls = "abcdefgklnopqrstuvwxyz@\\]^_".map { Key.control($0) }

    /// Creates the key with this name; nil if no key has this name. Case matters only for the names of characters.
    package init?(named name: String) {
        if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
            let isPlain = scalar.value > 0x20 && !(0x7F..<0xA1).contains(scalar.value)
            guard isPlain, scalar.properties.generalCategory != .format else { return nil }
            self = .character(Character(scalar))
        } else if let key = (Self.named + Self.controls).first(where: { $0.name.lowercased() == name.lowercased() }) {
            self = key
        } else if name.lowercased().hasPrefix("alt-"), name.count == 5,
            case .character(let character)? = Key(named: "\(name.suffix(1))"),
            // Escape followed by one of these characters begins a key sequence or a reply of the terminal.
            !"[O]PX^_\\".contains(character)
        {
            self = .alt(character)
        } else {
            return nil
        }
    }
}
