// What a sequence of characters is: a key. ncurses has recognised the terminal's own sequences by then; left are Escape
// against Alt, control characters, pasted text, and sequences that nobody knows, which must not be taken for typing.
//
// A drain is all that is there to be read at once. Escape is a key by itself when nothing follows it in its drain; the
// reader has waited 25 ms by then.

package import Browser

/// Turns what the terminal sent into keys. A value: it is fed and asked, and does nothing by itself.
package struct KeyDecoder {
    /// One thing read.
    package enum Input: Equatable, Sendable {
        case byte(UInt8)
        case key(Key)
        case pasteStart, pasteEnd
        /// A key that means nothing here.
        case nothing
    }

    private enum State: Equatable {
        case typing
        case escape
        /// After Escape and `[` or `O`, with so many characters since.
        case sequence(introducer: Unicode.Scalar, length: Int)
        case paste
    }

    /// Characters of one paste; what is longer comes in pieces.
    static let pasteLimit = 65_536
    /// How long the rest of a paste may keep away.
    static let pastePatience = Duration.milliseconds(500)
    /// Longer than any sequence in use.
    private static let sequenceLimit = 32

    private var state = State.typing
    private var characters = UTF8Collector()
    private var keys: [Key] = []
    private var pasted = String.UnicodeScalarView()
    private var lastFed: ContinuousClock.Instant?

    package init() {}

    /// How long to wait at most before `drained` must be called again; nil when nothing is unfinished.
    package var patience: Duration? { state == .paste ? KeyDecoder.pastePatience : nil }

    /// The keys that are whole, oldest first; they are given once.
    package mutating func takeKeys() -> [Key] {
        defer { keys.removeAll() }
        return keys
    }

    package mutating func feed(_ input: Input, at now: ContinuousClock.Instant) {
        lastFed = now
        switch input {
        case .byte(let byte):
            if let scalar = characters.feed(byte) { feed(scalar) }
        case .pasteStart where state != .paste:
            endSequence()
            state = .paste
        case .pasteEnd where state == .paste: endPaste()
        case .key(.backspace) where state == .escape:
            state = .typing
            keys.append(.alt("\u{7F}"))
        case .key(let key) where state != .paste:
            endSequence()
            keys.append(key)
        case .key, .nothing, .pasteStart, .pasteEnd: break
        }
    }

    /// Everything that was there has been fed. An unfinished sequence ends, and a paste whose end never came.
    package mutating func drained(at now: ContinuousClock.Instant) {
        guard state == .paste else { return endSequence() }
        if let lastFed, now - lastFed >= KeyDecoder.pastePatience { endPaste() }
    }

    private mutating func feed(_ scalar: Unicode.Scalar) {
        switch state {
        case .typing: type(scalar)
        case .paste:
            pasted.append(scalar)
            if pasted.count >= KeyDecoder.pasteLimit { flushPaste() }
        case .escape: afterEscape(scalar)
        case .sequence(let introducer, let length):
            // CSI ends with @ to ~, SS3 with the next character.
            let ends = introducer == "O" || (0x40...0x7E).contains(scalar.value)
            if scalar.value < 0x20 || scalar.value > 0x7E {
                state = .typing
                type(scalar)
            } else if ends || length >= KeyDecoder.sequenceLimit {
                state = .typing
            } else {
                state = .sequence(introducer: introducer, length: length + 1)
            }
        }
    }

    private mutating func afterEscape(_ scalar: Unicode.Scalar) {
        state = .typing
        switch scalar {
        case "\u{8}", "\u{7F}": keys.append(.alt("\u{7F}"))
        case "[", "O": state = .sequence(introducer: scalar, length: 0)
        case _ where isPrintable(scalar): keys.append(.alt(Character(scalar)))
        default:
            keys.append(.escape)
            type(scalar)
        }
    }

    private mutating func type(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x1B: state = .escape
        // Enter sends CR; LF is Ctrl-J, which shells take for the same.
        case 0x0A, 0x0D: keys.append(.enter)
        case 0x09: keys.append(.tab)
        case 0x08, 0x7F: keys.append(.backspace)
        case 0x01...0x1A: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60)))))
        case 0x00, 0x1C...0x1F: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40)))))
        default:
            if isPrintable(scalar) { keys.append(.character(Character(scalar))) }
        }
    }

    private func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value)
    }

    private mutating func endSequence() {
        switch state {
        case .escape: keys.append(.escape)
        case .sequence(let introducer, 0): keys.append(.alt(Character(introducer)))
        case .sequence, .typing, .paste: break
        }
        if state != .paste { state = .typing }
    }

    private mutating func endPaste() {
        flushPaste()
        state = .typing
    }

    private mutating func flushPaste() {
        if !pasted.isEmpty { keys.append(.paste(String(pasted))) }
        pasted.removeAll()
    }
}
