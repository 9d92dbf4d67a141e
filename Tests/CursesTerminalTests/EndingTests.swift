// However the program ends, it restores the terminal and leaves no process behind.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct EndingTests {
    /// The requirement is one second. The tests allow more, because the machine may run many tests concurrently.
    private static let promptly = Duration.seconds(4)

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `A signal ends the program while its loop is busy`(_ number: Int32) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        terminal.send("~")
        terminal.signal(number)
        let start = ContinuousClock.now
        #expect(try terminal.waitForExit() == .exited(128 + number))
        #expect(ContinuousClock.now - start < Self.promptly)
        #expect(terminal.isRestored && terminal.modes.areOrdinary, "\(terminal.screen)")
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `A signal ends the program while its terminal accepts no output`(_ number: Int32) throws {
        let terminal = try ProbeSession.start()
        terminal.send("f")
        terminal.waitUntilBlocked()
        terminal.signal(number)
        #expect(terminal.waitForExitUnread(timeout: Self.promptly) == .exited(128 + number))
        #expect(terminal.modes.areOrdinary)
        // The pending output was discarded, so that the terminal is restored as soon as it accepts output again.
        _ = try terminal.waitForExit()
        #expect(terminal.isRestored, "\(terminal.screen)")
    }

    @Test(arguments: [
        SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPROF, SIGVTALRM, SIGIO, SIGSYS, SIGSTKFLT, SIGPWR, SIGPIPE, SIGXFSZ,
        SIGTRAP, SIGILL, 34, 50, 64,
    ])
    func `Every signal that ends a process by default restores the terminal`(_ number: Int32) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .killed(by: number))
        #expect(terminal.isRestored && terminal.modes.areOrdinary, "\(terminal.screen)")
    }

    @Test func `A signal that was ignored at the start stays ignored`() throws {
        let executable = try ProbeSession.executable.get()
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "trap '' HUP INT TERM QUIT USR1; exec \(executable)"])
        try terminal.waitFor("80x24")
        for number in [SIGHUP, SIGINT, SIGTERM, SIGQUIT, SIGUSR1] { terminal.signal(number) }
        terminal.send("x")
        try terminal.waitFor("'x'")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `A signal that ends the program restores the terminal`(_ number: Int32) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        #expect(terminal.screen.isAlternate && terminal.screen.bracketsPastes && !terminal.screen.showsCursor)
        #expect(!terminal.modes.echoes && !terminal.modes.makesSignals)
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .exited(128 + number))
        #expect(terminal.isRestored, "\(terminal.screen)")
        #expect(terminal.modes.areOrdinary)
        #expect(terminal.screen.text.joined().isEmpty, "\(terminal.screen)")
    }

    @Test func `A lost terminal ends the program quickly`() throws {
        let terminal = try ProbeSession.start()
        let start = ContinuousClock.now
        terminal.hangUp()
        #expect(try terminal.waitForExit() == .exited(129))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test(arguments: [
        ("!", "Fatal error: the test requested a crash", [SIGILL, SIGTRAP]), ("@", "", [SIGSEGV]),
    ])
    func `A crash restores the terminal and leaves its message on the screen`(
        _ key: String, _ words: String, _ signals: [Int32]
    ) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        terminal.send(key)
        let status = try terminal.waitForExit()
        #expect(signals.map { PseudoTerminal.Status.killed(by: $0) }.contains(status))
        #expect(terminal.isRestored, "\(terminal.screen)")
        #expect(terminal.modes.areOrdinary)
        #expect(words.isEmpty || terminal.screen.contains(words), "\(terminal.screen)")
    }

    @Test(arguments: [SIGABRT, SIGSEGV, SIGBUS, SIGFPE])
    func `A crash signal from another process restores the terminal`(_ number: Int32) throws {
        let terminal = try ProbeSession.start()
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .killed(by: number))
        #expect(terminal.isRestored && terminal.modes.areOrdinary)
    }

    @Test func `A call of exit restores the terminal`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("$")
        #expect(try terminal.waitForExit() == .exited(7))
        #expect(terminal.isRestored && terminal.modes.areOrdinary)
    }

    @Test func `Messages on standard error are held back until the program ends`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("ex")
        try terminal.waitFor("'x'")
        #expect(!terminal.screen.contains("stray"))
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.screen.contains("a stray message"))
    }

    @Test func `Messages on a redirected standard error are written immediately`() throws {
        let executable = try ProbeSession.executable.get()
        let terminal = try PseudoTerminal("/bin/sh", ["-c", "{ \(executable) 2>&1 >&3 | sed 's/^/got: /'; } 3>&1"])
        try terminal.waitFor("80x24")
        terminal.send("ex")
        try terminal.waitFor("'x'")
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(String(decoding: terminal.outputSinceMark, as: UTF8.self).contains("got: a stray message"))
    }
}
