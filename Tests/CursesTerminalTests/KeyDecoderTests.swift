// Tables of bytes and the keys that they represent under any TERM. The times are arguments, so no test waits.

import Browser
import Testing

@testable import CursesTerminal

@Suite struct KeyDecoderTests {
    /// Returns the keys of pieces that arrive with the given delay between them.
    static func keys(
        _ pieces: [[UInt8]], apart: Duration = .milliseconds(1), table: KeyTable = KeyTable(), takesMouse: Bool = false,
        escapeDelay: Duration = KeyDecoder.Patience.escape
    ) -> [Key] {
        var decoder = KeyDecoder(table: table, takesMouse: takesMouse, escapeDelay: escapeDelay)
        var time = Duration.seconds(1_000)
        for piece in pieces {
            decoder.feed(piece, at: time)
            time += apart
        }
        decoder.expire(at: time + .seconds(60))
        return decoder.takeKeys()
    }

    static func keys(_ text: String, table: KeyTable = KeyTable(), takesMouse: Bool = false) -> [Key] {
        keys([Array(text.utf8)], table: table, takesMouse: takesMouse)
    }

    static func apart(_ pieces: String..., by gap: Duration, escapeDelay: Duration = KeyDecoder.Patience.escape)
        -> [Key]
    {
        keys(pieces.map { Array($0.utf8) }, apart: gap, escapeDelay: escapeDelay)
    }

    static let texts: [(String, [Key])] = [
        ("j", [.character("j")]), (" ", [.character(" ")]), ("~", [.character("~")]),
        ("é", [.character("é")]), ("网关", [.character("网"), .character("关")]), ("😀", [.character("😀")]),
        ("\r", [.enter]), ("\n", [.enter]), ("\t", [.tab]), ("\u{7F}", [.backspace]), ("\u{8}", [.backspace]),
        ("\u{1}", [.control("a")]), ("\u{3}", [.control("c")]), ("\u{1A}", [.control("z")]), ("\0", [.control("@")]),
        ("\u{1C}", [.control("\\")]), ("\u{1F}", [.control("_")]),
        ("\u{1B}", [.escape]), ("\u{1B}\u{1B}", [.escape, .escape]), ("\u{1B}x", [.alt("x")]),
        ("\u{1B}网", [.alt("网")]), ("\u{1B}\r", [.escape, .enter]), ("\u{1B}\u{1B}x", [.escape, .alt("x")]),
        ("\u{1B}[", [.alt("[")]), ("\u{1B}O", [.alt("O")]), ("\u{1B}]", [.alt("]")]), ("\u{1B}P", [.alt("P")]),
        ("x\u{1B}", [.character("x"), .escape]), ("\u{1B}xy", [.alt("x"), .character("y")]),
        ("\u{1B}\u{7F}", [.alt("\u{7F}")]), ("\u{1B}\u{8}", [.alt("\u{7F}")]),
        ("\u{1B}b\u{1B}f", [.alt("b"), .alt("f")]), ("\u{85}", []), ("\u{9B}", []),
    ]

    @Test(arguments: texts)
    func `Characters, control characters and Escape are decoded to keys`(text: String, expected: [Key]) {
        #expect(Self.keys(text) == expected)
    }

    static let sequences: [(String, Key)] = [
        ("[A", .up), ("[B", .down), ("[C", .right), ("[D", .left), ("OA", .up), ("OB", .down), ("OC", .right),
        ("OD", .left), ("[H", .home), ("[F", .end), ("OH", .home), ("OF", .end), ("[1~", .home), ("[2~", .insert),
        ("[3~", .delete), ("[4~", .end), ("[5~", .pageUp), ("[6~", .pageDown), ("[7~", .home), ("[8~", .end),
        ("[Z", .backTab), ("OP", .function(1)), ("OQ", .function(2)), ("OR", .function(3)), ("OS", .function(4)),
        ("[P", .function(1)), ("[S", .function(4)), ("[11~", .function(1)), ("[15~", .function(5)),
        ("[17~", .function(6)), ("[21~", .function(10)), ("[23~", .function(11)), ("[24~", .function(12)),
        // With Shift, Alt or Control, as xterm, old xterm, rxvt and kitty send them.
        ("[1;5A", .up), ("[1;2D", .left), ("[5;3~", .pageUp), ("[3;5~", .delete), ("O5A", .up), ("O1;5C", .right),
        ("[a", .up), ("[d", .left), ("Oa", .up), ("Od", .left), ("[7^", .home), ("[3$", .delete), ("[6@", .pageDown),
        ("[1;1:1A", .up), ("[1;1:2B", .down),
        // The keypad in application mode.
        ("Op", .character("0")), ("Oq", .character("1")), ("Or", .character("2")), ("Os", .character("3")),
        ("Ot", .character("4")), ("Ou", .character("5")), ("Ov", .character("6")), ("Ow", .character("7")),
        ("Ox", .character("8")), ("Oy", .character("9")), ("Oj", .character("*")), ("Ok", .character("+")),
        ("Ol", .character(",")), ("Om", .character("-")), ("On", .character(".")), ("Oo", .character("/")),
        ("OM", .enter), ("OX", .character("=")), ("OI", .tab), ("O ", .character(" ")),
        // xterm's modifyOtherKeys and kitty's protocol.
        ("[27;5;106~", .control("j")), ("[27;3;120~", .alt("x")), ("[27;2;13~", .enter), ("[27u", .escape),
        ("[97u", .character("a")), ("[97;5u", .control("a")), ("[97;3u", .alt("a")), ("[97;2u", .character("A")),
        ("[49:33;2u", .character("!")), ("[9;2u", .backTab), ("[13u", .enter), ("[127u", .backspace),
        ("[57399u", .character("0")), ("[57413u", .character("+")), ("[57414u", .enter), ("[57419u", .up),
        ("[27;1;27~", .escape), ("[99;69u", .control("c")),
    ]

    @Test(arguments: sequences)
    func `Key sequences of common terminals are known without terminfo`(sequence: String, key: Key) {
        #expect(Self.keys("\u{1B}\(sequence)q") == [key, .character("q")])
    }

    @Test(arguments: sequences)
    func `An additional Escape before a sequence is treated as Alt`(sequence: String, key: Key) {
        #expect(Self.keys("\u{1B}\u{1B}\(sequence)q") == [key, .character("q")])
    }

    @Test(arguments: sequences)
    func `A sequence that arrives byte by byte is decoded`(sequence: String, key: Key) {
        let bytes = Array("\u{1B}\(sequence)q".utf8).map { [$0] }
        #expect(Self.keys(bytes, apart: .milliseconds(20)) == [key, .character("q")])
    }

    @Test func `A third Escape before a sequence is a separate key`() {
        #expect(Self.keys("\u{1B}\u{1B}\u{1B}[Aq") == [.escape, .up, .character("q")])
    }

    static let answers = [
        // Device attributes, status, position, modes, window, version, keyboard flags, focus.
        "\u{1B}[?1;2c", "\u{1B}[>41;370;0c", "\u{1B}[=0c", "\u{1B}[0n", "\u{1B}[24;80R", "\u{1B}[1;1R",
        "\u{1B}[?24;80;1R",
        "\u{1B}[?2026;2$y", "\u{1B}[4;1$y", "\u{1B}[8;24;80t", "\u{1B}[?0u", "\u{1B}[?31u", "\u{1B}[I", "\u{1B}[O",
        "\u{1B}[?997;1n", "\u{1B}[48;24;80;600;800t", "\u{1B}[>4;2m", "\u{1B}[?62;4;22c",
        // Unknown keys, and key releases.
        "\u{1B}[1;9P", "\u{1B}[99~", "\u{1B}Oz", "\u{1B}[27;5;9999999~", "\u{1B}[1;1:3A", "\u{1B}[97;1:3u",
        "\u{1B}[57441;2u", "\u{1B}[99999999999999999999u", "\u{1B}[;;;;;;~", "\u{1B}[1:2:3:4q", "\u{1B}[201~",
        // The Linux console's function keys under another TERM.
        "\u{1B}[[A", "\u{1B}[[E",
        // The mouse: SGR, urxvt, X10, X10 with wide characters; press, release, movement, wheel.
        "\u{1B}[<0;20;10M", "\u{1B}[<0;20;10m", "\u{1B}[<35;20;10M", "\u{1B}[<64;1;1M", "\u{1B}[32;20;10M",
        "\u{1B}[M !!", "\u{1B}[M#QJ", "\u{1B}[M`zz", "\u{1B}[M \u{A1}\u{B2}",
        // Strings: OSC, DCS, APC, PM, SOS, with either terminator; the terminator of an abandoned string.
        "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{1B}\\", "\u{1B}]11;rgb:1e1e/1e1e/2e2e\u{7}", "\u{1B}P>|XTerm(370)\u{1B}\\",
        "\u{1B}P1+r544e=787465726d\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\", "\u{1B}^private\u{1B}\\", "\u{1B}Xsos\u{1B}\\",
        "\u{1B}]52;c;cXVpdA==\u{7}", "\u{1B}]l网关\u{1B}\\", "\u{1B}]\u{7}", "\u{1B}\\", "\u{1B}]0;a\r\nb\u{7}",
        "\u{1B}P$r0 q\u{1B}\\",
    ]

    @Test(arguments: answers)
    func `An answer or a report of the terminal is not taken for keys`(answer: String) {
        #expect(Self.keys("\(answer)q") == [.character("q")])
        #expect(Self.keys("j\(answer)\(answer)q") == [.character("j"), .character("q")])
    }

    @Test(arguments: answers)
    func `An answer that arrives byte by byte with delays is not taken for keys`(answer: String) {
        // The first two bytes arrive together, because an Escape alone is a key after 25 ms.
        let bytes = Array(answer.utf8)
        let pieces = [Array(bytes[..<2])] + bytes.dropFirst(2).map { [$0] } + [Array("q".utf8)]
        #expect(Self.keys(pieces, apart: .milliseconds(100)) == [.character("q")])
    }

    @Test func `A string without a terminator does not swallow keys forever`() {
        #expect(Self.apart("\u{1B}]11;rgb:1e", "q", by: .seconds(1)) == [.character("q")])
        // If the user keeps typing, a short pause is enough after five seconds.
        let typed = ["\u{1B}]11;rgb:"] + (0..<40).map { _ in "j" }
        let keys = Self.keys(typed.map { Array($0.utf8) }, apart: .milliseconds(300))
        #expect(keys.count > 15 && keys.count < 30 && Set(keys) == [.character("j")])
    }

    @Test func `A string of any length is discarded`() {
        let long = "\u{1B}]52;c;" + String(repeating: "q", count: KeyDecoder.stringLimit + 10_000)
        #expect(Self.keys(long + "\u{7}x") == [.character("x")])
        #expect(Self.apart(long, "x", by: .milliseconds(200)) == [.character("x")])
    }

    @Test func `Escape ends a string and starts another sequence`() {
        #expect(Self.keys("\u{1B}]11;rgb\u{1B}[A") == [.up])
        #expect(Self.keys("\u{1B}P1+r\u{1B}]11;x\u{7}q") == [.character("q")])
        #expect(Self.keys("\u{1B}]11;rgb\u{18}q") == [.character("q")])
    }

    @Test func `A sequence without an end does not swallow keys forever`() {
        #expect(Self.apart("\u{1B}[1", "q", by: .milliseconds(500)) == [.character("q")])
        #expect(Self.keys("\u{1B}[1\r") == [.enter])
        #expect(Self.keys("\u{1B}[1\u{1B}[A") == [.up])
        #expect(Self.keys("\u{1B}[M\u{3}") == [.control("c")])
        let long = "\u{1B}[" + String(repeating: "1;", count: 100_000) + "Aq"
        #expect(Self.keys(long) == [.character("q")])
    }

    // MARK: Time

    @Test func `The time between two bytes decides whether Escape is a separate key`() {
        #expect(Self.apart("\u{1B}", "x", by: .milliseconds(24)) == [.alt("x")])
        #expect(Self.apart("\u{1B}", "x", by: .milliseconds(25)) == [.escape, .character("x")])
        #expect(Self.apart("\u{1B}", "x", by: .milliseconds(100)) == [.escape, .character("x")])
    }

    @Test func `A late query of the decoder does not change the keys`() {
        var decoder = KeyDecoder()
        decoder.feed([0x1B], at: .milliseconds(1_000))
        decoder.feed([0x78], at: .milliseconds(1_100))
        decoder.feed([0x1B], at: .milliseconds(2_000))
        decoder.feed([0x78], at: .milliseconds(2_010))
        decoder.expire(at: .seconds(100))
        #expect(decoder.takeKeys() == [.escape, .character("x"), .alt("x")])
    }

    @Test func `Escape alone is a key exactly after its delay`() {
        var decoder = KeyDecoder()
        decoder.feed([0x1B], at: .seconds(1))
        #expect(decoder.deadline == .seconds(1) + .milliseconds(25))
        decoder.expire(at: .seconds(1) + .milliseconds(24))
        #expect(decoder.takeKeys().isEmpty)
        decoder.expire(at: .seconds(1) + .milliseconds(25))
        #expect(decoder.takeKeys() == [.escape])
        #expect(decoder.deadline == nil)
    }

    @Test func `With a larger ESCDELAY, a sequence split by a slow connection is one key`() {
        #expect(Self.apart("\u{1B}", "[B", by: .milliseconds(40), escapeDelay: .milliseconds(500)) == [.down])
        #expect(
            Self.apart("\u{1B}", "[B", by: .milliseconds(40))
                == [.escape, .character("["), .character("B")])
        #expect(Self.apart("\u{1B}[", "B", by: .milliseconds(400)) == [.down])
        #expect(Self.apart("\u{1B}[1;", "5B", by: .milliseconds(400)) == [.down])
    }

    @Test func `With an ESCDELAY of 0, bytes that arrive together are one sequence`() {
        #expect(
            Self.apart("\u{1B}[A", "\u{1B}", "x", by: .zero, escapeDelay: .zero) == [.up, .escape, .character("x")])
    }

    // MARK: Characters

    @Test(
        arguments: [
            [0xFF], [0x80], [0xC3], [0xC3, 0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80],
            [0xF4, 0x90, 0x80, 0x80], [0xE7, 0xBD], [0x9B], [0x9D],
        ] as [[UInt8]])
    func `Bytes that are not UTF-8 are dropped, and the characters after them are kept`(bytes: [UInt8]) {
        #expect(Self.keys([bytes + Array("x网".utf8)]) == [.character("x"), .character("网")])
        #expect(Self.keys([[0x1B] + bytes + Array("x".utf8)]).last == .character("x"))
    }

    @Test func `A character that arrives in pieces is decoded`() {
        let pieces = "网".utf8.map { [$0] }
        #expect(Self.keys(pieces, apart: .seconds(2)) == [.character("网")])
    }

    // MARK: The mouse

    @Test(
        arguments: [
            ("[<0;10;5M", .click(Position(row: 4, column: 9))), ("[<64;10;5M", .wheelUp), ("[<65;10;5M", .wheelDown),
            ("[<16;10;5M", .click(Position(row: 4, column: 9))), ("[<68;1;1M", .wheelUp), ("[<0;10;5m", nil),
            ("[<2;10;5M", nil), ("[<32;10;5M", nil), ("[<66;1;1M", nil), ("[<0;0;0M", nil),
            ("[32;10;5M", .click(Position(row: 4, column: 9))), ("[96;10;5M", .wheelUp), ("[35;10;5M", nil),
            ("[M *%", .click(Position(row: 4, column: 9))), ("[M`*%", .wheelUp), ("[Ma*%", .wheelDown),
            ("[M#*%", nil), ("[M \u{C8}%", .click(Position(row: 4, column: 167))),
        ] as [(String, Key?)])
    func `If the mouse is enabled, reports in every format are decoded`(report: String, key: Key?) {
        let expected = (key.map { [$0] } ?? []) + [.character("q")]
        #expect(Self.keys("\u{1B}\(report)q", takesMouse: true) == expected)
    }

    @Test func `An X10 report with a column that is not valid text is decoded`() {
        let report: [UInt8] = [0x1B, 0x5B, 0x4D, 0x20, 0xFF, 0x25]
        #expect(Self.keys([report], takesMouse: true) == [.click(Position(row: 4, column: 222))])
    }
}
