import ArgumentParser
import FoundationEssentials
import Glibc

/// The command line of the storm.
@main
struct StormCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "storm",
        abstract: "Type random keys at the real program, and look for exits, hangs, wrong screens and growth")

    @Argument(help: "How long, in seconds.") var seconds = 60
    @Argument(help: "The first seed; the following ones come after it.") var seed: UInt64 = 1
    @Option(help: "Time within which the browser must answer, in seconds.") var patience = 1
    @Option(help: "Steps of a seed.") var steps = 600
    @Option(help: ArgumentHelp("Take the steps of a file, as a failure prints them.", valueName: "file"))
    var replay: String?
    @Flag(help: "Print each step before it is taken.") var trace = false

    func validate() throws {
        guard seconds > 0, patience > 0, steps > 0, seconds < 1_000_000, patience < 1_000 else {
            throw ValidationError("SECONDS, --patience and --steps must be above 0")
        }
    }

    func run() throws {
        signal(SIGPIPE, SIG_IGN)
        Storm.isTracing = trace
        let isFine: Bool
        if let replay {
            guard let data = FileManager.default.contents(atPath: replay) else {
                throw ValidationError("\(replay) cannot be read")
            }
            isFine = try Storm.replay(String(decoding: data, as: UTF8.self), .seconds(patience))
        } else {
            isFine = try Storm(
                seconds: seconds, seed: seed, stepsPerSeed: steps, patience: .seconds(patience)
            ).run()
        }
        if !isFine { throw ExitCode(1) }
    }
}

/// Prints a line at once, also into a pipe.
func report(_ line: String) {
    print(line)
    fflush(nil)
}
