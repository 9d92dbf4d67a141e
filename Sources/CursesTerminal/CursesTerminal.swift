// The terminal of the process as the main loop sees it: keys, sizes and signals are the input, frames are the output.
// ncurses and the signal handlers are behind `CTerminal`. This target decides which cells have changed
// (`CursesTerminal+Draw`), what a style looks like (`Palette`) and which bytes are a key (`KeyDecoder`).
//
// Invariant: `last` is what the terminal shows. It is nil whenever the content of the screen is unknown.

package import BrowserRuntime
package import Browser
import CTerminal
import Inventory
package import Essentials

/// The terminal on standard input and output. A process creates at most one.
@MainActor
package final class CursesTerminal: Terminal {
    package private(set) var size: Size
    package let waker: @Sendable () -> Void
    /// Whether the terminal can show braille characters. The font of the Linux console has no such characters,
    /// regardless of the locale.
    package let showsBraille: Bool

    /// Whether only ASCII can be shown, because of an option or the locale.
    package var isASCIIOnly: Bool { writer.asciiOnly }

    let palette: Palette
    let writer: GlyphWriter
    /// The frame on the screen.
    var last: Frame?
    /// Whether the next frame is written completely, because the content of the screen is unknown.
    var forgets = true

    private let wake: WakeEvent
    private var decoder: KeyDecoder
    private var buffer = [UInt8](repeating: 0, count: Int(TERMINAL_PIECE))
    /// The maximum number of bytes that are read before a frame is drawn.
    private static let readAtOnce = 65_536
    private let clipboard: ClipboardRoute
    private var isOpen = true
    private var isGone = false

    /// Takes the terminal: sets its modes, switches to its alternate screen, and handles its signals.
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

    /// Tries the terminal's own type, then similar types that are likely to be installed.
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

    /// Reads the input that has arrived. If there is more than `readAtOnce`, the rest is read in the next call, so that
    /// frames and signals are handled in between.
    private func read(_ input: inout TerminalInput) {
        var count = 0
        while count < Self.readAtOnce {
            // `expire` gets the time before the read, so it does not end a sequence whose next byte arrives after this
            // moment.
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
            let limit = ClipboardRoute.byteLimit
            return .unable(
                because: Wording(
                    "it is longer than \(limit) bytes, which terminals do not accept", zh: "超过 \(limit) 字节，终端不接收"))
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

    /// Marks the content of the screen as unknown and reads the size again.
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
    /// The number of the signal that the terminal sends when it disappears (SIGHUP).
    static let hangUp: Int32 = 1
}
