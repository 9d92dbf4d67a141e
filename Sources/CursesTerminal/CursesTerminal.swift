// The terminal of the process as the loop sees it: keys, sizes and signals in, frames out. ncurses and the signal
// handlers are behind `CTerminal`; what is decided here is which cells have changed (`CursesTerminal+Draw`), what a
// style looks like (`Palette`) and what a key is (`KeyDecoder`).
//
// Invariant: `last` is what the terminal shows; it is nil whenever that is not known.

package import BrowserRuntime
package import Browser
import CTerminal
import Inventory
package import Essentials

/// The terminal on standard input and output. A process has one in its life.
@MainActor
package final class CursesTerminal: Terminal {
    package private(set) var size: Size
    package let waker: @Sendable () -> Void
    /// Whether the characters of braille can be shown. The Linux console has none of them in its font, whatever the
    /// locale says.
    package let showsBraille: Bool

    /// Whether nothing but ASCII can be shown, by wish or by the locale.
    package var isASCIIOnly: Bool { writer.asciiOnly }

    let palette: Palette
    let writer: GlyphWriter
    /// The frame on the screen.
    var last: Frame?
    /// The next frame is written whole, over a screen that is not trusted.
    var forgets = true

    private let wake: WakeEvent
    private var decoder: KeyDecoder
    private var buffer = [UInt8](repeating: 0, count: Int(TERMINAL_PIECE))
    /// Bytes read before a frame is drawn.
    private static let readAtOnce = 65_536
    private let clipboard: ClipboardRoute
    private var isOpen = true
    private var isGone = false

    /// Takes the terminal: its modes, its screen, its signals.
    package init(options: TerminalOptions) throws(TerminalError) {
        let wake = try WakeEvent()
        let (facts, table) = try CursesTerminal.open(options)
        self.wake = wake
        decoder = KeyDecoder(table: table, takesMouse: options.mouse, escapeDelay: options.escapeDelay)
        waker = { wake.signal() }
        clipboard = ClipboardRoute(environment: options.environment)
        palette = Palette(colors: Int(facts.colors), erasesWithBackground: facts.erases_with_background)
        writer = GlyphWriter(asciiOnly: options.ascii || !facts.utf8)
        showsBraille = !writer.asciiOnly && options.environment["TERM"] != "linux"
        for pair in palette.pairs {
            terminal_define_pair(Int32(pair.number), Int32(pair.foreground), Int32(pair.background))
        }
        size = CursesTerminal.currentSize()
    }

    /// Tries the terminal's own type, then the nearest that is likely to be installed.
    private static func open(_ options: TerminalOptions) throws(TerminalError) -> (terminal_facts, KeyTable) {
        var facts = terminal_facts()
        terminal_use_width { Int32(Unicode.Scalar($0).flatMap(DisplayText.width(of:)) ?? -1) }
        let types = try TerminalType.candidates(for: options.environment["TERM"])
        for type in types {
            let table = KeyTable(type: type)
            switch terminal_open(type, options.wantsColor, options.mouse, &facts) {
            case TERMINAL_OPEN: return (facts, table)
            case TERMINAL_UNKNOWN_TYPE: continue
            case TERMINAL_POOR_TYPE: throw .poorType(type, known: TerminalType.known(besides: types))
            case TERMINAL_NOT_A_TTY: throw .notATerminal
            default: throw .system(errno: TerminalError.currentErrno)
            }
        }
        throw .unknownType(types[0], known: TerminalType.known(besides: types))
    }

    package func wait(upTo timeout: Duration?) -> TerminalInput {
        var input = TerminalInput()
        guard isOpen, !isGone else {
            input.endedBy = TerminalInput.hangUp
            return input
        }
        var endedBy: Int32 = 0
        let before = Duration.nanoseconds(terminal_now())
        let limit = WaitLimit.milliseconds(timeout, atMost: decoder.deadline.map { max(.zero, $0 - before) })
        let why = Int(terminal_wait(wake.descriptor, limit, &endedBy))
        if endedBy != 0 { input.endedBy = endedBy }
        if why & Int(TERMINAL_HUNG_UP) != 0 { hangUp(&input) }
        if !isGone { read(&input) }
        input.keys = decoder.takeKeys()
        input.woken = why & Int(TERMINAL_WOKEN) != 0
        input.resized = why & Int(TERMINAL_RESIZED) != 0
        if why & Int(TERMINAL_STOP) != 0, input.endedBy == nil {
            suspend()
            input.resized = true
        } else if input.resized {
            restart()
        }
        return input
    }

    /// Takes what has arrived; the rest of a flood is left for the next time, so that frames and signals get their
    /// turn.
    private func read(_ input: inout TerminalInput) {
        var count = 0
        while count < Self.readAtOnce {
            // Bytes that arrive later than this moment are not missed by `expire`.
            let now = Duration.nanoseconds(terminal_now())
            var arrival: Int64 = 0
            let read = buffer.withUnsafeMutableBytes { terminal_read($0.baseAddress, &arrival) }
            if read < 0 { return hangUp(&input) }
            guard read > 0 else { return decoder.expire(at: now) }
            decoder.feed(buffer[..<Int(read)], at: .nanoseconds(arrival))
            count += Int(read)
        }
    }

    private func hangUp(_ input: inout TerminalInput) {
        isGone = true
        if input.endedBy == nil { input.endedBy = TerminalInput.hangUp }
    }

    package func redraw() {
        restart()
    }

    package func suspend() {
        guard isOpen, !isGone else { return }
        terminal_suspend()
        restart()
    }

    package func copy(_ text: String) -> CopyOutcome {
        guard isOpen, !isGone else { return .unable(because: Wording("the terminal is gone", zh: "终端已断开")) }
        if case .none(let reason) = clipboard { return .unable(because: reason) }
        guard let bytes = clipboard.sequence(for: text) else {
            let most = ClipboardRoute.longest
            return .unable(
                because: Wording(
                    "it is longer than \(most) bytes, which terminals do not take", zh: "超过 \(most) 字节，终端不接收"))
        }
        bytes.withUnsafeBytes { terminal_send($0.baseAddress, $0.count) }
        return .sent(by: clipboard.words, proviso: clipboard.proviso)
    }

    package var clipboardCheck: (@Sendable () -> Wording)? { clipboard.check }

    package func bell() {
        guard isOpen, !isGone else { return }
        terminal_bell()
    }

    package func close() {
        guard isOpen else { return }
        isOpen = false
        last = nil
        terminal_close()
    }

    /// Whether frames can still be shown.
    var isUsable: Bool { isOpen && !isGone }

    /// Nothing on the screen is trusted any more, nor the size.
    private func restart() {
        guard isUsable else { return }
        size = CursesTerminal.currentSize()
        last = nil
        forgets = true
    }

    private static func currentSize() -> Size {
        var rows: Int32 = 1
        var columns: Int32 = 1
        terminal_take_size(&rows, &columns)
        return Size(columns: Int(columns), rows: Int(rows))
    }
}

extension TerminalInput {
    /// The number of the signal that a terminal sends when it goes.
    static let hangUp: Int32 = 1
}
