import ArgumentParser
import FoundationEssentials
import Glibc

/// The command line of the simulation.
@main
struct SimulateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract:
            "Run the browser, its client and the emulator on one simulated clock, with faults, and check what it shows")

    @Argument(help: "Simulated days of each seed.") var days = 10.0
    @Argument(help: "The first seed; the following ones come after it.") var seed: UInt64 = 1
    @Option(help: "Seeds to run.") var seeds = 1
    @Flag(help: "Print the last screen.") var screen = false

    func validate() throws {
        guard days > 0, days <= 36_500, seeds > 0 else { throw ValidationError("DAYS and --seeds must be above 0") }
    }

    func run() throws {
        guard seeds == 1 else { return try runAll() }
        // The order of sets and dictionaries differs between two processes unless this variable is set at the start.
        guard getenv("SWIFT_DETERMINISTIC_HASHING") != nil else { return try runAgain() }
        let folder = FileManager.default.temporaryDirectory.appending(path: "simulation-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }  // a folder that is left over does no harm
        let result = try MainActor.assumeIsolated {
            try Simulation(days: days, seed: seed, folder: folder).run()
        }
        write(2, "\n", 1)
        print(result.summary)
        if screen { print(result.screen) }
        if let failure = result.failure {
            print("FAILED \(failure)\nrepeat it: scripts/simulate \(days) \(seed)")
            throw ExitCode(1)
        }
    }

    /// Replaces the process by itself with the variable set.
    private func runAgain() throws {
        setenv("SWIFT_DETERMINISTIC_HASHING", "1", 1)
        var words: [UnsafeMutablePointer<CChar>?] = CommandLine.arguments.map { strdup($0) } + [nil]
        execv("/proc/self/exe", &words)
        throw ValidationError("the program cannot start itself again")
    }

    /// A process for each seed.
    private func runAll() throws {
        var isFine = true
        for seed in seed..<seed + UInt64(seeds) {
            var words: [UnsafeMutablePointer<CChar>?] =
                [CommandLine.arguments[0], "\(days)", "\(seed)"].map { (word: String) in strdup(word) } + [nil]
            var process: pid_t = 0
            var status: Int32 = 0
            guard posix_spawn(&process, "/proc/self/exe", nil, nil, &words, environ) == 0,
                waitpid(process, &status, 0) == process
            else { throw ValidationError("the program cannot start itself") }
            for word in words { free(word) }
            if status != 0 { isFine = false }
        }
        if !isFine { throw ExitCode(1) }
    }
}
