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
    func `The route goes by what stands between`(environment: [String: String], route: ClipboardRoute) {
        #expect(ClipboardRoute(environment: environment) == route)
    }

    @Test func `A text is sent as OSC 52 has it, wrapped for what stands between`() {
        #expect(text(ClipboardRoute.direct.sequence(for: "ab中")) == "\u{1B}]52;c;YWLkuK0=\u{7}")
        #expect(
            text(ClipboardRoute.tmux.sequence(for: "ab"))
                == "\u{1B}]52;c;YWI=\u{7}\u{1B}Ptmux;\u{1B}\u{1B}]52;c;YWI=\u{7}\u{1B}\\")
        #expect(text(ClipboardRoute.screen.sequence(for: "ab")) == "\u{1B}P\u{1B}]52;c;YWI=\u{7}\u{1B}\\")
        #expect(ClipboardRoute.none(because: Wording(verbatim: "x")).sequence(for: "ab") == nil)
    }

    @Test func `A long text goes through screen in pieces that add up to it`() {
        let long = String(repeating: "x", count: 2_000)
        let pieces = text(ClipboardRoute.screen.sequence(for: long)).split(separator: "\u{1B}P")
            .map { $0.dropLast(2) }
        #expect(pieces.count > 3 && pieces.allSatisfy { $0.utf8.count <= 768 })
        #expect(pieces.joined() == text(ClipboardRoute.direct.sequence(for: long)))
    }

    @Test func `What terminals do not take is not sent`() {
        let longest = String(repeating: "x", count: ClipboardRoute.byteLimit)
        #expect(ClipboardRoute.direct.sequence(for: longest) != nil)
        #expect(ClipboardRoute.direct.sequence(for: longest + "x") == nil)
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
            ("\u{1B}[2J/\n", false, "set-clipboard is J"), ("", false, "did not say what it is"),
            (nil, false, "did not say what it is"),
        ] as [(String?, Bool, String)])
    func `What tmux does with a text follows from its options`(answer: String?, drops: Bool, words: String) {
        let tmux = TmuxClipboard(answer: answer)
        if answer?.hasPrefix("\u{1B}") == true {
            #expect(!tmux.words[.english].contains("\u{1B}"))
            return
        }
        #expect(tmux.drops == drops)
        #expect(tmux.words[.english].contains(words))
        #expect(tmux.words[.english].contains("tmux set -s set-clipboard on") == (drops || answer ?? "" == ""))
    }

    @Test func `Another program is asked for a bounded time, and its absence is no answer`() {
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
