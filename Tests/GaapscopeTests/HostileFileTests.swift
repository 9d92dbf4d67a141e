// FIFOs, devices and links in place of files: the program never waits for them.

import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@Suite(.timeLimit(.minutes(10))) struct HostileFileTests {
    private func bash(
        _ line: String, _ environment: [String: String] = PseudoTerminal.environment
    ) throws -> ChildProcess.Result {
        try ChildProcess.run(
            ["-c", line, ChildProcess.gaapscope.get()], program: "/bin/bash", environment: environment)
    }

    @Test(arguments: ["q", "Q", "\u{3}"])
    func `Pipes in place of state files block neither the start nor the end`(key: String) throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess()
            let state = "\(home)/.local/state/gaapscope"
            let first = try BrowserSession.started(emulator, changes: ["HOME": home])
            first.send(">")
            first.send("Q")
            _ = try first.waitForExit()
            func kind(of name: String) -> mode_t? {
                var facts = stat()
                return stat("\(state)/\(name)", &facts) == 0 ? facts.st_mode & S_IFMT : nil
            }
            // The journal has a folder for each account.
            let names = try FileManager.default.subpathsOfDirectory(atPath: state).filter { kind(of: $0) != S_IFDIR }
            #expect(names.count >= 3)
            for name in names {
                #expect(unlink("\(state)/\(name)") == 0 && mkfifo("\(state)/\(name)", 0o600) == 0)
            }
            let browser = try BrowserSession.started(emulator, changes: ["HOME": home])
            browser.send(">")
            browser.send(key)
            #expect(try browser.waitForExit() == .exited(key == "\u{3}" ? 130 : 0))
            #expect(browser.isGivenBack)
            let list = try emulator.run(["list", "--all"], changes: ["HOME": home])
            #expect(list.status == 0)
            for name in names { #expect(kind(of: name) == S_IFIFO, "\(name)") }
        }
    }

    @Test(
        arguments: [
            ("list --config $F", 2), ("list --offline $F", 2), ("list --ca-file $F", 2), ("diff $F $F", 2),
            ("list --config /dev/zero", 2), ("list --ca-file /dev/zero", 2), ("list --offline /dev/tty", 2),
            ("check --config $F", 3), ("snapshot $F --demo", 4), ("snapshot --force $F --demo", 4),
        ] as [(String, Int32)])
    func `A pipe or a device as an argument is refused at once`(command: String, status: Int32) throws {
        try withTemporaryFolder { folder in
            let result = try bash("mkfifo \(folder)/pipe; F=\(folder)/pipe; \"$0\" \(command)")
            #expect(result.status == status, "\(result.errors)")
        }
    }

    @Test func `A snapshot is written to a pipe that has a reader`() throws {
        let result = try bash("\"$0\" snapshot --demo --rate 20 >(wc -l >&2)")
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test func `A file that is not writable is reported before any call`() throws {
        let result = try ChildProcess.run(["snapshot", "/proc/a.json", "--endpoint", "http://127.0.0.1:1"])
        #expect(result.status == 4)
        #expect(result.errors.hasPrefix("gaapscope: /proc/a.json: cannot be written: "), "\(result.errors)")
    }

    @Test func `Files with names that are not UTF-8 are written and read`() throws {
        try withTemporaryFolder { folder in
            let line = """
                cd \(folder) && F=$'caf\\xe9.json' && "$0" snapshot --demo --rate 20 "$F" && test -f "$F" &&
                "$0" list --offline "$F" -o csv --no-header && "$0" diff "$F" "$F" && "$0" list --offline $'no\\xff'
                """
            let result = try bash(line)
            #expect(result.status == 2)
            #expect(result.output.split(whereSeparator: \.isNewline).count >= 1_300)
            #expect(result.errors.contains(#"listeners written to caf\xE9.json"#), "\(result.errors)")
            #expect(result.errors.hasSuffix("gaapscope: no\\xFF: cannot be read: no such file or directory\n"))
        }
    }
}
