// TERM, the terminal options and their error messages.

import Essentials
import Testing

@testable import CursesTerminal

@Suite struct TerminalTypeTests {
    @Test(
        arguments: [
            "xterm-kitty", "alacritty", "alacritty-direct", "foot", "foot-extra", "ghostty", "xterm-ghostty", "wezterm",
            "contour", "contour-latest", "rio", "st-256color", "konsole-256color", "gnome-256color", "vte-256color",
            "putty", "putty-256color", "mintty", "iTerm2.app", "iterm2", "nsterm-256color", "Apple_Terminal", "mlterm",
            "zutty", "win32con", "ms-terminal", "vscode", "xterm-direct",
        ])
    func `A type compatible with xterm falls back to xterm`(type: String) throws {
        #expect(try TerminalType.candidates(for: type) == [type, "xterm-256color", "xterm"])
    }

    @Test(
        arguments: [
            ("tmux-direct", "tmux-256color"), ("screen.xterm-256color", "screen-256color"),
            ("screen.linux", "screen-256color"), ("rxvt-unicode-24bit", "rxvt-unicode-256color"),
            ("linux-truecolor", "linux"), ("vt420-8", "vt220"), ("vt102-nsgr", "vt220"),
        ])
    func `A type of another family falls back to that family`(type: String, first: String) throws {
        let types = try TerminalType.candidates(for: type)
        #expect(types.count > 1 && types[1] == first)
    }

    @Test func `Each type is tried once`() throws {
        #expect(try TerminalType.candidates(for: "xterm-256color") == ["xterm-256color", "xterm"])
        #expect(try TerminalType.candidates(for: "screen") == ["screen", "screen-256color"])
    }

    @Test func `An unknown type has no fallback`() throws {
        #expect(try TerminalType.candidates(for: "adm3a") == ["adm3a"])
    }

    @Test func `A missing type is an error`() {
        let known = TerminalType.known(besides: [])
        #expect(throws: TerminalError.noType(known: known)) { try TerminalType.candidates(for: nil) }
        #expect(throws: TerminalError.noType(known: known)) { try TerminalType.candidates(for: "") }
        #expect(throws: TerminalError.unknownType("../x", known: known)) { try TerminalType.candidates(for: "../x") }
    }

    @Test func `An error message is one line without control characters`() {
        let text = TerminalError.unknownType("a\u{1B}[2J\nb", known: "xterm").fullMessage[.english]
        #expect(text.contains("\"a?[2J?b\""))
        #expect(!text.contains("\n"))
    }

    static let errors = [
        TerminalError.notATerminal, .noType(known: "xterm"), .noType(known: nil), .poorType("dumb", known: "xterm"),
        .poorType("dumb", known: nil), .unknownType("x", known: "xterm"), .unknownType("x", known: nil),
        .system(errno: 5),
    ]

    @Test(arguments: errors)
    func `Each error has a message in both languages`(error: TerminalError) {
        let isHan = { (text: String) in text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        #expect(isHan(error.fullMessage[.chinese]) && !isHan(error.fullMessage[.english]))
    }

    @Test(arguments: [Language.english, .chinese])
    func `The advice names a type only if it is installed on this machine`(language: Language) {
        #expect(TerminalError.unknownType("x", known: "linux").fullMessage[language].contains("TERM=linux"))
        #expect(!TerminalError.unknownType("x", known: nil).fullMessage[language].contains("TERM="))
        #expect(!TerminalError.noType(known: nil).fullMessage[language].contains("TERM="))
        #expect(!TerminalError.poorType("dumb", known: nil).fullMessage[language].contains("TERM="))
        #expect(TerminalError.unknownType("x", known: nil).fullMessage[language].contains("ncurses-base"))
    }

    @Test func `A type that was tried without success is not suggested`() {
        #expect(TerminalType.known(besides: ["xterm-256color", "xterm", "linux", "vt100", "ansi"]) == nil)
        #expect(TerminalType.known(besides: ["xterm-256color"]) != "xterm-256color")
    }

    @Test(
        arguments: [
            (nil, 25), ("", 25), ("x", 25), ("-1", 25), ("10001", 25), ("99999999999999999999", 25), ("0", 0),
            ("500", 500),
        ] as [(String?, Int)])
    func `ESCDELAY is used if it is a number in range`(value: String?, milliseconds: Int) {
        let environment = value.map { ["ESCDELAY": $0] } ?? [:]
        #expect(TerminalOptions(environment: environment).escapeDelay == .milliseconds(milliseconds))
    }

    @Test(arguments: [
        (TerminalOptions.Color.auto, "1", false), (.auto, "", true), (.always, "1", true), (.never, "", false),
    ])
    func `NO_COLOR applies in auto mode, unless it is empty`(
        _ color: TerminalOptions.Color, _ value: String, _ expected: Bool
    ) {
        #expect(TerminalOptions(color: color, environment: ["NO_COLOR": value]).wantsColor == expected)
    }

    @Test(arguments: [
        (Duration?.none, Duration?.none, Int32(-1)), (.zero, nil, 0), (.microseconds(1), nil, 1),
        (.milliseconds(5), nil, 5),
        (.seconds(10_000_000), nil, Int32.max), (nil, .milliseconds(7), 7), (.seconds(1), .milliseconds(7), 7),
        (.seconds(-1), nil, 0),
    ])
    func `Durations are rounded up to milliseconds`(_ timeout: Duration?, _ other: Duration?, _ expected: Int32) {
        #expect(WaitLimit.milliseconds(timeout, atMost: other) == expected)
    }
}
