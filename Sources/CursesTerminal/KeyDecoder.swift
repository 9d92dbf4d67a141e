// Converts the bytes that a terminal sends to keys. The decoder is a state machine over bytes and their arrival times.
// Bytes that the user did not type never become keys: replies and reports of the terminal, in any format, are consumed
// to their end.
//
// The time between two bytes decides whether Escape is a key by itself, never the time at which the decoder is called.
// A time is a duration since an arbitrary fixed moment of a monotonic clock.
//
// Invariant: memory is bounded, whatever arrives.

import Browser

/// Decodes keys. A decoder is a value: it has no side effects, and works only when it is called.
struct KeyDecoder {
    enum State: Equatable {
        case typing
        /// After Escape, which could be a key by itself.
        case escape
        /// In a CSI sequence (`ESC [`).
        case csi
        /// In an SS3 sequence (`ESC O`).
        case ss3
        /// In a sequence of terminfo that does not follow the grammar of CSI or SS3.
        case special
        /// In a sequence whose next bytes, of the given number, are ignored.
        case swallowing(Int)
        /// In a mouse report in X10 format: three values follow.
        case mouse
        /// In a string (OSC, DCS, APC, PM, SOS), which is a reply of the terminal.
        case string
        /// After an Escape in a string, which may be the start of the terminator.
        case stringEscape
        case paste
    }

    /// Time limits.
    enum Patience {
        /// The default of ESCDELAY.
        static let escape = Duration.milliseconds(25)
        /// The time limit for the rest of a sequence. Nobody can type its first two bytes so fast that they arrive
        /// together.
        static let sequence = Duration.milliseconds(500)
        /// The longest pause within a string.
        static let string = Duration.seconds(1)
        /// The time after which a string is treated as one whose terminator was lost.
        static let wholeString = Duration.seconds(5)
        /// The pause that ends such a string: shorter than the pause between two key presses, longer than the pauses
        /// within the output of a terminal.
        static let overdueString = Duration.milliseconds(200)
        /// The longest pause within a paste.
        static let paste = Duration.seconds(2)
    }

    /// The number of bytes after which a string is treated as one whose terminator was lost.
    static let stringLimit = 1 << 20
    /// The maximum number of bytes that arrive together when keys are typed. More bytes are a part of a paste.
    static let typedAtOnce = 16
    /// The number of bytes of a sequence that are kept. No key has as many.
    static let sequenceLimit = 64

    let table: KeyTable
    let takesMouse: Bool
    private let escapeDelay: Duration

    var state = State.typing
    var keys: [Key] = []
    var characters = UTF8Collector()
    /// Whether an Escape precedes the character that is arriving.
    var isAlt = false
    /// The bytes of the sequence so far, starting with its last Escape.
    var sequence: [UInt8] = []
    /// The number of Escapes directly before the sequence, including its own.
    var escapes = 0
    var mouseValues = X10Values()
    var paste = PasteCollector()
    var isPasteOver = false
    /// Whether the last paste ended without its end mark. Bytes that arrive in a burst are then still part of it.
    var hasLostPaste = false
    var stringCount = 0
    /// When the string began.
    var stringStart = Duration.zero
    /// When the last byte arrived.
    var last = Duration.zero

    /// Creates a decoder that has not received any bytes.
    /// - Parameters:
    ///   - takesMouse: whether mouse reports become keys. If false, they are ignored.
    ///   - escapeDelay: how long after Escape the next byte still belongs to the same sequence.
    init(
        table: KeyTable = KeyTable(), takesMouse: Bool = false, escapeDelay: Duration = Patience.escape
    ) {
        self.table = table
        self.takesMouse = takesMouse
        self.escapeDelay = escapeDelay
    }

    /// Returns the complete keys, oldest first, and removes them from the decoder.
    mutating func takeKeys() -> [Key] {
        defer { keys.removeAll() }
        return keys
    }

    /// The latest time at which `expire` must be called if no bytes arrive. nil if nothing is unfinished.
    var deadline: Duration? { patience.map { last + $0 } }

    /// Decodes bytes that arrived together.
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

    /// Ends an unfinished sequence if its time limit has passed. The caller must have passed all bytes that arrived
    /// before `time` to `feed`.
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
