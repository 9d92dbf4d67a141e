// The clipboard of a person who sits elsewhere is reached through their terminal: OSC 52 asks it to keep a text. tmux
// and GNU screen stand in between and keep what is not meant for them, so it is wrapped for them. Nothing answers: what
// is known is what was sent, and never whether it arrived.

import FoundationEssentials
package import Essentials

/// How a text is sent towards the clipboard.
package enum ClipboardRoute: Equatable, Sendable {
    case direct
    case tmux
    case screen
    case zellij
    /// The terminal is a tmux or screen of another machine, by its type: that one decides, and cannot be asked from
    /// here.
    case elsewhere(type: String)
    /// The terminal has none.
    case none(because: Wording)

    /// In bytes. xterm and others drop what is longer once it is encoded.
    package static let longest = 74_994
    /// screen passes on so much at a time.
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

    /// What it is called, for people.
    package var words: Wording {
        switch self {
        case .direct, .elsewhere: Wording(verbatim: "OSC 52")
        case .tmux: Wording("OSC 52 through tmux", zh: "经 tmux 的 OSC 52")
        case .screen: Wording("OSC 52 through screen", zh: "经 screen 的 OSC 52")
        case .zellij: Wording("OSC 52 through zellij", zh: "经 zellij 的 OSC 52")
        case .none(let reason): reason
        }
    }

    /// What decides whether a text arrives, as far as it is known without asking anybody.
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

    /// Finds out what decides, where that can be done without asking the terminal; takes a second at most. nil where it
    /// cannot.
    package var check: (@Sendable () -> Wording)? {
        guard self == .tmux else { return nil }
        return { TmuxClipboard.ask().words }
    }

    /// What to write to the terminal; nil where there is no clipboard or the text is longer than `longest`.
    package func sequence(for text: String) -> [UInt8]? {
        guard text.utf8.count <= Self.longest else { return nil }
        let request = "\u{1B}]52;c;\(Data(text.utf8).base64EncodedString())\u{7}"
        switch self {
        case .none: return nil
        case .direct, .zellij, .elsewhere: return Array(request.utf8)
        case .tmux:
            // tmux takes the one itself (set-clipboard on), or hands the other on (allow-passthrough on).
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
