// The browser in a pseudo-terminal together with an emulator. The emulator runs as long as the session exists.

import PseudoTerminal

final class BrowserSession {
    let emulator: EmulatorProcess
    private let terminal: PseudoTerminal

    /// The text in the header after the small account of `EmulatorProcess` was read.
    static let whole = "60 listeners"

    /// Starts the browser without waiting for anything.
    /// - Parameter directory: the working directory; nil means that of the tests.
    init(
        _ emulator: EmulatorProcess? = nil, columns: Int = 80, rows: Int = 24, changes: [String: String?] = [:],
        arguments: [String] = [], directory: String? = nil
    ) throws {
        let emulator = try emulator ?? EmulatorProcess()
        var environment = emulator.environment
        for (name, value) in changes { environment[name] = value }
        self.emulator = emulator
        let program = try ChildProcess.gaapscope.get()
        let words = (directory.map { ["/usr/bin/env", "-C", $0, program] } ?? [program]) + arguments
        terminal = try PseudoTerminal(
            words[0], Array(words.dropFirst()), environment: environment,
            size: ScreenSize(columns: columns, rows: rows))
    }

    /// Starts the browser and waits until it has read the whole account.
    static func started(
        _ emulator: EmulatorProcess? = nil, columns: Int = 80, rows: Int = 24, changes: [String: String?] = [:],
        arguments: [String] = [], directory: String? = nil
    ) throws -> BrowserSession {
        let session = try BrowserSession(
            emulator, columns: columns, rows: rows, changes: changes, arguments: arguments, directory: directory)
        try session.waitUntilWhole()
        return session
    }

    func waitUntilWhole() throws {
        try waitUntil("the whole account") { screen in
            screen.contains(Self.whole) && screen.isWhole && screen.text.contains { $0.contains("DOWN  ") }
        }
    }

    var screen: Screen { terminal.screen }
    var process: Int32 { terminal.process }
    /// Whether the state of the terminal is restored.
    var isGivenBack: Bool { !screen.isAlternate && screen.showsCursor && terminal.modes.areOrdinary }

    func waitUntil(
        _ what: String, timeout: Duration = .seconds(60), _ condition: (Screen) throws -> Bool
    ) throws {
        try terminal.waitUntil(what, timeout: timeout, condition)
    }

    func waitFor(_ text: String) throws { try terminal.waitFor(text) }
    func send(_ text: String) { terminal.send(text) }
    func resize(columns: Int, rows: Int) { terminal.resize(ScreenSize(columns: columns, rows: rows)) }
    func signal(_ number: Int32) { terminal.signal(number) }
    func waitForExit() throws -> PseudoTerminal.Status { try terminal.waitForExit() }
    func mark() { terminal.mark() }
    /// The frames written since the mark.
    var framesSinceMark: [String] {
        String(decoding: terminal.outputSinceMark, as: UTF8.self).split(separator: "\u{1B}[?2026h").map(String.init)
    }
    func bytesAtRest(for time: Duration) -> Int { terminal.bytesAtRest(for: time) }
}

extension Screen {
    /// Whether the counts in the header are complete: an incomplete count begins with ">=".
    var isWhole: Bool { !text.prefix(2).contains { $0.contains(">=") } }
}
