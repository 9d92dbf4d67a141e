// Turns the bytes that a terminal sends into keys: a state machine over bytes and the times at which they arrived. Nothing that nobody typed
// becomes a key: answers and reports of the terminal, in whatever form, are swallowed to their end.
//
// Whether Escape is a key by itself is decided by the time between two bytes, never by when the decoder is asked. A time is a duration since
// any fixed moment of a monotonic clock.
//
// Invariant: memory is bounded, whatever arrives.

import Browser

/// A decoder is a value: it is fed and asked, and does nothing by itself.
struct KeyDecoder {
    enum State: Equatable {
        case typing
        /// After Escape, which may be a key by itself.
        case escape
        /// In a CSI sequence (`ESC [`).
        case csi
        /// In an SS3 sequence (`ESC O`).
        case ss3
        /// In a sequence of terminfo that follows no grammar.
        case special
        /// So many bytes belong to what came before, whatever they are.
        case swallowing(Int)
        /// In a mouse report in the form of X10: three values follow.
        case mouse
        /// In a string (OSC, DCS, APC, PM, SOS), an answer of the terminal.
        case string
        /// After an Escape in a string, which may begin its end.
        case stringEscape
        case paste
    }

    /// Limits of time.
    enum Patience {
        /// The default of ESCDELAY.
        static let escape = Duration.milliseconds(25)
        /// How long the rest of a sequence may take: nobody types its first two bytes so fast that they come together.
        static let sequence = Duration.milliseconds(500)
        /// How long a string may pause.
        static let string = Duration.seconds(1)
        /// How long a string may take before it counts as one that has lost its end.
        static let wholeString = Duration.seconds(5)
        /// The pause that ends such a string: shorter than between two keys, longer than within what a terminal sends.
        static let overdueString = Duration.milliseconds(200)
        /// How long a paste may pause.
        static let paste = Duration.seconds(2)
    }

    /// Bytes of a string, after which it counts as one that has lost its end.
    static let stringLimit = 1 << 20
    /// More bytes than keys that are typed send together.
    static let typedAtOnce = 16
    /// Bytes kept of a sequence; no key has as many.
    static let sequenceLimit = 64

    private let table: KeyTable
    private let takesMouse: Bool
    private let escapeDelay: Duration

    private(set) var state = State.typing
    private var keys: [Key] = []
    private var characters = UTF8Collector()
    /// The character that is arriving has an Escape before it.
    private var isAlt = false
    /// The bytes of the sequence so far, from its last Escape on.
    private var sequence: [UInt8] = []
    /// Escapes right before the sequence, its own included.
    private var escapes = 0
    private var mouseValues = X10Values()
    private var paste = PasteCollector()
    private var isPasteOver = false
    /// The last paste ended without its end mark: what arrives in a burst is still a part of it.
    private var hasLostPaste = false
    private var stringCount = 0
    /// When the string began.
    private var stringStart = Duration.zero
    /// When the last byte arrived.
    private var last = Duration.zero

    /// - Parameters:
    ///   - takesMouse: whether reports of the mouse are keys; otherwise they are swallowed.
    ///   - escapeDelay: how long after Escape the next byte still belongs to it.
    init(
        table: KeyTable = KeyTable(), takesMouse: Bool = false, escapeDelay: Duration = Patience.escape
    ) {
        self.table = table
        self.takesMouse = takesMouse
        self.escapeDelay = escapeDelay
    }

    /// The keys that are whole, oldest first; they are given once.
    mutating func takeKeys() -> [Key] {
        defer { keys.removeAll() }
        return keys
    }

    /// When `expire` must be called at the latest if nothing arrives; nil when nothing is unfinished.
    var deadline: Duration? { patience.map { last + $0 } }

    /// Takes bytes that arrived together.
    mutating func feed(_ bytes: some Sequence<UInt8>, at time: Duration) {
        expire(at: time)
        last = time
        var rest = Array(bytes)[...]
        if hasLostPaste {
            hasLostPaste = false
            if state == .typing, rest.count > Self.typedAtOnce { state = .paste }
        }
        while let byte = rest.first {
            if state == .paste {
                let (used, isOver) = paste.take(rest)
                rest = rest.dropFirst(used)
                isPasteOver = isOver
                if isOver { finish() }
            } else {
                rest = rest.dropFirst()
                step(byte)
            }
        }
    }

    /// Ends what is unfinished if its time is up: everything that arrived before the time has been fed.
    mutating func expire(at time: Duration) {
        if let patience, time - last >= patience { finish() }
    }

    private var patience: Duration? {
        switch state {
        case .typing: nil
        case .escape, .special: escapeDelay
        case .csi, .ss3, .swallowing, .mouse: max(escapeDelay, Patience.sequence)
        case .string, .stringEscape: isStringOverdue ? Patience.overdueString : max(escapeDelay, Patience.string)
        case .paste: Patience.paste
        }
    }

    private var isStringOverdue: Bool {
        stringCount > Self.stringLimit || last - stringStart >= Patience.wholeString
    }

    // MARK: Steps

    private mutating func step(_ byte: UInt8) {
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

    private mutating func type(_ byte: UInt8) {
        if byte == 0x1B { return begin(.escape, with: byte, escapes: 1) }
        if byte < 0x20 || byte >= 0x80, !(byte >= 0x80 && characters.isPending) {
            if table.usesC1, let state = Self.stateAfterC1(byte) { return begin(state, with: byte, escapes: 0) }
            if table.hasLonger(than: [byte]) { return begin(.special, with: byte, escapes: 0) }
        }
        if byte < 0x80 { isAlt = false }
        if let scalar = characters.feed(byte) { type(scalar) }
        if !characters.isPending { isAlt = false }
    }

    private mutating func type(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        // Enter sends CR; LF is Ctrl-J, which shells take for the same.
        case 0x0A, 0x0D: keys.append(.enter)
        case 0x09: keys.append(.tab)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0x01...0x1A: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60)))))
        case 0x00, 0x1C...0x1F: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40)))))
        case 0x80..<0xA0: break
        default: keys.append(isAlt ? .alt(Character(scalar)) : .character(Character(scalar)))
        }
    }

    private mutating func begin(_ new: State, with byte: UInt8, escapes: Int) {
        characters = UTF8Collector()
        isAlt = false
        sequence = [byte]
        self.escapes = escapes
        state = new
        if new == .string { beginString() }
    }

    private mutating func afterEscape(_ byte: UInt8) {
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
        // The end of a string that was given up.
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

    private mutating func csi(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else { return abort(with: byte) }
        extend(byte)
        if table.hasLonger(than: sequence) { return }
        switch byte {
        case UInt8(ascii: "M") where isFirst && table.entry(for: sequence) == nil:
            mouseValues = X10Values()
            state = .mouse
        // A function key of the Linux console, unless the table knows it.
        case UInt8(ascii: "[") where isFirst: state = .swallowing(1)
        case UInt8(ascii: "$") where isPlainNumber: endSequence()
        case 0x40...0x7E: endSequence()
        default: break
        }
    }

    private mutating func ss3(_ byte: UInt8) {
        guard (0x20...0x7E).contains(byte) else { return abort(with: byte) }
        extend(byte)
        let isModifier = (0x30...0x39).contains(byte) || byte == UInt8(ascii: ";")
        if !isModifier, !table.hasLonger(than: sequence) || ControlSequence.keypad[byte] != nil { endSequence() }
    }

    private mutating func special(_ byte: UInt8) {
        extend(byte)
        if table.hasLonger(than: sequence) { return }
        if let entry = table.entry(for: sequence) { return end(with: entry) }
        replay()
    }

    private mutating func swallow(_ byte: UInt8, of count: Int) {
        guard (0x20...0x7E).contains(byte) else { return abort(with: byte) }
        state = count > 1 ? .swallowing(count - 1) : .typing
    }

    private mutating func mouse(_ byte: UInt8) {
        guard byte >= 0x20 else { return abort(with: byte) }
        guard let values = mouseValues.feed(byte) else { return }
        end(with: takesMouse ? MouseReport.key(ofX10: values) : nil)
    }

    private mutating func string(_ byte: UInt8) {
        stringCount += 1
        switch byte {
        case 0x07, 0x18, 0x1A: state = .typing
        case 0x9C where table.usesC1: state = .typing
        case 0x1B: state = .stringEscape
        default: break
        }
    }

    private mutating func afterStringEscape(_ byte: UInt8) {
        if byte == UInt8(ascii: "\\") {
            state = .typing
        } else {
            // The string was cut short: the Escape begins something new.
            begin(.escape, with: 0x1B, escapes: 1)
            step(byte)
        }
    }

    // MARK: Ends

    /// Ends what is unfinished: nothing more will arrive for it.
    private mutating func finish() {
        switch state {
        case .escape:
            typeEscapes(escapes)
            state = .typing
        case .csi, .ss3:
            if let entry = table.entry(for: sequence) {
                end(with: entry)
            } else if let introducer = sequence.last, sequence.count == 2 {
                endAlt(Character(Unicode.Scalar(introducer)))
            } else {
                end(with: nil)
            }
        case .special:
            if let entry = table.entry(for: sequence) { end(with: entry) } else { replay() }
        case .paste:
            let text = paste.finish()
            if !text.isEmpty { keys.append(.paste(text)) }
            state = .typing
            hasLostPaste = !isPasteOver
        // Alt with a character that may begin a string, and no string.
        case .string where stringCount == 0 && escapes > 0:
            state = .typing
            keys.append(.alt(Character(Unicode.Scalar(sequence[sequence.count - 1]))))
        case .typing, .swallowing, .mouse, .string, .stringEscape: state = .typing
        }
    }

    /// Ends a whole CSI or SS3 sequence.
    private mutating func endSequence() {
        let introducerCount = sequence[0] == 0x1B ? 2 : 1
        let body = sequence.dropFirst(introducerCount)
        guard sequence.count < Self.sequenceLimit, let final = body.last else { return end(with: nil) }
        if state == .ss3 {
            if let key = ControlSequence.keypad[final] { return end(with: key) }
            return end(with: (table.entry(for: sequence) ?? nil) ?? ControlSequence.applicationKey(final))
        }
        guard let parsed = ControlSequence(body) else { return end(with: table.entry(for: sequence) ?? nil) }
        if parsed.isPasteStart {
            end(with: nil)
            state = .paste
            return
        }
        if parsed.isMouseReport { return end(with: takesMouse ? MouseReport.key(of: parsed) : nil) }
        end(with: (table.entry(for: sequence) ?? nil) ?? parsed.key)
    }

    /// Ends a sequence with its key, if it is one. One Escape before it is the Alt of some terminals, which changes nothing here.
    private mutating func end(with key: Key?) {
        typeEscapes(escapes - 2)
        state = .typing
        if let key { keys.append(key) }
    }

    private mutating func endAlt(_ character: Character) {
        typeEscapes(escapes - 1)
        state = .typing
        keys.append(.alt(character))
    }

    private mutating func typeEscapes(_ count: Int) {
        for _ in 0..<max(0, count) { keys.append(.escape) }
    }

    /// A byte that no sequence has: the one that was begun is dropped.
    private mutating func abort(with byte: UInt8) {
        state = .typing
        type(byte)
    }

    /// What looked like a special key is not one: its first byte was typed, the others may be the start of something else.
    private mutating func replay() {
        let bytes = sequence
        state = .typing
        if bytes[0] == 0x1B {
            begin(.escape, with: 0x1B, escapes: escapes)
            finishPlain(bytes[1...])
        } else {
            finishPlain(bytes[...])
        }
    }

    /// Takes bytes of which the first one begins no special key.
    private mutating func finishPlain(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.first else { return finish() }
        if state == .escape {
            (0x20..<0x7F).contains(first) ? endAlt(Character(Unicode.Scalar(first))) : typeAfterEscapes(first)
        } else if let scalar = characters.feed(first) {
            type(scalar)
        }
        for byte in bytes.dropFirst() { step(byte) }
    }

    private mutating func typeAfterEscapes(_ byte: UInt8) {
        typeEscapes(escapes)
        state = .typing
        type(byte)
    }

    // MARK: Parts

    private mutating func extend(_ byte: UInt8) {
        if sequence.count < Self.sequenceLimit { sequence.append(byte) }
    }

    private mutating func beginString() {
        typeEscapes(escapes - 1)
        state = .string
        stringCount = 0
        stringStart = last
    }

    /// Whether the last byte is the first one after the introducer.
    private var isFirst: Bool { sequence.count == (sequence[0] == 0x1B ? 3 : 2) }

    /// Whether nothing but digits stands between the introducer and the last byte.
    private var isPlainNumber: Bool {
        !isFirst && sequence.dropFirst(sequence[0] == 0x1B ? 2 : 1).dropLast().allSatisfy { (0x30...0x39).contains($0) }
    }

    /// `]` OSC, `P` DCS, `X` SOS, `^` PM and `_` APC.
    private static let stringIntroducers = Array("]PX^_".utf8)

    /// The state that a single byte from 0x80 to 0x9F begins.
    private static func stateAfterC1(_ byte: UInt8) -> State? {
        switch byte {
        case 0x9B: .csi
        case 0x8F: .ss3
        case 0x90, 0x98, 0x9D...0x9F: .string
        default: nil
        }
    }
}
