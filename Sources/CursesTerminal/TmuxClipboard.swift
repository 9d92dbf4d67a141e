// What tmux does with a text for the clipboard. It is asked by its own command line, never through the terminal: a
// question to the terminal is answered among the keys.

import CTerminal
package import Essentials

/// The settings of tmux that decide whether a text gets to the terminal.
package struct TmuxClipboard: Equatable, Sendable {
    /// `on`, `external`, `off`; nil where tmux did not say.
    let setClipboard: String?
    /// `on`, `all`, `off`; nil where tmux did not say, or does not know the option.
    let passthrough: String?

    /// - Parameter answer: what tmux printed for `format`; nil where it printed nothing.
    init(answer: String?) {
        let words = (answer ?? "").split(separator: "/", omittingEmptySubsequences: false).map { word in
            word.filter { $0.isASCII && $0.isLetter }
        }
        func word(_ place: Int) -> String? {
            words.indices.contains(place) && !words[place].isEmpty ? words[place] : nil
        }
        setClipboard = word(0)
        passthrough = word(1)
    }

    private static let format = "#{set-clipboard}/#{allow-passthrough}"
    /// tmux answers within some milliseconds; a server that hangs is not waited for.
    private static let patience: Int32 = 1_000

    /// Asks the tmux around this program. Takes a second at most.
    package static func ask() -> TmuxClipboard {
        TmuxClipboard(answer: ProgramAnswer.first(of: ["tmux", "display-message", "-p", format], within: patience))
    }

    /// The setting that tmux needs to pass a text on.
    static let remedy = "tmux set -s set-clipboard on"

    /// Whether a text stays with tmux for certain.
    package var drops: Bool { setClipboard.map { $0 != "on" } ?? false && !passesThrough }

    private var passesThrough: Bool { passthrough == "on" || passthrough == "all" }

    /// What becomes of a text. Even tmux does not know whether the terminal takes it.
    package var words: Wording {
        guard let setClipboard else {
            return Wording(
                "tmux passes it on only with set-clipboard on, and did not say what it is: \(Self.remedy)",
                zh: "仅当 set-clipboard 为 on 时 tmux 才会转发，当前值无法得知：\(Self.remedy)")
        }
        if setClipboard == "on" {
            return Wording(
                "tmux passes it on (set-clipboard is on), and terminals do not say whether they took it",
                zh: "tmux 会转发（set-clipboard 为 on），但终端是否接收无从得知")
        }
        if passesThrough, let passthrough {
            return Wording(
                "tmux passes it on (allow-passthrough is \(passthrough)); terminals do not say whether they took it",
                zh: "tmux 会转发（allow-passthrough 为 \(passthrough)），但终端是否接收无从得知")
        }
        return Wording(
            "tmux dropped it, because set-clipboard is \(setClipboard); this makes tmux pass it on: \(Self.remedy)",
            zh: "tmux 已将其丢弃，因为 set-clipboard 为 \(setClipboard)；执行以下命令后 tmux 才会转发：\(Self.remedy)")
    }
}

/// What another program prints.
enum ProgramAnswer {
    /// - Parameter milliseconds: how long it may take.
    /// - Returns: the beginning of its output; nil where it is not installed, failed, or took too long.
    static func first(of command: [String], within milliseconds: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        let owned = command.map { $0.utf8CString }
        let length = withPointers(owned[...]) { pointers in
            terminal_ask_program(pointers, &buffer, buffer.count, milliseconds)
        }
        guard length >= 0 else { return nil }
        return String(decoding: buffer.prefix(length).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Calls with the words as C has them: one pointer each, and none behind the last.
    private static func withPointers(
        _ words: ArraySlice<ContiguousArray<CChar>>, _ found: [UnsafePointer<CChar>?] = [],
        _ body: ([UnsafePointer<CChar>?]) -> Int
    ) -> Int {
        guard let first = words.first else { return body(found + [nil]) }
        return first.withUnsafeBufferPointer { withPointers(words.dropFirst(), found + [$0.baseAddress], body) }
    }
}
