import ArgumentParser
import GAAPEmulator
import Glibc
import TencentCloud

/// A local service to try things on.
struct EmulatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serve a made-up account on 127.0.0.1, refusing what the real service refuses.",
        discussion: """
            Prints one line of JSON when it is ready: where it is, and the key pair that it accepts. INT or TERM ends it.
            """)

    @Option(help: ArgumentHelp("The port; 0 for a free one.", valueName: "n"))
    var port = 0
    @Option(help: ArgumentHelp("What the account is made from: the same seed makes the same account.", valueName: "n"))
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("Proxies outside groups.", valueName: "n"))
    var proxies = 60
    @Option(help: ArgumentHelp("Proxy groups.", valueName: "n"))
    var groups = 5
    @Option(help: ArgumentHelp("Listeners in all.", valueName: "n"))
    var listeners = 1_300
    @Flag(help: "Health changes while you watch.")
    var churn = false
    @Flag(help: "One listener has a name that attacks terminals.")
    var hostileNames = false
    @Option(help: ArgumentHelp("Requests a second per action and key.", valueName: "n"))
    var limit = 20
    @Option(help: ArgumentHelp("Milliseconds before each answer.", valueName: "ms"))
    var latency = 0
    @Option(
        help: ArgumentHelp(
            "What goes wrong with some requests: \(FaultKind.allCases.map(\.rawValue).joined(separator: ", ")).",
            valueName: "kind"))
    var fault: FaultKind?
    @Option(help: ArgumentHelp("With which part of them, 0 to 1.", valueName: "part"))
    var faultRate = 0.1

    func validate() throws {
        for (flag, value, range) in [
            ("--port", port, 0...65_535), ("--proxies", proxies, 0...20_000), ("--groups", groups, 0...5_000),
            ("--listeners", listeners, 0...1_000_000), ("--limit", limit, 1...1_000_000),
            ("--latency", latency, 0...600_000),
        ] where !range.contains(value) {
            throw ValidationError("\(flag) must be from \(range.lowerBound) to \(range.upperBound), not \(value).")
        }
        guard (0...1).contains(faultRate) else {
            throw ValidationError("--fault-rate must be from 0 to 1, not \(faultRate).")
        }
    }

    func run() throws {
        var options = EmulatorOptions()
        options.fleet = FleetOptions(
            seed: seed, proxies: proxies, groups: groups, listeners: listeners, hostileNames: hostileNames)
        options.churn = churn
        options.requestsPerSecond = limit
        options.faults.latency = .milliseconds(latency)
        if let fault {
            options.faults.randomFault = fault.fault
            options.faults.rate = faultRate
        }
        let server = EmulatorServer(Emulator(options: options))
        let port = port
        let serving = Task.detached { () -> ExitStatus in
            do throws(EmulatorServer.Failure) {
                try await server.run(port: port) { endpoint in
                    StandardStream.output.print(
                        EmulatorServer.announcement(endpoint: endpoint, credential: EmulatorOptions.credential))
                }
                return .fine
            } catch {
                StandardStream.error.print("gaapscope emulator: \(error.reason)")
                return .network
            }
        }
        runToEnd(interrupted: { _ in serving.cancel() }) { await serving.value.rawValue }
    }
}

/// The faults that can be asked for by a flag.
enum FaultKind: String, CaseIterable, ExpressibleByArgument {
    case error, throttle, status, html, json, reset, truncate, slow

    var fault: Fault {
        switch self {
        case .error: .error(code: "InternalError")
        case .throttle: .throttled
        case .status: .status(502)
        case .html: .html
        case .json: .wrongJSON
        case .reset: .connectionReset
        case .truncate: .truncatedBody
        case .slow: .slowBytes(pause: .milliseconds(5))
        }
    }
}
