import FoundationEssentials
import Essentials
import Testing

@testable import CursesTerminal

@Suite struct ClipboardRouteTests {
    private static func noClipboard(_ type: String) -> ClipboardRoute {
        .none(because: Wording("a terminal of type \(type) has no clipboard", zh: "\(type) 类型的终端没有剪贴板"))
    }

    private func text(_ bytes: [UInt8]?) -> String { bytes.map { String(decoding: $0, as: UTF8.self) } ?? "" }

    @Test(
        arguments: [
            (["TERM": "xterm-256color"], .direct), ([:], .direct),
            (["TERM": "tmux-256color", "TMUX": "/tmp/x"], .tmux),
            (["TERM": "screen", "STY": "1.pts"], .screen), (["TERM": "screen", "TMUX": "/tmp/x"], .tmux),
            (["TERM": "linux"], Self.noClipboard("linux")),
            (["TERM": "linux-16color"], Self.noClipboard("linux-16color")),
            (["TERM": "xterm", "TMUX": ""], .direct), (["TERM": "xterm", "ZELLIJ": "0"], .zellij),
            (["TERM": "tmux-256color"], .elsewhere(type: "tmux-256color")),
            (["TERM": "screen.xterm-256color"], .elsewhere(type: "screen.xterm-256color")),
        ] as [([String: String], ClipboardRoute)])
    func `The route depends on the multiplexer between the program and the terminal`(
        environment: [String: String], route: ClipboardRoute
    ) {
        #expect(ClipboardRoute(environment: environment) == route)
    }

    @Test func `A text is sent as OSC 52, wrapped for the multiplexer`() {
        #expect(text(ClipboardRoute.direct.sequence(for: "ab中")) == "\u{1B}]52;c;YWLkuK0=\u{7}")
        #expect(
            text(ClipboardRoute.tmux.sequence(for: "ab"))
                == "\u{1B}]52;c;YWI=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YWI=\u{7}\u{1B}\\")
        #expect(text(ClipboardRoute.screen.sequence(for: "ab")) == "\u{1B}P\u{1B}]52;c;YWI=\u{7}\u{1B}\\")
        #expect(ClipboardRoute.none(because: Wording(verbatim: "x")).sequence(for: "ab") == nil)
    }

    @Test func `A long text is sent through screen in pieces that make up the complete text`() {
        let long = String(repeating: "x", count: 2_000)
        let pieces = text(ClipboardRoute.screen.sequence(for: long)).split(separator: "\u{1B}P")
            .map { $0.dropLast(2) }
        #expect(pieces.count > 3 && pieces.allSatisfy { $0.utf8.count <= 768 })
        #expect(pieces.joined() == text(ClipboardRoute.direct.sequence(for: long)))
    }

    @Test func `A text longer than terminals accept is not sent`() {
        let maximum = String(repeating: "x", count: ClipboardRoute.byteLimit)
        #expect(ClipboardRoute.direct.sequence(for: maximum) != nil)
        #expect(ClipboardRoute.direct.sequence(for: maximum + "x") == nil)
    }

    @Test(
        arguments: [
            (
                "on/off\n", false,
                "tmux passes it on (set-clipboard is on), and terminals do not say whether they took it"
            ),
            ("external/off\n", true, "tmux dropped it, because set-clipboard is external"),
            ("external/\n", true, "tmux dropped it, because set-clipboard is external"),
            ("off/on\n", false, "tmux passes it on (allow-passthrough is on)"),
            ("external/all\n", false, "tmux passes it on (allow-passthrough is all)"),
            ("\u{1B}[2J/\n", false, "set-clipboard is J"), ("", false, "its value is unknown"),
            (nil, false, "its value is unknown"),
        ] as [(String?, Bool, String)])
    func `The options of tmux determine what it does with a text`(answer: String?, drops: Bool, words: String) {
        let tmux = TmuxClipboard(answer: answer)
        if answer?.hasPrefix("\u{1B}") == true {
            #expect(!tmux.words[.english].contains("\u{1B}"))
            return
        }
        #expect(tmux.drops == drops)
        #expect(tmux.words[.english].contains(words))
        #expect(tmux.words[.english].contains("tmux set -s set-clipboard on") == (drops || answer ?? "" == ""))
    }

    @Test func `Reading the output of another program has a time limit, and a missing or failing program gives nil`() {
        #expect(ProgramAnswer.first(of: ["sh", "-c", "echo on/off; echo lost >&2"], within: 10_000) == "on/off\n")
        #expect(ProgramAnswer.first(of: ["sh", "-c", "echo on; exit 1"], within: 10_000) == nil)
        #expect(ProgramAnswer.first(of: ["no-such-program-here"], within: 10_000) == nil)
        #expect(ProgramAnswer.first(of: ["sh", "-c", "read x; echo \"$x.\""], within: 10_000) == ".\n")
        #expect(ProgramAnswer.first(of: ["sh", "-c", "yes"], within: 10_000) == nil)
        let start = ContinuousClock.now
        #expect(ProgramAnswer.first(of: ["sleep", "1000"], within: 20) == nil)
        #expect(ContinuousClock.now - start < .seconds(100))
    }
}
