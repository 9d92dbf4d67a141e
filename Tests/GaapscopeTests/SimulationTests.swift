// Ten simulated days of the browser (Tests/Simulate), one for each seed. A run of its own takes more: scripts/simulate.

import PseudoTerminal
import Testing

@Suite(.serialized, .timeLimit(.minutes(10))) struct SimulationTests {
    private static let program = Result { try ProductPath.executable("Simulate") }

    private static func simulate(days: Double, seed: Int) async throws -> ChildProcess.Result {
        let program = try program.get()
        return try await onAnotherThread { try ChildProcess.run(["\(days)", "\(seed)"], program: program) }
    }

    @Test(arguments: 1...10)
    func `A simulated day with faults breaks no invariant`(seed: Int) async throws {
        let result = try await Self.simulate(days: 1, seed: seed)
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(result.output.hasPrefix("seed \(seed): 1."))
    }

    @Test func `The same seed repeats the same day, and another seed does not`() async throws {
        let first = try await Self.simulate(days: 0.1, seed: 1)
        #expect(first.status == 0, "\(first.output)\(first.errors)")
        #expect(try await Self.simulate(days: 0.1, seed: 1).output == first.output)
        #expect(try await Self.simulate(days: 0.1, seed: 2).output != first.output)
    }
}
