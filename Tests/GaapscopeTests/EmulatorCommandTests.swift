import FoundationEssentials
import Glibc
import Testing

@Suite(.timeLimit(.minutes(10))) struct EmulatorCommandTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func `A signal ends the emulator with status 0 and no message`(_ number: Int32) throws {
        let emulator = try EmulatorProcess()
        let start = ContinuousClock.now
        emulator.child.signal(number)
        let result = try emulator.child.wait()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(ContinuousClock.now - start < .seconds(10))
    }

    @Test func `The emulator prints one line and listens on the loopback address`() throws {
        let emulator = try EmulatorProcess()
        #expect(emulator.endpoint.hasPrefix("http://127.0.0.1:"))
        emulator.child.signal(SIGTERM)
        #expect(try emulator.child.wait().output.split(separator: "\n").count == 1)
    }

    @Test func `A port in use exits with status 4`() throws {
        let emulator = try EmulatorProcess()
        let port = try #require(emulator.endpoint.split(separator: ":").last)
        let second = try ChildProcess.run(["emulator", "--port", String(port)])
        #expect(second.status == 4)
        #expect(
            second.errors
                == "gaapscope: emulator: port \(port) of 127.0.0.1 is in use; choose another port, or omit "
                + "--port to use a free one\n"
        )
    }

    private static let small = ["--proxies", "2", "--groups", "0", "--listeners", "3"]

    @Test
    func `Denied actions are refused, and other actions answer`() throws {
        let emulator = try EmulatorProcess(Self.small + ["--deny", "DescribeTCPListeners", "--fault", "charset"])
        let result = try emulator.run(["list"])
        #expect(result.errors.contains("AuthFailure.UnauthorizedOperation"), "\(result.errors)")
        #expect(!result.errors.contains("DescribeProxies failed"))
    }

    @Test
    func `With an expiring token the emulator announces a temporary key`() throws {
        let child = try ChildProcess(["emulator", "--fault", "token=3600"] + Self.small)
        defer { child.signal(SIGKILL) }
        #expect(try child.firstLine().contains(#""token":"gaapscopeTemporaryToken"#))
    }

    @Test(arguments: [
        (["--fault", "nonsense"], "--fault: unknown fault “nonsense”; known faults are latency, reset,"),
        (["--fault", "slow=x"], "--fault: slow=ms must be from 1 to 60000, not “x”."),
        (
            ["--deny", "DescribeNothing"],
            "--deny: unknown action “DescribeNothing”; known actions are DescribeTCPListeners,"
        ),
    ])
    func `An unknown fault or action is refused`(arguments: [String], words: String) throws {
        let result = try ChildProcess.run(["emulator"] + arguments)
        #expect(result.status != 0)
        #expect(result.errors.contains(words), "\(result.errors)")
    }
}
