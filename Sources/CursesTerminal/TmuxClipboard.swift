// Finds out what tmux does with a text for the clipboard. The program queries tmux with the tmux command, never through
// the terminal: a reply of the terminal would arrive between the key presses.

import CTerminal
package import Essentials

/// The tmux settings that decide whether a text reaches the terminal.
package struct TmuxClipboard: Equatable, Sendable {
    /// `on`, `external` or `off`. nil if tmux did not report it.
    let setClipboard: String?
    /// `on`, `all` or `off`. nil if tmux did not report it, or does not know the option.
    let passthrough: String?

    /// Parses the settings that tmux printed.
    /// - Parameter answer: the output of tmux for `format`, or nil if there was no output.
    init(answer: String?) {
        let words = (answer ?? "").split(separator: "/", omittingEmptySubsequences: false).map { word in
            word.filter { $0.isASCII && $0.isLetter }
        }
        func word(_ index: Int) -> String? {
            words.indices.contains(index) && !words[index].isEmpty ? words[index] : nil
        }
        setClipboard = word(0)
        passthrough = word(1)
    }

    private static let format = "#{set-clipboard}/#{allow-passthrough}"
    /// The time limit in milliseconds. tmux replies within a few milliseconds, and the program does not wait for a
    /// server that hangs.
    private static let timeout: Int32 = 1_000

    /// Queries the tmux that this program runs in. Takes at most one second.
    package static func ask() -> TmuxClipboard {
        TmuxClipboard(answer: ProgramAnswer.first(of: ["tmux", "display-message", "-p", format], within: timeout))
    }

    /// The command that makes tmux forward a text to the terminal.
    static let remedy = "tmux set -s set-clipboard on"

    /// Whether tmux certainly does not forward a text.
    package var drops: Bool { setClipboard.map { $0 != "on" } ?? false && !passesThrough }

    private var passesThrough: Bool { passthrough == "on" || passthrough == "all" }

    /// What tmux does with a text. Even tmux does not know whether the terminal accepts it.
    package var words: Wording {
        guard let setClipboard else {
            return Wording(
                "tmux passes it on only if set-clipboard is on, and its value is unknown: \(Self.remedy)",
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

/// Reads the output of another program.
enum ProgramAnswer {
    /// Runs a program and returns the beginning of its output.
    /// - Parameter milliseconds: the time limit.
    /// - Returns: the beginning of the output. nil if the program is not installed, failed, or took too long.
    static func first(of command: [String], within milliseconds: Int32) -> String? {
        var buffer = [CChar](repeating: 0, count: 256)
        let owned = command.map { $0.utf8CString }
        let length = withPointers(owned[...]) { pointers in
            terminal_ask_program(pointers, &buffer, buffer.count, milliseconds)
        }
        guard length >= 0 else { return nil }
        return String(decoding: buffer.prefix(length).lazy.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Calls `body` with an argument list as C expects it: one pointer for each word, followed by a null pointer.
    private static func withPointers(
        _ words: ArraySlice<ContiguousArray<CChar>>, _ found: [UnsafePointer<CChar>?] = [],
        _ body: ([UnsafePointer<CChar>?]) -> Int
    ) -> Int {
        guard let first = words.first else { return body(found + [nil]) }
        return first.withUnsafeBufferPointer { withPointers(words.dropFirst(), found + [$0.baseAddress], body) }
    }
}
