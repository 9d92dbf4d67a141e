// Services whose answers are capped, missing, without owners, of another owner, shared or endless: every command and
// the browser report the same about them.

import FoundationEssentials
import GAAPEmulator
import Glibc
import PseudoTerminal
import TencentCloud
import Testing

@Suite(.timeLimit(.minutes(10))) struct FaultyAccountTests {
    private static let account = ["--proxies", "8", "--groups", "2", "--listeners", "60", "--limit", "1000"]
    /// The number of listeners that belong to groups.
    private static let ofGroups = {
        let fleet = Fleet(FleetOptions(proxies: 8, groups: 2, listeners: 60))
        return fleet.groups.reduce(0) { $0 + (fleet.listeners[.group($1.id)]?.count ?? 0) }
    }()
    private static let formats = ["table", "md", "csv", "tsv", "json", "jsonl"]

    private func emulator(_ fault: String) throws -> EmulatorProcess {
        try EmulatorProcess(Self.account + ["--fault", fault])
    }

    private struct Document: Decodable {
        struct Listener: Decodable {
            struct Owner: Decodable {
                let id: String?
                enum CodingKeys: String, CodingKey { case id = "Id" }
            }
            let id: String
            let owner: Owner?
            enum CodingKeys: String, CodingKey {
                case id = "ListenerId"
                case owner = "Owner"
            }
        }
        let complete: Bool
        let listeners: [Listener]

        init(_ text: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) }

        var owners: [String: String?] { Dictionary(listeners.map { ($0.id, $0.owner?.id) }) { first, _ in first } }
    }

    @Test func `Listeners without an owner belong to the owner whose list contains them`() throws {
        func owners(_ arguments: [String]) throws -> [String: String?] {
            try Document(try EmulatorProcess(arguments).run(["list", "-o", "json"]).output).owners
        }
        let named = try owners(Self.account)
        #expect(named.count == 60 && named.values.allSatisfy { $0 != nil })
        #expect(try owners(Self.account + ["--fault", "unowned"]) == named)
    }

    @Test func `show does not accept another listener than the requested one`() throws {
        let emulator = try emulator("shared")
        let id = try #require(
            try Document(try EmulatorProcess(Self.account).run(["list", "-o", "json"]).output).listeners.first?.id)
        let result = try emulator.run(["show", id])
        #expect(result.output.isEmpty)
        #expect(result.errors.contains("the response contains listener-shared00, which was not requested"))
        #expect(result.status == 4)
        let list = try emulator.run(["list", "--listener", id, "-o", "csv"])
        #expect(list.status == 4 && !list.output.contains("shared00"))
    }

    @Test func `show reports that a list of owners was not read`() throws {
        let emulator = try emulator("null=DescribeProxies")
        let id = try #require(
            try Document(try EmulatorProcess(Self.account).run(["list", "-o", "json"]).output).listeners.first?.id)
        let result = try emulator.run(["show", id])
        #expect(result.status == 6 && result.output.contains("ListenerId   \(id)"))
        #expect(result.errors.contains("ProxySet is missing or null"))
    }

    @Test(arguments: formats + ["snapshot"])
    func `An endless list stops with a message and in bounded memory`(format: String) throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "5", "--limit", "1000", "--fault", "endless",
        ])
        let arguments = format == "snapshot" ? ["snapshot", "-"] : ["list", "-o", format]
        let child = try ChildProcess(
            arguments + ["--rate", "1000"], environment: emulator.environment)
        let result = try child.wait()
        #expect(result.status == 6)
        #expect(result.errors.contains(": stopped after ") && result.errors.contains("; the service has more"))
        #expect(child.peakMemory < 400_000, "\(child.peakMemory) KiB")
    }

    // MARK: The browser

    private func browser(_ fault: String) throws -> BrowserSession {
        try BrowserSession(try emulator(fault), columns: 140, rows: 45)
    }

    @Test(arguments: [("cap=3", "60 listeners"), ("unowned", "60 listeners"), ("shared", "51 listeners")])
    func `The browser shows every row`(fault: String, count: String) throws {
        let session = try browser(fault)
        try session.waitUntil("the whole account") { screen in
            screen.text[0].contains(count) && !screen.text[0].contains(">=") && !screen.text[1].contains(">=")
        }
        #expect(!session.screen.contains("failed") && !session.screen.contains("incomplete"))
    }

    @Test func `The browser marks an account as incomplete if its rows name other owners`() throws {
        let session = try browser("foreign")
        try session.waitUntil("the doubt") { screen in
            screen.text[0].contains(">=60 listeners") && screen.text[1].contains("10 incomplete")
        }
        #expect(session.screen.contains("rows name another owner, such as link-elsewhere"))
    }

    @Test func `The browser does not treat a missing list as an empty one`() throws {
        let session = try browser("null")
        try session.waitUntil("what failed") { screen in
            screen.text[0].contains("nothing read") && screen.text[1].contains("10 failed")
        }
        #expect(session.screen.contains("ListenerSet is missing or null"))
        #expect(!session.screen.contains("no TCP listeners"))
        let owners = try browser("null=DescribeProxies")
        try owners.waitUntil("the groups alone") { screen in
            screen.text[0].contains("all proxies(?)+groups(2)")
                && screen.text[0].contains(">=\(Self.ofGroups) listeners")
        }
    }

    @Test func `The browser stops reading an endless list`() throws {
        let session = try BrowserSession(
            try EmulatorProcess([
                "--proxies", "1", "--groups", "0", "--listeners", "5", "--limit", "1000", "--fault", "endless",
            ]), columns: 140, rows: 45, arguments: ["--rate", "1000"])
        // The warning about the rate appears first and must not hide the message.
        try session.waitUntil("the end") { $0.contains("stopped after 2") && $0.contains("the service has more") }
        #expect(session.screen.text[0].contains(">="))
    }
}
