// Compares the replacements of C library functions with the C library in its UTF-8 locale.

import CTerminal
import FoundationEssentials
import Glibc
import Inventory
import Testing

@Suite(.serialized) struct CharacterTests {
    @Test func `Every code point is encoded as by the C library in its UTF-8 locale`() throws {
        try #require(terminal_use_utf8_locale())
        var differing: [UInt32] = []
        for value in UInt32(0)...0x10_FFFF {
            var ours = [CChar](repeating: 0, count: 16)
            var theirs = ours
            var state = mbstate_t()
            let our = characters_wcrtomb(&ours, wchar_t(value), nil)
            let their = wcrtomb(&theirs, wchar_t(value), &state)
            if our != their || (our != -1 && ours != theirs) { differing.append(value) }
        }
        #expect(differing.isEmpty)
        var bytes = [CChar](repeating: 0, count: 16)
        #expect(characters_wcrtomb(&bytes, 0x11_0000, nil) == Int(bitPattern: UInt.max))
    }

    @Test(arguments: [
        "", "a", "é", "监听器", "😀", "\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}", "mixed 中文 and ASCII",
    ]) func `Text is converted to bytes and back`(text: String) {
        let wide = text.unicodeScalars.map { wchar_t($0.value) } + [0]
        var bytes = [CChar](repeating: 0x7F, count: 64)
        #expect(characters_wcstombs(&bytes, wide, 64) == text.utf8.count)
        #expect(bytes.prefix(text.utf8.count + 1).map(UInt8.init(bitPattern:)) == Array(text.utf8) + [0])
        var back = [wchar_t](repeating: -1, count: 64)
        #expect(characters_mbstowcs(&back, bytes, 64) == wide.count - 1)
        #expect(Array(back.prefix(wide.count)) == wide)
    }

    @Test func `A character that arrives byte by byte is complete at its last byte`() {
        var state = mbstate_t()
        var character = wchar_t(0)
        let results = "😀".utf8.map { characters_mbrtowc(&character, [CChar(bitPattern: $0)], 1, &state) }
        #expect(results == [Int.max, Int.max, Int.max, 1].map { $0 == Int.max ? Int(bitPattern: UInt.max - 1) : $0 })
        #expect(character == 0x1F600)
    }

    @Test(
        arguments: [
            [0xC0, 0x80], [0xC1, 0xBF], [0xE0, 0x9F, 0xBF], [0xED, 0xA0, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xFF], [0xE7, 0x41], [0xE7, 0x9B],
        ] as [[UInt8]]) func `Bytes that are not UTF-8 are rejected`(bytes: [UInt8])
    {
        var character = wchar_t(0)
        let signed = bytes.map(CChar.init(bitPattern:)) + [0]
        #expect(characters_mbtowc(&character, signed, bytes.count) == -1)
    }

    @Test func `Conversion stops before the first character that does not fit`() {
        var bytes = [CChar](repeating: 0x7F, count: 8)
        #expect(characters_wcstombs(&bytes, [0x4E2D, 0x6587, 0], 5) == 3)
        #expect(bytes[3] == 0x7F)
    }

    @Test(arguments: [
        "xterm", "xterm-256color", "screen", "screen-256color", "tmux", "tmux-256color", "linux", "vt100", "vt220",
    ]) func `A built-in terminal type has the same description as in terminfo`(type: String) {
        var theirs: Int32 = -1
        var ours: Int32 = -2
        #expect(terminal_look_up(type, &theirs) == TERMINAL_OPEN)
        #expect(terminal_look_up_built_in(type, &ours) == TERMINAL_OPEN)
        #expect(ours == theirs)
    }

    @Test func `The packages link ncurses to exactly the declared replacements`() throws {
        func text(_ path: String) throws -> String {
            let root = "\(#filePath)".replacing("Tests/CursesTerminalTests/CharacterTests.swift", with: "")
            return String(decoding: try #require(FileManager.default.contents(atPath: root + path)), as: UTF8.self)
        }
        let list = try #require(try text("scripts/lib-link.sh").firstMatch(of: /locale_functions=\(([a-z_ ]+)\)/))
        let declared = try text("Sources/CTerminal/include/characters.h").matches(of: /characters_([a-z_]+)\(/)
        #expect(Set(list.1.split(separator: " ")) == Set(declared.map(\.1)))
    }

    @Test func `A terminal type that is not built in is unknown`() {
        var colors: Int32 = 0
        #expect(terminal_look_up_built_in("no-such-terminal", &colors) == TERMINAL_UNKNOWN_TYPE)
        #expect(terminal_look_up_built_in("alacritty", &colors) == TERMINAL_UNKNOWN_TYPE)
    }
}
