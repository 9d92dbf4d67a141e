import FoundationEssentials
import Glibc
import Testing

@Suite(.timeLimit(.minutes(2))) struct EmulatorCommandTests {
    @Test("It ends within a second when asked to", arguments: [SIGTERM, SIGINT])
    func ends(_ number: Int32) throws {
        let emulator = try EmulatorProcess()
        let start = ContinuousClock.now
        emulator.child.signal(number)
        let result = try emulator.child.wait()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
        #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func itPrintsOneLineAndListensOnLoopback() throws {
        let emulator = try EmulatorProcess()
        #expect(emulator.endpoint.hasPrefix("http://127.0.0.1:"))
        emulator.child.signal(SIGTERM)
        #expect(try emulator.child.wait().output.split(separator: "\n").count == 1)
    }

    @Test func aPortThatIsTakenIsToldWithStatus4() throws {
        let emulator = try EmulatorProcess()
        let port = try #require(emulator.endpoint.split(separator: ":").last)
        let second = try ChildProcess.run(["emulator", "--port", String(port)])
        #expect(second.status == 4)
        #expect(second.errors.contains("127.0.0.1:\(port)"), "\(second.errors)")
    }
}
