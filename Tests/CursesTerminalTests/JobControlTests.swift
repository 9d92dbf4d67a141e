// Stopping and continuing as a job of a real shell.

import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct JobControlTests {
    /// Stops the probe with the given closure, types a shell command, and continues the probe.
    private func stopAndContinue(_ stop: (PseudoTerminal, Int32) -> Void, resizing: Bool = false) throws
        -> PseudoTerminal
    {
        let (terminal, probe) = try ProbeSession.startInShell()
        stop(terminal, probe)
        try terminal.waitFor("Stopped")
        #expect(ProcessFacts.state(of: probe) == "T")
        terminal.send("echo $((6*7))\r")
        try terminal.waitUntil("42") { $0.text.contains("42") }
        if resizing { terminal.resize(ScreenSize(columns: 100, rows: 30)) }
        terminal.send("fg\r")
        let size = resizing ? "100x30" : "80x24"
        try terminal.waitUntil("the list") {
            $0.text[0].contains(size) && $0.isAlternate && !$0.contains("shell>") && !$0.contains("Stopped")
                && $0.text[resizing ? 29 : 23].contains("80") && $0.bracketsPastes && !$0.showsCursor
        }
        terminal.send("\u{1B}[B")
        try terminal.waitFor("row 1")
        terminal.send("q")
        try terminal.waitUntil("the shell") { !$0.isAlternate && $0.showsCursor && $0.contains("shell>") }
        return terminal
    }

    /// Reads output until a process has ended and the shell has reaped it. Returns whether it has ended.
    private func isGone(_ process: Int32, in terminal: PseudoTerminal) -> Bool {
        let deadline = ContinuousClock.now + .seconds(10)
        while ProcessFacts.state(of: process) != nil, ContinuousClock.now < deadline {
            terminal.send("\r")
            _ = terminal.bytesAtRest(for: .milliseconds(50))
        }
        return ProcessFacts.state(of: process) == nil
    }

    @Test func `Control Z stops the program and fg redraws the screen`() throws {
        let terminal = try stopAndContinue { terminal, _ in terminal.send("\u{1A}") }
        terminal.send("exit 0\r")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.modes.areOrdinary)
    }

    @Test func `While the program is stopped, the shell has its screen`() throws {
        let (terminal, _) = try ProbeSession.startInShell()
        terminal.send("\u{1A}")
        try terminal.waitUntil("the shell's screen") { !$0.isAlternate && $0.showsCursor && $0.contains("Stopped") }
    }

    @Test func `SIGTSTP stops the program and fg redraws the screen`() throws {
        _ = try stopAndContinue { _, probe in kill(probe, SIGTSTP) }
    }

    @Test func `After SIGSTOP, fg redraws the screen`() throws {
        _ = try stopAndContinue { _, probe in kill(probe, SIGSTOP) }
    }

    @Test func `The window size can change while the program is stopped`() throws {
        _ = try stopAndContinue({ terminal, _ in terminal.send("\u{1A}") }, resizing: true)
        _ = try stopAndContinue({ _, probe in kill(probe, SIGSTOP) }, resizing: true)
    }

    @Test func `Without a shell that could continue it, the program does not stop`() throws {
        let terminal = try ProbeSession.start()
        terminal.send("\u{1A}")
        try terminal.waitFor("continued")
        terminal.signal(SIGTSTP)
        terminal.send("x")
        try terminal.waitFor("'x'")
    }

    @Test func `SIGCONT without a stop changes nothing`() throws {
        let terminal = try ProbeSession.start()
        terminal.signal(SIGCONT)
        terminal.send("x")
        try terminal.waitUntil("the list") { $0.contains("'x'") && $0.text[23].contains("8021") && $0.isAlternate }
    }

    @Test(arguments: ["kill %1", "kill -HUP %1", "kill -INT %1; kill -CONT %1"])
    func `A stopped job ends on a signal and leaves the terminal to the shell`(command: String) throws {
        let (terminal, probe) = try ProbeSession.startInShell()
        terminal.send("\u{1A}")
        try terminal.waitFor("Stopped")
        terminal.send("\(command)\r")
        #expect(isGone(probe, in: terminal))
        terminal.send("echo $((6*7))\r")
        try terminal.waitUntil("42") { $0.text.contains("42") && !$0.isAlternate && $0.showsCursor }
    }

    @Test func `A background job that the terminal has stopped ends on a signal`() throws {
        let (terminal, probe) = try ProbeSession.startInShell()
        kill(probe, SIGSTOP)
        try terminal.waitFor("Stopped")
        terminal.send("bg\r")
        // The terminal stops the job again when the job accesses it.
        var stops = 0
        while stops < 20 {
            stops = ProcessFacts.state(of: probe) == "T" ? stops + 1 : 0;
            _ = terminal.bytesAtRest(for: .milliseconds(10))
        }
        terminal.send("kill %1\r")
        #expect(isGone(probe, in: terminal))
    }

    @Test func `The timeout command ends a program that it puts into the background`() throws {
        let executable = try ProbeSession.executable.get()
        let terminal = try PseudoTerminal("/bin/bash", ["-c", "timeout 1 \(executable); echo status $?"])
        try terminal.waitFor("status 124")
        #expect(try terminal.waitForExit() == .exited(0))
        #expect(terminal.modes.areOrdinary && terminal.isRestored)
    }
}
