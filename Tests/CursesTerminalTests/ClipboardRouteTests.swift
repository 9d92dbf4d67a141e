import FoundationEssentials
import TencentCloud
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
            (["TERM": "xterm", "TMUX": ""], .direct),
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
        let longest = String(repeating: "x", count: ClipboardRoute.longest)
        #expect(ClipboardRoute.direct.sequence(for: longest) != nil)
        #expect(ClipboardRoute.direct.sequence(for: longest + "x") == nil)
    }
}
