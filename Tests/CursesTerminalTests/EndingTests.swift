// Every way to end leaves the terminal as it was found, and no process behind.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct EndingTests {
    /// One second is promised; a machine that runs many tests at once is given more.
    private static let promptly = Duration.seconds(4)

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func `A signal ends it while its loop is busy`(_ number: Int32) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        terminal.send("~")
        terminal.signal(number)
        let start = ContinuousClock.now
        #expect(try terminal.waitForExit() == .exited(128 + number))
        #expect(ContinuousClock.now - start < Self.promptly)
        #expect(terminal.isGivenBack && terminal.modes.areOrdinary, "\(terminal.screen)")
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT])
    func `A signal ends it while its terminal takes nothing`(_ number: Int32) throws {
        let terminal = try ProbeSession.start()
        terminal.send("f")
        terminal.waitUntilBlocked()
        terminal.signal(number)
        #expect(terminal.waitForExitUnread(timeout: Self.promptly) == .exited(128 + number))
        #expect(terminal.modes.areOrdinary)
        // What waited was dropped, so that the terminal is given back as soon as it goes on.
        _ = try terminal.waitForExit()
        #expect(terminal.isGivenBack, "\(terminal.screen)")
    }

    @Test(arguments: [
        SIGUSR1, SIGUSR2, SIGALRM, SIGXCPU, SIGPROF, SIGVTALRM, SIGIO, SIGSYS, SIGSTKFLT, SIGPWR, SIGPIPE, SIGXFSZ,
        SIGTRAP, SIGILL, 34, 50, 64,
    ])
    func `Every signal that ends a process by default restores the terminal`(_ number: Int32) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .killed(by: number))
        #expect(terminal.isGivenBack && terminal.modes.areOrdinary, "\(terminal.screen)")
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
    func `A signal that ends it restores the terminal`(_ number: Int32) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        #expect(terminal.screen.isAlternate && terminal.screen.bracketsPastes && !terminal.screen.showsCursor)
        #expect(!terminal.modes.echoes && !terminal.modes.makesSignals)
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .exited(128 + number))
        #expect(terminal.isGivenBack, "\(terminal.screen)")
        #expect(terminal.modes.areOrdinary)
        #expect(terminal.screen.text.joined().isEmpty, "\(terminal.screen)")
    }

    @Test func `A lost terminal ends it quickly`() throws {
        let terminal = try ProbeSession.start()
        let start = ContinuousClock.now
        terminal.hangUp()
        #expect(try terminal.waitForExit() == .exited(129))
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test(arguments: [
        ("!", "Fatal error: the probe was told to crash", [SIGILL, SIGTRAP]), ("@", "", [SIGSEGV]),
    ])
    func `A crash restores the terminal and leaves its reason to read`(
        _ key: String, _ words: String, _ signals: [Int32]
    ) throws {
        let terminal = try ProbeSession.start(["--mouse"])
        terminal.send(key)
        let status = try terminal.waitForExit()
        #expect(signals.map { PseudoTerminal.Status.killed(by: $0) }.contains(status))
        #expect(terminal.isGivenBack, "\(terminal.screen)")
        #expect(terminal.modes.areOrdinary)
        #expect(words.isEmpty || terminal.screen.contains(words), "\(terminal.screen)")
    }

    @Test(arguments: [SIGABRT, SIGSEGV, SIGBUS, SIGFPE])
    func `A signal from outside that means a crash restores the terminal`(_ number: Int32) throws {
        let terminal = try ProbeSession.start()
        terminal.signal(number)
        #expect(try terminal.waitForExit() == .killed(by: number))
        #expect(terminal.isGivenBack && terminal.modes.areOrdinary)
    }

    @Test func `An exit in the middle restores the terminal`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("$")
        #expect(try terminal.waitForExit() == .exited(7))
        #expect(terminal.isGivenBack && terminal.modes.areOrdinary)
    }

    @Test func `Stray messages are kept until the end`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("ex")
        try terminal.waitFor("'x'")
        #expect(!terminal.screen.contains("stray"))
        terminal.send("q")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.screen.contains("a stray message"))
    }

    @Test func `Messages sent elsewhere go there at once`() throws {
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
