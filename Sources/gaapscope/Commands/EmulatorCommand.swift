import ArgumentParser
import GAAP
import GAAPEmulator
import Glibc
import Essentials

/// Runs a local service for trials and tests.
struct EmulatorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "emulator",
        abstract: "Serve a made-up account on 127.0.0.1, refusing what the real service refuses.",
        discussion: """
            Prints one line of JSON when it is ready: where it is, and the key pair that it accepts. INT or TERM ends \
            it.

            What can go wrong with --fault, and with which part of the requests where nothing is said:
            \(faults)
            """)

    private static let faults =
        FaultKind.all.map { "\($0.form) (\($0.rate == 1 ? "all" : "\($0.rate)")): \($0.about)" }
        .joined(separator: ";\n") + "."

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
            "What goes wrong, and with which part of the requests, 0 to 1; may be given several times.",
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
            "An action that the key may not call, like `--fault deny=<action>`; may be given several times.",
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
                    "--deny: “\(action)” is no action; there are \(names)", zh: "--deny: 没有“\(action)”接口；可用的有 \(names)")
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
