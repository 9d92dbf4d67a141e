// Tables of what is read and what key that is.

import Browser
import CTerminal
import Testing

@testable import CursesTerminal

@Suite struct KeyDecoderTests {
    private static let start = ContinuousClock.now

    /// The keys of texts, each of which is there to be read at once.
    private func keys(_ drains: String...) -> [Key] {
        var decoder = KeyDecoder()
        for drain in drains {
            for byte in drain.utf8 { decoder.feed(.byte(byte), at: Self.start) }
            decoder.drained(at: Self.start)
        }
        return decoder.takeKeys()
    }

    static let texts: [(String, [Key])] = [
        ("j", [.character("j")]), (" ", [.character(" ")]), ("~", [.character("~")]),
        ("é", [.character("é")]), ("网关", [.character("网"), .character("关")]), ("😀", [.character("😀")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
        ("\u{1}", [.control("a")]), ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\0", [.control("@")]),
        ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]),
        ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}x", [.alt("x")]),
        ("\u{1B}网", [.alt("网")]), ("\u{1B}\r", [.escape, .enter]), ("\u{1B}\u{1B}x", [.escape, .alt("x")]),
        ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("x\u{1B}", [.character("x"), .escape]),
        ("\u{1B}xy", [.alt("x"), .character("y")]),
        ("\u{1B}\u{7F}", [.alt("\u{7F}")]), ("\u{1B}\u{8}", [.alt("\u{7F}")]),
        ("\u{1B}b\u{1B}f", [.alt("b"), .alt("f")]),
        ("\u{85}", []), ("\u{9B}", []),
    ]

    @Test("A character, a control character and Escape are keys", arguments: texts)
    func decodes(_ text: String, _ expected: [Key]) {
        #expect(keys(text) == expected)
    }

    @Test(
        "A sequence that nobody knows is not taken for typing",
        arguments: [
            "\u{1B}[1;9P", "\u{1B}[?1;2c", "\u{1B}[99~", "\u{1B}[M", "\u{1B}Oz", "\u{1B}[27;5;9~", "\u{1B}[<0;1;",
        ])
    func swallowsUnknownSequences(_ sequence: String) {
        #expect(keys(sequence, "q") == [.character("q")])
    }

    @Test func aSequenceWithoutEndDoesNotSwallowTypingForever() {
        #expect(keys("\u{1B}[" + String(repeating: "1", count: 40) + "q").last == .character("q"))
        #expect(keys("\u{1B}[1\r") == [.enter])
    }

    @Test func escapeIsAKeyByItselfWhenNothingFollowsInItsDrain() {
        #expect(keys("\u{1B}", "x") == [.escape, .character("x")])
    }

    @Test func escapeBeforeANamedKeyIsNotLost() {
        var decoder = KeyDecoder()
        decoder.feed(.byte(0x1B), at: Self.start)
        decoder.feed(.key(.down), at: Self.start)
        #expect(decoder.takeKeys() == [.escape, .down])
    }

    @Test func altWithBackspaceIsOneKeyAlsoWhereTheTerminalNamesBackspace() {
        var decoder = KeyDecoder()
        decoder.feed(.byte(0x1B), at: Self.start)
        decoder.feed(.key(.backspace), at: Self.start)
        decoder.feed(.key(.backspace), at: Self.start)
        #expect(decoder.takeKeys() == [.alt("\u{7F}"), .backspace])
    }

    @Test func aPasteIsOneKeyWithItsControlCharacters() {
        var decoder = KeyDecoder()
        decoder.feed(.pasteStart, at: Self.start)
        for byte in "a\u{1B}[b\rc\u{3}网".utf8 { decoder.feed(.byte(byte), at: Self.start) }
        decoder.drained(at: Self.start)
        #expect(decoder.takeKeys().isEmpty)
        #expect(decoder.patience == KeyDecoder.pastePatience)
        decoder.feed(.pasteEnd, at: Self.start)
        decoder.feed(.byte(UInt8(ascii: "q")), at: Self.start)
        #expect(decoder.takeKeys() == [.paste("a\u{1B}[b\rc\u{3}网"), .character("q")])
        #expect(decoder.patience == nil)
    }

    @Test func aPasteWhoseEndNeverComesEndsByItself() {
        var decoder = KeyDecoder()
        decoder.feed(.pasteStart, at: Self.start)
        decoder.feed(.byte(UInt8(ascii: "x")), at: Self.start)
        decoder.drained(at: Self.start + .milliseconds(499))
        #expect(decoder.takeKeys().isEmpty)
        decoder.drained(at: Self.start + .milliseconds(500))
        decoder.feed(.byte(UInt8(ascii: "q")), at: Self.start + .seconds(1))
        #expect(decoder.takeKeys() == [.paste("x"), .character("q")])
    }

    @Test func aHugePasteComesInPieces() {
        var decoder = KeyDecoder()
        decoder.feed(.pasteStart, at: Self.start)
        for _ in 0..<KeyDecoder.pasteLimit + 3 { decoder.feed(.byte(UInt8(ascii: "x")), at: Self.start) }
        decoder.feed(.pasteEnd, at: Self.start)
        let counts = decoder.takeKeys().map { key in if case .paste(let text) = key { text.count } else { 0 } }
        #expect(counts == [KeyDecoder.pasteLimit, 3])
    }

    @Test func anEmptyPasteAndAStrayEndAreNothing() {
        var decoder = KeyDecoder()
        for input in [KeyDecoder.Input.pasteEnd, .pasteStart, .pasteEnd, .nothing] {
            decoder.feed(input, at: Self.start)
        }
        decoder.drained(at: Self.start)
        #expect(decoder.takeKeys().isEmpty)
    }

    @Test func cursesKeysHaveTheirNames() {
        func input(_ key: terminal_key, _ value: UInt32 = 0) -> KeyDecoder.Input {
            KeyDecoder.Input(terminal_event(key: key, value: value, row: 3, column: 5))
        }
        #expect(input(TERMINAL_KEY_BACK_TAB) == .key(.backTab))
        #expect(input(TERMINAL_KEY_PAGE_DOWN) == .key(.pageDown))
        #expect(input(TERMINAL_KEY_FUNCTION, 12) == .key(.function(12)))
        #expect(input(TERMINAL_KEY_CLICK) == .key(.click(Position(row: 3, column: 5))))
        #expect(input(TERMINAL_KEY_BYTE, 0xE7) == .byte(0xE7))
        #expect(input(TERMINAL_KEY_OTHER) == .nothing)
    }

    @Test(
        "Bytes that are no UTF-8 are dropped, and nothing after them",
        arguments: [
            [0xFF], [0x80], [0xC3], [0xC3, 0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80],
            [0xF4, 0x90, 0x80, 0x80],
            [0xE7, 0xBD],
        ] as [[UInt8]])
    func dropsBadBytes(_ bytes: [UInt8]) {
        var decoder = KeyDecoder()
        for byte in bytes { decoder.feed(.byte(byte), at: Self.start) }
        for byte in "x网".utf8 { decoder.feed(.byte(byte), at: Self.start) }
        #expect(decoder.takeKeys() == [.character("x"), .character("网")])
    }

    @Test func aCharacterMayArriveInTwoDrains() {
        var decoder = KeyDecoder()
        for byte in "网".utf8 {
            decoder.feed(.byte(byte), at: Self.start)
            decoder.drained(at: Self.start)
        }
        #expect(decoder.takeKeys() == [.character("网")])
    }
}
