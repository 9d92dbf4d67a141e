// Keys by the names that `Key.name` gives them, for whoever rebinds them. Only keys that a terminal can tell from
// others are known.

extension Key {
    private static let named: [Key] =
        [
            .character(" "), .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
            .home, .end,
            .pageUp, .pageDown,
        ] + (1...12).map { .function($0) }

    /// Words for keys, to hint at where a name is wrong.
    package static let names: [String] = named.map(\.name) + controls.map(\.name) + ["Alt-x"]

    /// Ctrl-H, Ctrl-I, Ctrl-J and Ctrl-M are what terminals send for Backspace, Tab and Enter.
    private static let controls = "abcdefgklnopqrstuvwxyz@\\]^_".map { Key.control($0) }

    /// The key of a name; the case matters for characters only. Nil where no key is called so.
    package init?(named name: String) {
        if name.unicodeScalars.count == 1, let scalar = name.unicodeScalars.first {
            let isPlain = scalar.value > 0x20 && !(0x7F..<0xA1).contains(scalar.value)
            guard isPlain, scalar.properties.generalCategory != .format else { return nil }
            self = .character(Character(scalar))
        } else if let key = (Self.named + Self.controls).first(where: { $0.name.lowercased() == name.lowercased() }) {
            self = key
        } else if name.lowercased().hasPrefix("alt-"), name.count == 5,
            case .character(let character)? = Key(named: "\(name.suffix(1))"),
            // With these, Escape begins the sequences of keys and the answers of the terminal.
            !"[O]PX^_\\".contains(character)
        {
            self = .alt(character)
        } else {
            return nil
        }
    }
}
