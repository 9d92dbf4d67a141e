// Runs the built program as an emulator in its own process. Tests that wait in the loop of a terminal must not share
// threads with the server that answers them.

import FoundationEssentials
import Glibc
import PseudoTerminal

final class EmulatorProcess {
    private struct Announcement: Decodable {
        let endpoint: String
        let secretId: String
        let secretKey: String
    }

    /// An endpoint that refuses every connection. The port of an emulator that has ended does not: a test that runs at
    /// the same time may get it.
    static let refusingEndpoint = "http://127.0.0.1:1"

    let child: ChildProcess
    let endpoint: String
    let secretID: String
    let secretKey: String
    /// The environment of a client: its key and the endpoint.
    let environment: [String: String]

    /// Starts an emulator. By default it has a small account without churn and a rate limit that no test reaches.
    init(_ arguments: [String] = ["--proxies", "8", "--groups", "2", "--listeners", "60", "--limit", "1000"]) throws {
        child = try ChildProcess(["emulator"] + arguments)
        let announcement = try JSONDecoder().decode(Announcement.self, from: Data(child.firstLine().utf8))
        endpoint = announcement.endpoint
        secretID = announcement.secretId
        secretKey = announcement.secretKey
        environment = PseudoTerminal.environment.merging([
            "TENCENTCLOUD_SECRET_ID": announcement.secretId, "TENCENTCLOUD_SECRET_KEY": announcement.secretKey,
            "GAAPSCOPE_ENDPOINT": announcement.endpoint, "GAAPSCOPE_RATE": "20",
        ]) { $1 }
    }

    deinit { child.signal(SIGKILL) }

    /// Runs a command against the emulator.
    func run(_ arguments: [String], changes: [String: String?] = [:]) throws -> ChildProcess.Result {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        return try ChildProcess.run(arguments, environment: environment)
    }
}
