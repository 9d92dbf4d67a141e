// The appearance of each role, in one table. The terminal's own foreground and background are kept, because the program
// cannot know whether they are dark or light. Colours must therefore be readable on both. The colours for 256-colour
// terminals come from the fixed cube (xterm's 6x6x6, which themes do not change), each with a contrast of at least
// 3.5:1 against black and against white.
//
// The selected row looks the same in all roles: its text shows the state, and a bar in a single style costs few bytes.

package import Browser

/// Maps the meaning of a cell to attributes of the current terminal.
package struct Palette: Sendable {
    /// Text attributes such as bold.
    package struct Flags: OptionSet, Hashable, Sendable {
        package let rawValue: UInt32
        package init(rawValue: UInt32) { self.rawValue = rawValue }
        package static let bold = Flags(rawValue: 1)
        package static let underline = Flags(rawValue: 2)
        package static let reverse = Flags(rawValue: 4)
        package static let dim = Flags(rawValue: 8)
    }

    /// The attributes for ncurses: a colour pair, 0 for the terminal's own colours, and flags.
    package struct Attributes: Hashable, Sendable {
        package var pair = 0
        package var flags: Flags = []
    }

    /// Two colours by number. -1 is the terminal's own colour.
    package struct Pair: Equatable, Sendable {
        package let number: Int
        package let foreground: Int
        package let background: Int
    }

    /// The colour depths, which are the columns of the table.
    package enum Depth: Sendable { case mono, eight, sixteen, many }

    private struct Look {
        let role: Style.Role
        /// Foreground colours for 256, 16 and 8 colours. nil is the terminal's own colour.
        let many, sixteen, eight: Int?
        /// The flags for a terminal with colours, and for a terminal without colours.
        let flags, mono: Flags
    }

    private static let looks: [Look] = [
        Look(role: .plain, many: nil, sixteen: nil, eight: nil, flags: [], mono: []),
        Look(role: .faint, many: 243, sixteen: nil, eight: nil, flags: [], mono: []),
        Look(role: .title, many: nil, sixteen: nil, eight: nil, flags: .bold, mono: .bold),
        Look(role: .accent, many: 31, sixteen: 6, eight: 6, flags: [], mono: .bold),
        Look(role: .good, many: 28, sixteen: 2, eight: 2, flags: [], mono: []),
        Look(role: .warning, many: 130, sixteen: 3, eight: 3, flags: [], mono: .bold),
        Look(role: .bad, many: 160, sixteen: 1, eight: 1, flags: .bold, mono: [.bold, .underline]),
        Look(role: .unknown, many: 133, sixteen: 5, eight: 5, flags: [], mono: .underline),
        Look(role: .error, many: 160, sixteen: 1, eight: 1, flags: .bold, mono: .bold),
        Look(role: .prompt, many: nil, sixteen: nil, eight: nil, flags: .bold, mono: .bold),
    ]
    /// White on dark blue, with a contrast of 7:1. The bar is visible on a black and on a white background. The numbers
    /// are for 256, 16 and 8 colours.
    private static let bar = (many: (231, 24), sixteen: (15, 4), eight: (7, 4))

    package let depth: Depth
    /// The colour pairs that must be defined before the first frame.
    package let pairs: [Pair]
    private let normal: [Attributes]
    private let selected: Attributes

    /// Creates the palette of a terminal.
    /// - Parameters:
    ///   - colors: the number of colours of the terminal, or 0 if no colours are wanted.
    ///   - erasesWithBackground: whether erased cells keep their background. Only then is a coloured bar cheap to draw.
    ///     Otherwise a bar in reverse video is as cheap and more reliable.
    package init(colors: Int, erasesWithBackground: Bool) {
        depth = colors >= 256 ? .many : colors >= 16 ? .sixteen : colors >= 8 ? .eight : .mono
        // The terminal's own colours get a separate pair: when ncurses changes from a colour to pair 0, it also resets
        // all attributes, which costs six more bytes each time.
        var pairs: [Pair] = []
        var normal: [Attributes] = []
        for look in Palette.looks {
            guard depth != .mono else {
                normal.append(Attributes(flags: look.mono))
                continue
            }
            let color = Palette.color(of: look, depth) ?? -1
            let known = pairs.first { $0.foreground == color }
            let pair = known ?? Pair(number: pairs.count + 1, foreground: color, background: -1)
            if known == nil { pairs.append(pair) }
            normal.append(Attributes(pair: pair.number, flags: look.flags))
        }
        if let (foreground, background) = Palette.bar(depth), erasesWithBackground {
            pairs.append(Pair(number: pairs.count + 1, foreground: foreground, background: background))
            selected = Attributes(pair: pairs.count)
        } else {
            selected = Attributes(flags: .reverse)
        }
        self.pairs = pairs
        self.normal = normal
    }

    /// Returns the attributes of a style.
    package subscript(style: Style) -> Attributes {
        var attributes = style.selected ? selected : normal[Int(style.role.rawValue)]
        if style.matched { attributes.flags.formUnion([.bold, .underline]) }
        return attributes
    }

    /// The roles in the order of the table, which is the order of their raw values.
    static var roles: [Style.Role] { looks.map(\.role) }

    private static func color(of look: Look, _ depth: Depth) -> Int? {
        switch depth {
        case .mono: nil
        case .eight: look.eight
        case .sixteen: look.sixteen
        case .many: look.many
        }
    }

    private static func bar(_ depth: Depth) -> (Int, Int)? {
        switch depth {
        case .mono: nil
        case .eight: bar.eight
        case .sixteen: bar.sixteen
        case .many: bar.many
        }
    }
}
