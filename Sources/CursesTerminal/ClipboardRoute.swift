// Copies text to the clipboard of a remote user through their terminal: OSC 52 asks the terminal to store a text. tmux
// and GNU screen sit in between and do not forward sequences that they do not handle, so the sequence is wrapped for
// them. Nothing replies to OSC 52: the program knows what it sent, but not whether the text arrived.

import FoundationEssentials
package import Essentials

/// How a text is sent to the clipboard.
package enum ClipboardRoute: Equatable, Sendable {
    case direct
    case tmux
    case screen
    case zellij
    /// TERM names tmux or screen, which must be running on another machine. That program decides whether the text is
    /// forwarded, and cannot be queried from here.
    case elsewhere(type: String)
    /// The terminal has no clipboard.
    case none(because: Wording)

    /// The maximum length of a text in bytes. xterm and other terminals drop texts that are longer after encoding.
    package static let byteLimit = 74_994
    /// The number of bytes that screen forwards at a time.
    private static let screenChunk = 768

    package init(environment: [String: String]) {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }
        let type = environment["TERM"] ?? ""
        func isKind(_ name: String) -> Bool { type == name || type.hasPrefix(name + "-") || type.hasPrefix(name + ".") }
        self =
            if isSet("TMUX") {
                .tmux
            } else if isSet("STY") {
                .screen
            } else if isSet("ZELLIJ") {
                .zellij
            } else if ["linux", "vt100", "vt220", "dumb"].contains(where: isKind) {
                .none(
                    because: Wording("a terminal of type \(type) has no clipboard", zh: "\(type) 类型的终端没有剪贴板"))
            } else if ["tmux", "screen"].contains(where: isKind) {
                .elsewhere(type: type)
            } else {
                .direct
            }
    }

    /// The name of the route, for the user.
    package var words: Wording {
        switch self {
        case .direct, .elsewhere: Wording(verbatim: "OSC 52")
        case .tmux: Wording("OSC 52 through tmux", zh: "经 tmux 的 OSC 52")
        case .screen: Wording("OSC 52 through screen", zh: "经 screen 的 OSC 52")
        case .zellij: Wording("OSC 52 through zellij", zh: "经 zellij 的 OSC 52")
        case .none(let reason): reason
        }
    }

    /// What decides whether a text arrives, as far as it is known without querying another program.
    package var proviso: Wording {
        switch self {
        case .direct, .screen, .none:
            Wording("terminals do not say whether they took it", zh: "终端是否接收无从得知")
        case .tmux: TmuxClipboard(answer: nil).words
        case .zellij:
            Wording(
                "zellij decides whether to pass it on, and does not say so", zh: "是否转发由 zellij 决定，结果无从得知")
        case .elsewhere(let type):
            Wording(
                "TERM is \(type): the tmux on the other machine must pass it on (\(TmuxClipboard.remedy))",
                zh: "TERM 为 \(type)：须由另一台机器上的 tmux 转发（\(TmuxClipboard.remedy)）")
        }
    }

    /// Finds out what decides whether a text arrives, in at most one second. nil if that is not possible without
    /// querying the terminal.
    package var check: (@Sendable () -> Wording)? {
        guard self == .tmux else { return nil }
        return { TmuxClipboard.ask().words }
    }

    /// Returns the bytes to write to the terminal, or nil if there is no clipboard or the text is longer than
    /// `byteLimit`.
    package func sequence(for text: String) -> [UInt8]? {
        guard text.utf8.count <= Self.byteLimit else { return nil }
        let request = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
        switch self {
        case .none: return nil
        case .direct, .zellij, .elsewhere: return Array(request.utf8)
        case .tmux:
            // tmux handles the first sequence itself (set-clipboard on), or forwards the second one (allow-passthrough
            // on).
            let inner = request.replacing("\u{1B}", with: "\u{1B}\u{1B}")
            return Array("\(request)\u{1B}Ptmux;\(inner)\u{1B}\\".utf8)
        case .screen:
            let bytes = Array(request.utf8)
            return stride(from: 0, to: bytes.count, by: Self.screenChunk).flatMap { start in
                Array("\u{1B}P".utf8) + bytes[start..<min(start + Self.screenChunk, bytes.count)]
                    + Array("\u{1B}\\".utf8)
            }
        }
    }
}
