// A small program that uses `CursesTerminal`, for tests in a pseudo-terminal. It shows a list with a selection, similar
// to the browser, and the keys that it received. `q` ends the program; other keys cause the situations that the tests
// check.

import Essentials
import Browser
import BrowserRuntime
import CursesTerminal
import Glibc
import TencentCloud

let arguments = CommandLine.arguments

/// The list and the log of events.
struct Probe {
    var selected = 0
    var log: [String] = []
    /// The width in columns of the highlight of the selected row.
    var bar = Int.max
    let state = ["DOWN", "PART", "OFF", "OK"]
    let roles: [Style.Role] = [.bad, .warning, .faint, .good]

    func frame(_ size: Size) -> Frame {
        var frame = Frame(size: size)
        frame.put("probe \(getpid()) \(size.columns)x\(size.rows)", row: 0, column: 0, style: Style(.title))
        frame.put("row \(selected)", row: 0, column: 40)
        frame.put("keys " + log.suffix(8).joined(separator: " "), row: 1, column: 0)
        for row in 2..<max(2, size.rows) {
            let number = row - 2
            let style = Style.plain
            let role = Style(roles[number % 4])
            frame.put(state[number % 4], row: row, column: 0, limit: 6, style: role)
            frame.put("\(8000 + number)", row: row, column: 7, style: style)
            frame.put(
                number % 3 == 1 ? "支付网关-华南e\u{301}" : "login-gw-hk", row: row, column: 12, limit: 20, style: style)
            frame.put("link-hwera8lq", row: row, column: 33, style: style)
            frame.put("0/2", row: row, column: 51, style: style)
            frame.put("10.3.1.\(number % 10)", row: row, column: 55, style: style)
            frame.put("12m", row: row, column: 76, style: Style(.faint))
            frame.restyle(row: row, to: bar) { $0.selected = number == selected }
        }
        return frame
    }
}

/// Runs the list until it ends. Returns the exit status, as a shell would report it.
@MainActor
func run(_ terminal: CursesTerminal) -> Int32 {
    var probe = Probe()
    if arguments.contains("--short-bar") { probe.bar = 32 }
    while true {
        terminal.draw(probe.frame(terminal.size))
        let input = terminal.wait(upTo: nil)
        if let signal = input.endedBy {
            terminal.close()
            return 128 + signal
        }
        if input.woken { probe.log.append("woken") }
        for key in input.keys {
            switch key {
            case .character("q"):
                terminal.close()
                return 0
            case .character("!"): fatalError("the test requested a crash")
            case .character("@"):
                // Infinite recursion, which overflows any stack.
                print(overflow(1))
            case .character("$"): exit(7)
            case .character("~"): while true { probe.selected &+= 1 }
            case .character("f"):
                // More output than a terminal buffers if no process reads it.
                while true {
                    terminal.redraw()
                    terminal.draw(probe.frame(terminal.size))
                }
            case .character("b"): terminal.bell()
            case .character("c"): probe.log.append("copy:\(name(terminal.copy("listener-1")))")
            case .character("="): break
            case .character("%"): beBusy()
            case .character("e"): fputs("a stray message\n", stderrStream())
            case .character("w"):
                let waker = terminal.waker
                Task.detached { waker() }
            case .control("z"):
                terminal.suspend()
                probe.log.append("continued")
            case .control("l"): terminal.redraw()
            case .down: probe.selected += 1
            case .up: probe.selected -= 1
            default: probe.log.append(name(key))
            }
        }
    }
}

/// Reads no keys for 600 ms, as under load.
func beBusy() {
    let end = ContinuousClock.now + .milliseconds(600)
    while ContinuousClock.now < end {}
}

func overflow(_ depth: Int) -> Int {
    depth > 0 ? overflow(depth + 1) + depth : 0
}

/// Returns a stream for standard error, without the global variable, which Swift considers unsafe to share.
func stderrStream() -> UnsafeMutablePointer<FILE> {
    guard let stream = fdopen(dup(STDERR_FILENO), "w") else { exit(70) }
    setvbuf(stream, nil, _IONBF, 0)
    return stream
}

func name(_ key: Key) -> String {
    switch key {
    case .character(let character): "'\(character)'"
    case .paste(let text): "paste(\(text.unicodeScalars.count):\(text.prefix(12)))"
    default: "\(key)"
    }
}

func name(_ outcome: CopyOutcome) -> String {
    switch outcome {
    case .sent(let route, _): "sent by \(route[.english])"
    case .unable(let reason): "unable: \(reason[.english])"
    }
}

var environment: [String: String] = [:]
for name in ["TERM", "NO_COLOR", "TMUX", "STY", "ESCDELAY"] {
    if let value = getenv(name) { environment[name] = String(cString: value) }
}
let options = TerminalOptions(
    color: arguments.contains("--color") ? .always : .auto, ascii: arguments.contains("--ascii"),
    mouse: arguments.contains("--mouse"), environment: environment)
do {
    let terminal = try CursesTerminal(options: options)
    exit(run(terminal))
} catch {
    fputs("terminal-probe: \(error.fullMessage[.english])\n", stderrStream())
    exit(2)
}
