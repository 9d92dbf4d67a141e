// How each state of the decoder handles a byte.

import Browser

extension KeyDecoder {
    mutating func step(_ byte: UInt8) {
        switch state {
        case .typing, .paste: type(byte)
        case .escape: afterEscape(byte)
        case .csi: csi(byte)
        case .ss3: ss3(byte)
        case .special: special(byte)
        case .swallowing(let count): swallow(byte, of: count)
        case .mouse: mouse(byte)
        case .string: string(byte)
        case .stringEscape: afterStringEscape(byte)
        }
    }

    mutating func type(_ byte: UInt8) {
        if byte == 0x1B { return begin(.escape, with: byte, escapes: 1) }
        if byte < 0x20 || byte >= 0x80, !(byte >= 0x80 && characters.isPending) {
            if table.usesC1, let state = Self.stateAfterC1(byte) { return begin(state, with: byte, escapes: 0) }
            if table.hasLonger(than: [byte]) { return begin(.special, with: byte, escapes: 0) }
        }
        if byte < 0x80 { isAlt = false }
        if let scalar = characters.feed(byte) { type(scalar) }
        if !characters.isPending { isAlt = false }
    }

    mutating func type(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // Enter sends CR. LF is Ctrl-J, which shells treat as Enter.
        case 0x0A, 0x0D: keys.append(.enter)
        case 0x09: keys.append(.tab)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0x01...0x1A: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60)))))
        case 0x00, 0x1C...0x1F: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40)))))
        case 0x80..<0xA0: break
        default: keys.append(isAlt ? .alt(Character(scalar)) : .character(Character(scalar)))
        }
    }

    mutating func begin(_ new: State, with byte: UInt8, escapes: Int) {
        characters = UTF8Collector()
        isAlt = false
        sequence = [byte]
        self.escapes = escapes
        state = new
        if new == .string { beginString() }
    }

    mutating func afterEscape(_ byte: UInt8) {
        sequence.append(byte)
        if let entry = table.entry(for: sequence), !table.hasLonger(than: sequence) { return end(with: entry) }
        switch byte {
        case UInt8(ascii: "["): state = .csi
        case UInt8(ascii: "O"): state = .ss3
        case _ where table.hasLonger(than: sequence): state = .special
        case 0x1B:
            escapes += 1
            sequence = [byte]
        case _ where Self.stringIntroducers.contains(byte): beginString()
        // The terminator of a string that was already abandoned.
        case UInt8(ascii: "\\"): end(with: nil)
        case 0x08, 0x7F: endAlt("\u{7F}")
        case 0x20..<0x7F: endAlt(Character(Unicode.Scalar(byte)))
        case 0x80...:
            typeEscapes(escapes - 1)
            state = .typing
            isAlt = true
            type(byte)
        default:
            typeEscapes(escapes)
            state = .typing
            type(byte)
        }
    }

    mutating func csi(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else { return abort(with: byte) }
        extend(byte)
        if table.hasLonger(than: sequence) { return }
        switch byte {
        case UInt8(ascii: "M") where isFirst && table.entry(for: sequence) == nil:
            mouseValues = X10Values()
            state = .mouse
        // A function key of the Linux console that is not in the table.
        case UInt8(ascii: "[") where isFirst: state = .swallowing(1)
        case UInt8(ascii: "$") where isPlainNumber: endSequence()
        case 0x40...0x7E: endSequence()
        default: break
        }
    }

    mutating func ss3(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else { return abort(with: byte) }
        extend(byte)
        let isModifier = (0x30...0x39).contains(byte) || byte == UInt8(ascii: ";")
        if !isModifier, !table.hasLonger(than: sequence) || ControlSequence.keypad[byte] != nil { endSequence() }
    }

    mutating func special(_ byte: UInt8) {
        extend(byte)
        if table.hasLonger(than: sequence) { return }
        if let entry = table.entry(for: sequence) { return end(with: entry) }
        replay()
    }

    mutating func swallow(_ byte: UInt8, of count: Int) {
        guard (0x20...0x7E).contains(byte) else { return abort(with: byte) }
        state = count > 1 ? .swallowing(count - 1) : .typing
    }

    mutating func mouse(_ byte: UInt8) {
        guard byte >= 0x20 else { return abort(with: byte) }
        guard let values = mouseValues.feed(byte) else { return }
        end(with: takesMouse ? MouseReport.key(ofX10: values) : nil)
    }

    mutating func string(_ byte: UInt8) {
        stringCount += 1
        switch byte {
        case 0x07, 0x18, 0x1A: state = .typing
        case 0x9C where table.usesC1: state = .typing
        case 0x1B: state = .stringEscape
        default: break
        }
    }

    mutating func afterStringEscape(_ byte: UInt8) {
        if byte == UInt8(ascii: "\\") {
            state = .typing
        } else {
            // The string was not terminated: the Escape starts a new sequence.
            begin(.escape, with: 0x1B, escapes: 1)
            step(byte)
        }
    }

    // MARK: Parts

    mutating func extend(_ byte: UInt8) {
        if sequence.count < Self.sequenceLimit { sequence.append(byte) }
    }

    mutating func beginString() {
        typeEscapes(escapes - 1)
        state = .string
        stringCount = 0
        stringStart = last
    }

    /// Whether the last byte is the first one after the introducer.
    var isFirst: Bool { sequence.count == (sequence[0] == 0x1B ? 3 : 2) }

    /// Whether all bytes between the introducer and the last byte are digits.
    var isPlainNumber: Bool {
        !isFirst && sequence.dropFirst(sequence[0] == 0x1B ? 2 : 1).dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// `]` OSC, `P` DCS, `X` SOS, `^` PM and `_` APC.
    static let stringIntroducers = Array("]PX^_".utf8)

    /// Returns the state that a single byte from 0x80 to 0x9F starts.
    static func stateAfterC1(_ byte: UInt8) -> State? {
        switch byte {
        case 0x9B: .csi
        case 0x8F: .ss3
        case 0x90, 0x98, 0x9D...0x9F: .string
        default: nil
        }
    }
}
