// The sequences that current terminals send for keys, regardless of TERM: CSI (`ESC [ … final`) and SS3 (`ESC O …
// final`) in the forms of xterm, rxvt and the Linux console, xterm's modifyOtherKeys and the keyboard protocol of
// kitty, which a previous program may have left enabled. Any other sequence is a reply or a report of the terminal and
// is ignored.

import Browser

/// A complete control sequence without its introducer, split into its parts.
struct ControlSequence: Equatable {
    /// `<`, `=`, `>` or `?`: a private sequence, which is never a key.
    private(set) var marker: UInt8?
    /// Parameters with their subparameters. -1 stands for an empty one.
    private(set) var parameters: [[Int]] = []
    private(set) var intermediates: [UInt8] = []
    private(set) var final: UInt8 = 0

    /// The maximum value of a parameter. Larger numbers, which no terminal uses, are reduced to this value.
    private static let limit = 9_999_999

    /// Parses a sequence. Returns nil for bytes that are not a control sequence.
    /// - Parameter body: the bytes after the introducer, including the final byte.
    init?(_ body: some Collection<UInt8>) {
        var numbers: [[Int]] = [[-1]]
        for (index, byte) in body.enumerated() {
            switch byte {
            case 0x30...0x39:
                let last = numbers.count - 1
                let value = max(0, numbers[last][numbers[last].count - 1]) * 10 + Int(byte - 0x30)
                numbers[last][numbers[last].count - 1] = min(value, Self.limit)
            case UInt8(ascii: ":"): numbers[numbers.count - 1].append(-1)
            case UInt8(ascii: ";"): numbers.append([-1])
            case 0x3C...0x3F:
                guard index == 0 else { return nil }
                marker = byte
            case 0x20...0x2F: intermediates.append(byte)
            default: final = byte
            }
        }
        guard (0x40...0x7E).contains(final) || intermediates == [UInt8(ascii: "$")] else { return nil }
        parameters = numbers == [[-1]] ? [] : numbers
    }

    /// Returns the parameter with an index, or `value` if the parameter is missing or empty.
    func parameter(_ index: Int, default value: Int) -> Int {
        guard parameters.indices.contains(index), parameters[index][0] >= 0 else { return value }
        return parameters[index][0]
    }

    /// The modifiers in the second parameter, and whether the sequence reports the release of a key, which is not a key
    /// press.
    private var modifiers: (set: KeyModifiers, isRelease: Bool) {
        let isRelease = parameters.count > 1 && parameters[1].count > 1 && parameters[1][1] == 3
        return (KeyModifiers(parameter: parameter(1, default: 1)), isRelease)
    }

    // MARK: CSI

    /// The key of a CSI sequence, or nil if the sequence is not a key.
    var key: Key? {
        guard marker == nil, parameters.count <= 3 else { return nil }
        if intermediates == [UInt8(ascii: "$")], final == 0 { return Self.numbered[parameter(0, default: 0)] }
        guard intermediates.isEmpty, !modifiers.isRelease else { return nil }
        switch final {
        case UInt8(ascii: "~"): return tildeKey
        case UInt8(ascii: "^"), UInt8(ascii: "@"): return Self.numbered[parameter(0, default: 0)]
        case UInt8(ascii: "u"): return parameters.isEmpty ? nil : unicodeKey
        case UInt8(ascii: "P"), UInt8(ascii: "Q"), UInt8(ascii: "S"):
            return modifiers.set.isEmpty && parameter(0, default: 1) == 1 ? Self.lettered[final] : nil
        // With parameters, `R` is the terminal's report of the cursor position.
        case UInt8(ascii: "R"): return parameters.isEmpty ? Self.lettered[final] : nil
        default: return parameters.count <= 2 ? Self.lettered[final] : nil
        }
    }

    private var tildeKey: Key? {
        let number = parameter(0, default: 0)
        if number == 27 {
            return Key(code: parameter(2, default: 0), modifiers: KeyModifiers(parameter: parameter(1, default: 1)))
        }
        if let key = Self.numbered[number] { return key }
        guard modifiers.set.isEmpty else { return nil }
        return Self.functions.firstIndex(of: number).map { .function($0 + 1) }
    }

    /// A key of kitty's protocol: its code, and, with Shift, optionally the character that it produces.
    private var unicodeKey: Key? {
        let shifted = parameters[0].count > 1 && parameters[0][1] > 0 ? parameters[0][1] : nil
        let modifiers = modifiers.set
        if let shifted, modifiers == .shift { return Key(code: shifted, modifiers: []) }
        return Key(code: parameter(0, default: 0), modifiers: modifiers)
    }

    private static let lettered: [UInt8: Key] = [
        UInt8(ascii: "A"): .up, UInt8(ascii: "B"): .down, UInt8(ascii: "C"): .right, UInt8(ascii: "D"): .left,
        UInt8(ascii: "H"): .home, UInt8(ascii: "F"): .end, UInt8(ascii: "Z"): .backTab,
        UInt8(ascii: "P"): .function(1), UInt8(ascii: "Q"): .function(2), UInt8(ascii: "R"): .function(3),
        UInt8(ascii: "S"): .function(4),
        // rxvt, with Shift or Control.
        UInt8(ascii: "a"): .up, UInt8(ascii: "b"): .down, UInt8(ascii: "c"): .right, UInt8(ascii: "d"): .left,
    ]

    private static let numbered: [Int: Key] = [
        1: .home, 2: .insert, 3: .delete, 4: .end, 5: .pageUp, 6: .pageDown, 7: .home, 8: .end,
    ]

    /// The parameter values of F1, F2 and so on.
    private static let functions = [
        11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24, 25, 26, 28, 29, 31, 32, 33, 34,
    ]

    // MARK: SS3

    /// Returns the key of an SS3 sequence, or nil if the sequence is not a key.
    /// - Parameter final: the last byte of the sequence. Modifiers before it are ignored.
    static func applicationKey(_ final: UInt8) -> Key? { keypad[final] ?? lettered[final] }

    /// The keypad in application mode. It takes precedence over terminfo, because `vt100` calls some of these keys F5
    /// to F10.
    static let keypad: [UInt8: Key] = {
        var keys: [UInt8: Key] = [
            UInt8(ascii: "M"): .enter, UInt8(ascii: "X"): .character("="), UInt8(ascii: "I"): .tab,
            UInt8(ascii: " "): .character(" "),
        ]
        for (final, character) in zip(UInt8(ascii: "j")...UInt8(ascii: "o"), "*+,-./") {
            keys[final] = .character(character)
        }
        for (final, digit) in zip(UInt8(ascii: "p")...UInt8(ascii: "y"), "0123456789") {
            keys[final] = .character(digit)
        }
        return keys
    }()
}

/// Shift, Alt and Control, in the encoding of a control sequence's parameter.
struct KeyModifiers: OptionSet {
    let rawValue: Int

    static let shift = KeyModifiers(rawValue: 1)
    static let alt = KeyModifiers(rawValue: 2)
    static let control = KeyModifiers(rawValue: 4)
    /// Super, Hyper and Meta.
    static let others = KeyModifiers(rawValue: 8 | 16 | 32)

    init(rawValue: Int) { self.rawValue = rawValue }

    /// Decodes a parameter, which is the bits plus one. Caps Lock and Num Lock are ignored.
    init(parameter: Int) { rawValue = max(0, parameter - 1) & 63 }
}

extension Key {
    /// Creates a key from the code point of its character, or from its number in kitty's protocol.
    init?(code: Int, modifiers: KeyModifiers) {
        guard modifiers.isDisjoint(with: .others) else { return nil }
        switch code {
        case 13: self = .enter
        case 9: self = modifiers.contains(.shift) ? .backTab : .tab
        case 27: self = .escape
        case 8, 127: self = modifiers.contains(.alt) ? .alt("\u{7F}") : .backspace
        case 57_399...57_427:
            guard let key = Self.kittyKeypad[code - 57_399] else { return nil }
            self = key
        default:
            guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init) else { return nil }
            self.init(scalar, modifiers)
        }
    }

    private init?(_ scalar: Unicode.Scalar, _ modifiers: KeyModifiers) {
        guard scalar.value >= 0x20, !(0x7F..<0xA0).contains(scalar.value), !(0xE000...0xF8FF).contains(scalar.value)
        else { return nil }
        let lower = scalar.properties.lowercaseMapping
        let upper = scalar.properties.uppercaseMapping
        if modifiers.contains(.control) {
            guard scalar.isASCII, scalar.value >= 0x40 || scalar == " " else { return nil }
            self = .control(scalar == " " ? "@" : Character(lower))
            return
        }
        let text =
            modifiers.contains(.shift) && scalar.properties.isLowercase && upper.count == 1 ? upper : String(scalar)
        self = modifiers.contains(.alt) ? .alt(Character(text)) : .character(Character(text))
    }

    /// The keys of the keypad, starting with KP_0.
    private static let kittyKeypad: [Key?] =
        "0123456789./*-+".map { .character($0) } + [
            .enter, .character("="), .character(","), .left, .right, .up, .down, .pageUp, .pageDown, .home, .end,
            .insert, .delete, nil,
        ]
}

extension ControlSequence {
    /// Whether the sequence is `ESC [ 200 ~`, the start of a paste.
    var isPasteStart: Bool {
        marker == nil && intermediates.isEmpty && final == UInt8(ascii: "~") && parameters == [[200]]
    }

    /// Whether the sequence is a mouse report in the format of SGR or urxvt.
    var isMouseReport: Bool {
        let isEnd = final == UInt8(ascii: "M") || final == UInt8(ascii: "m")
        return isEnd && parameters.count == 3 && (marker == nil || marker == UInt8(ascii: "<"))
    }
}
