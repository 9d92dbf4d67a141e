// Turns the bytes that a terminal sends into keys: a state machine over bytes and the times at which they arrived.
// Nothing that nobody typed becomes a key: answers and reports of the terminal, in whatever form, are swallowed to
// their end.
//
// Whether Escape is a key by itself is decided by the time between two bytes, never by when the decoder is asked. A
// time is a duration since any fixed moment of a monotonic clock.
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
        /// The number of bytes that belong to what came before, whatever they are.
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

    let table: KeyTable
    let takesMouse: Bool
    private let escapeDelay: Duration

    var state = State.typing
    var keys: [Key] = []
    var characters = UTF8Collector()
    /// The character that is arriving has an Escape before it.
    var isAlt = false
    /// The bytes of the sequence so far, from its last Escape on.
    var sequence: [UInt8] = []
    /// Escapes right before the sequence, its own included.
    var escapes = 0
    var mouseValues = X10Values()
    var paste = PasteCollector()
    var isPasteOver = false
    /// The last paste ended without its end mark: what arrives in a burst is still a part of it.
    var hasLostPaste = false
    var stringCount = 0
    /// When the string began.
    var stringStart = Duration.zero
    /// When the last byte arrived.
    var last = Duration.zero

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
}
