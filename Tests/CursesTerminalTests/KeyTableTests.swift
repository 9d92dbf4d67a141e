// The keys that terminfo adds, for the installed terminal types and for rare types.

import Browser
import FoundationEssentials
import Testing

@testable import CursesTerminal

@Suite struct KeyTableTests {
    private static let control = (UInt8(0)...0x1F).map { $0 }

    /// The names of all installed terminal types.
    private static let types: [String] = {
        ["/usr/share/terminfo", "/lib/terminfo", "/etc/terminfo"].flatMap { root in
            (try? FileManager.default.contentsOfDirectory(atPath: root))?.flatMap { folder in
                (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")) ?? []
            } ?? []
        }
    }()

    @Test func `Terminal types are installed for these tests`() {
        #expect(Self.types.contains("xterm-256color") && Self.types.contains("linux"))
    }

    @Test func `Under every TERM a control character is decoded as typed`() {
        for type in Self.types {
            let table = KeyTable(type: type)
            for byte in Self.control where byte != 0x1B {
                #expect(
                    KeyDecoderTests.keys([[byte]], table: table) == KeyDecoderTests.keys([[byte]]),
                    "byte \(byte) under \(type)")
            }
        }
    }

    @Test func `Under every TERM Escape and printable characters are decoded as typed`() {
        for type in Self.types {
            let table = KeyTable(type: type)
            #expect(KeyDecoderTests.keys("\u{1B}", table: table) == [.escape], "\(type)")
            for byte in UInt8(0x20)...0x7E {
                #expect(
                    KeyDecoderTests.keys([[byte]], table: table) == [.character(Character(Unicode.Scalar(byte)))],
                    "byte \(byte) under \(type)")
            }
        }
    }

    /// The sequences mean the same under every TERM that uses CSI.
    @Test(arguments: ["xterm-256color", "xterm", "screen", "tmux", "linux", "vt100", "rxvt", "putty"])
    func `Common keys and answers mean the same under common terminal types`(type: String) {
        let table = KeyTable(type: type)
        for (sequence, key) in KeyDecoderTests.sequences {
            #expect(
                KeyDecoderTests.keys("\u{1B}\(sequence)q", table: table) == [key, .character("q")],
                "\(sequence) \(type)")
        }
        for answer in KeyDecoderTests.answers where !(type == "linux" && answer.hasPrefix("\u{1B}[[")) {
            let keys = KeyDecoderTests.keys("\(answer)q", table: table)
            // terminfo names some function keys with modifiers.
            let isFunction = keys.count == 2 && (12...63).contains { keys[0] == .function($0) }
            #expect(
                keys.last == .character("q") && (keys.count == 1 || isFunction), "\(answer.debugDescription) \(type)")
        }
    }

    @Test func `The special keys of the Linux console are known under its TERM`() {
        let table = KeyTable(type: "linux")
        #expect(KeyDecoderTests.keys("\u{1B}[[Aq", table: table) == [.function(1), .character("q")])
        #expect(KeyDecoderTests.keys("\u{1B}[[Eq", table: table) == [.function(5), .character("q")])
        #expect(KeyDecoderTests.keys("\u{1B}\tq", table: table) == [.backTab, .character("q")])
        #expect(KeyDecoderTests.keys("\u{1A}", table: table) == [.control("z")])
    }

    @Test func `Keypad sequences take precedence over terminfo`() {
        let table = KeyTable(type: "vt100")
        #expect(KeyDecoderTests.keys("\u{1B}Ot\u{1B}Oq", table: table) == [.character("4"), .character("1")])
        #expect(KeyDecoderTests.keys("\u{1B}OP", table: table) == [.function(1)])
    }

    // MARK: Rare terminals that are not installed everywhere

    private static let wyse = KeyTable([
        ("kf1", Array("\u{1}@\r".utf8)), ("kf2", Array("\u{1}A\r".utf8)), ("kcuf1", [0x0C]), ("kcud1", [0x0A]),
        ("khome", [0x1E]), ("kpp", Array("\u{1B}J".utf8)), ("kill", Array("\u{1B}T".utf8)),
    ])

    @Test
    func
        `A key sequence that begins with a control character is one key, distinct from the control character`()
    {
        #expect(KeyDecoderTests.keys("\u{1}@\rq", table: Self.wyse) == [.function(1), .character("q")])
        #expect(KeyDecoderTests.keys("\u{1}", table: Self.wyse) == [.control("a")])
        #expect(KeyDecoderTests.keys("\u{1}@x", table: Self.wyse) == [.control("a"), .character("@"), .character("x")])
        #expect(
            KeyDecoderTests.keys("\u{1}\u{1}@\r", table: Self.wyse) == [.control("a"), .function(1)])
        #expect(KeyDecoderTests.keys("\u{0C}", table: Self.wyse) == [.control("l")])
    }

    @Test func `A key sequence of Escape and a letter takes precedence over Alt, and a key without meaning is ignored`()
    {
        #expect(KeyDecoderTests.keys("\u{1B}Jq", table: Self.wyse) == [.pageUp, .character("q")])
        #expect(KeyDecoderTests.keys("\u{1B}Tq", table: Self.wyse) == [.character("q")])
        #expect(KeyDecoderTests.keys("\u{1B}xq", table: Self.wyse) == [.alt("x"), .character("q")])
    }

    @Test func `C1 control bytes are decoded if terminfo uses them`() {
        let table = KeyTable([("kcuu1", [0x8F, 0x41]), ("kdch1", [0x9B, 0x33, 0x7E])])
        #expect(table.usesC1)
        func keys(_ bytes: [UInt8]) -> [Key] { KeyDecoderTests.keys([bytes + [0x71]], table: table).dropLast() }
        #expect(keys([0x8F, 0x41]) == [.up])
        #expect(keys([0x9B, 0x33, 0x7E]) == [.delete])
        #expect(keys([0x9B, 0x42]) == [.down])
        #expect(keys([0x9D, 0x31, 0x31, 0x3B, 0x9C]) == [])
        #expect(keys(Array("网".utf8)) == [.character("网")])
    }

    @Test func `The start of a mouse report is not a key, whatever its terminfo entry`() {
        let table = KeyTable([("kmous", Array("\u{1B}[<".utf8)), ("kf1", Array("\u{1B}[M".utf8))])
        #expect(KeyDecoderTests.keys("\u{1B}[<0;20;10mq", table: table) == [.character("q")])
        #expect(KeyDecoderTests.keys("\u{1B}[Mq", table: table) == [.function(1), .character("q")])
    }

    // MARK: Random input

    /// Random bytes with many sequence introducers, from a deterministic generator.
    @Test(arguments: 0..<20)
    func `After any input and a pause, the decoder is in its initial state and decodes the next key`(seed: UInt64) {
        var random = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        func next(_ bound: Int) -> Int {
            random ^= random << 13
            random ^= random >> 7
            random ^= random << 17
            return Int(random % UInt64(bound))
        }
        let rich =
            Array("\u{1B}\u{1B}\u{1B}[[O]PX^_\\;:<?$~Mmu0123456789\u{7}\u{18}".utf8) + [0x9B, 0x8F, 0x9D, 0x9C, 0xE7]
        let table = KeyTable(type: ["linux", "xterm-256color", "vt100"][Int(seed % 3)])
        var decoder = KeyDecoder(table: table, takesMouse: seed.isMultiple(of: 2))
        var time = Duration.seconds(1)
        for _ in 0..<3_000 {
            let piece = (0..<next(12)).map { _ in next(3) > 0 ? rich[next(rich.count)] : UInt8(next(256)) }
            decoder.feed(piece, at: time)
            time += .milliseconds(next(60))
            if next(10) == 0 {
                time += .seconds(10)
                decoder.expire(at: time)
                #expect(decoder.deadline == nil && decoder.state == .typing)
                _ = decoder.takeKeys()
                decoder.feed([0x71], at: time)
                #expect(decoder.takeKeys() == [.character("q")])
            }
        }
    }
}
