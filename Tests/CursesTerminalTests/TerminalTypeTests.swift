// TERM, the options and the words for what is wrong with them.

import TencentCloud
import Testing

@testable import CursesTerminal

@Suite struct TerminalTypeTests {
    @Test("Terminals that follow xterm fall back to it", arguments: ["xterm-kitty", "alacritty", "foot", "wezterm"])
    func fallsBack(_ type: String) throws {
        #expect(try TerminalType.candidates(for: type) == [type, "xterm-256color", "xterm"])
    }

    @Test func aTypeThatNobodyKnowsHasNoFallback() throws {
        #expect(try TerminalType.candidates(for: "adm3a") == ["adm3a"])
    }

    @Test func noTypeIsAnError() {
        #expect(throws: TerminalError.noType) { try TerminalType.candidates(for: nil) }
        #expect(throws: TerminalError.noType) { try TerminalType.candidates(for: "") }
        #expect(throws: TerminalError.unknownType("../x")) { try TerminalType.candidates(for: "../x") }
    }

    @Test func anErrorLineIsOneLineAndHarmless() {
        let text = TerminalError.unknownType("a\u{1B}[2J\nb").words[.english]
        #expect(text.contains("\"a?[2J?b\""))
        #expect(!text.contains("\n"))
    }

    @Test(
        "Each error has words in both languages",
        arguments: [
            TerminalError.notATerminal, .noType, .poorType("dumb"), .unknownType("x"), .system(errno: 5),
        ])
    func bothLanguages(error: TerminalError) {
        let isHan = { (text: String) in text.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) } }
        #expect(isHan(error.words[.chinese]) && !isHan(error.words[.english]))
    }

    @Test(
        "NO_COLOR counts in auto, unless it is empty",
        arguments: [
            (TerminalOptions.Color.auto, "1", false), (.auto, "", true), (.always, "1", true), (.never, "", false),
        ])
    func noColor(_ color: TerminalOptions.Color, _ value: String, _ expected: Bool) {
        #expect(TerminalOptions(color: color, environment: ["NO_COLOR": value]).wantsColor == expected)
    }

    @Test(
        "Durations round up to milliseconds",
        arguments: [
            (Duration?.none, Duration?.none, Int32(-1)), (.zero, nil, 0), (.microseconds(1), nil, 1),
            (.milliseconds(5), nil, 5),
            (.seconds(10_000_000), nil, Int32.max), (nil, .milliseconds(7), 7), (.seconds(1), .milliseconds(7), 7),
            (.seconds(-1), nil, 0),
        ])
    func milliseconds(_ timeout: Duration?, _ other: Duration?, _ expected: Int32) {
        #expect(WaitLimit.milliseconds(timeout, atMost: other) == expected)
    }
}
