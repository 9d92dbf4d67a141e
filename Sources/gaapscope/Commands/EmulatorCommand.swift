import ArgumentParser
import GAAP
import GAAPEmulator
import Glibc
import Essentials

/// Runs a local service for trials and tests.
struct EmulatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Run a local service with an example account, for trials and tests.",
        discussion: """
            The service listens on 127.0.0.1 and refuses what the real service refuses. When it is ready, it prints \
            one line of JSON with its endpoint and the key pair that it accepts. INT or TERM ends it.

            Faults for --fault, each with the share of the requests that it affects by default:
            \(faults)

            EXAMPLES
              # Run an emulator on a free port
              gaapscope emulator
              # Change the health of origins while it runs
              gaapscope emulator --churn
              # Refuse every tenth request because of the rate limit
              gaapscope emulator --fault throttle@0.1
              # Deny an action, as a missing policy does
              gaapscope emulator --deny DescribeProxies
              # A small account that answers slowly
              gaapscope emulator --proxies 3 --listeners 20 --latency 500
            """)

    private static let faults =
        FaultKind.all.map { "\($0.form) (\($0.rate == 1 ? "all" : "\($0.rate)")): \($0.about)" }
        .joined(separator: ";\n") + "."

    @Option(help: ArgumentHelp("Port to listen on, 0 to 65535; 0 selects a free port.", valueName: "n"))
    var port = 0
    @Option(help: ArgumentHelp("Seed of the account; the same seed produces the same account.", valueName: "n"))
    var seed: UInt64 = 1
    @Option(help: ArgumentHelp("Number of proxies outside groups.", valueName: "n"))
    var proxies = 60
    @Option(help: ArgumentHelp("Number of proxy groups.", valueName: "n"))
    var groups = 5
    @Option(help: ArgumentHelp("Total number of listeners.", valueName: "n"))
    var listeners = 1_300
    @Flag(help: "Change the health of origins while the emulator runs.")
    var churn = false
    @Flag(help: "Give one listener a name with control characters for terminals.")
    var hostileNames = false
    @Option(help: ArgumentHelp("Maximum number of requests per second for each action and key.", valueName: "n"))
    var limit = 20
    @Option(help: ArgumentHelp("Delay of each answer in milliseconds.", valueName: "ms"))
    var latency = 0
    @Option(
        help: ArgumentHelp(
            "Fault, and the share of the requests that it affects, 0 to 1; can be repeated.",
            valueName: "kind[=value][@part]"),
        completion: .faults,
        transform: { text in
            do throws(FaultKind.ParseError) {
                return try FaultKind.rule(parsing: text)
            } catch {
                throw ValidationError(Wording { "--fault: \(error.message[$0])" })
            }
        })
    var fault: [FaultRule] = []
    @Option(
        help: ArgumentHelp(
            "Action that the key may not call, same as --fault deny=<action>; can be repeated.",
            valueName: "action"),
        completion: .actions)
    var deny: [String] = []

    func validate() throws {
        for (flag, value, range) in [
            ("--port", port, 0...65_535), ("--proxies", proxies, 0...20_000), ("--groups", groups, 0...5_000),
            ("--listeners", listeners, 0...1_000_000), ("--limit", limit, 1...1_000_000),
            ("--latency", latency, 0...600_000),
        ] where !range.contains(value) {
            throw ValidationError(Wording(flag, in: range, not: value))
        }
        for action in deny where !GAAPService.actionNames.contains(action) {
            let names = GAAPService.actionNames.joined(separator: ", ")
            throw ValidationError(
                Wording(
                    "--deny: unknown action “\(action)”; known actions are \(names)",
                    zh: "--deny：没有“\(action)”接口；可用的接口有 \(names)")
            )
        }
    }

    func run() throws {
        try Resources.require()
        var options = EmulatorOptions()
        options.fleet = FleetOptions(
            seed: seed, proxies: proxies, groups: groups, listeners: listeners, hostileNames: hostileNames)
        options.churn = churn
        options.requestsPerSecond = limit
        options.faults.latency = .milliseconds(latency)
        options.faults.rules =
            fault + deny.map { FaultRule(.denied(code: "AuthFailure.UnauthorizedOperation"), action: $0) }
        let credential =
            fault.contains(where: \.isAboutTokens) ? EmulatorOptions.temporaryCredential : EmulatorOptions.credential
        let server = EmulatorServer(Emulator(options: options))
        let port = port
        let serving = Task.detached { () -> ExitStatus in
            do throws(EmulatorServer.StartError) {
                try await server.run(port: port) { endpoint in
                    StandardStream.output.print(
                        EmulatorServer.announcement(endpoint: endpoint, credential: credential))
                }
                return .fine
            } catch {
                say(Wording { "emulator: \(error.message[$0])" })
                return .network
            }
        }
        runToEnd(forcedStatus: ExitStatus.fine.rawValue) { _ in
            serving.cancel()
        } _: {
            await serving.value.rawValue
        }
    }
}

extension FaultRule {
    /// Whether the fault affects only temporary keys.
    fileprivate var isAboutTokens: Bool { if case .tokenExpired = fault { true } else { false } }
}
