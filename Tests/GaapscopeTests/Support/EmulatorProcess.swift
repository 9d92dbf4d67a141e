// The built program as an emulator, in a process of its own: tests that wait in a terminal's loop must not share
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

    let child: ChildProcess
    let endpoint: String
    let secretID: String
    let secretKey: String
    /// What a client needs to be let in.
    let environment: [String: String]

    /// A small account without churn, and no limit that a test would meet.
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

    /// Runs a command against it.
    func run(_ arguments: [String], changes: [String: String?] = [:]) throws -> ChildProcess.Result {
        var environment = environment
        for (name, value) in changes { environment[name] = value }
        return try ChildProcess.run(arguments, environment: environment)
    }
}
