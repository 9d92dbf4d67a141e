// Runs `gaapscope list` as a script does: the built program, an emulator, exit statuses.

import FoundationEssentials
import GAAP
import Inventory
import Testing

@Suite(.timeLimit(.minutes(10))) struct ListCommandTests {
    private struct Document: Decodable {
        let schemaVersion: Int
        let complete: Bool
        let totalCount: Int
        let listeners: [Entry]
    }
    private struct Entry: Decodable {
        let listener: TCPListener
        let state: String
        let owner: Owner
        struct Owner: Decodable {
            let id: String
            let kind: String
            enum CodingKeys: String, CodingKey {
                case id = "Id"
                case kind = "Kind"
            }
        }
        enum CodingKeys: String, CodingKey {
            case state = "State"
            case owner = "Owner"
        }
        init(from decoder: any Decoder) throws {
            listener = try TCPListener(from: decoder)
            let container = try decoder.container(keyedBy: CodingKeys.self)
            state = try container.decode(String.self, forKey: .state)
            owner = try container.decode(Owner.self, forKey: .owner)
        }
    }

    private func document(_ arguments: [String], from emulator: EmulatorProcess) throws -> Document {
        let result = try emulator.run(["list", "-o", "json"] + arguments)
        #expect(result.status == 0, "\(result.errors)")
        return try JSONDecoder().decode(Document.self, from: Data(result.output.utf8))
    }

    @Test func `The JSON output has every listener once with its state and owner`() throws {
        let all = try document(["--all"], from: EmulatorProcess())
        #expect(all.schemaVersion == 2)
        #expect(all.complete)
        #expect(all.totalCount == 60)
        #expect(Set(all.listeners.compactMap(\.listener.listenerID)).count == 60)
        #expect(Set(all.listeners.map(\.owner.kind)) == ["proxy", "group"])
        #expect(all.listeners.contains { $0.state == "DOWN" })
    }

    @Test func `The scope of one owner prints only its listeners`() throws {
        let emulator = try EmulatorProcess()
        let all = try document([], from: emulator)
        let owner = try #require(all.listeners.first { $0.owner.kind == "proxy" }?.owner.id)
        let one = try document(["--proxy", owner], from: emulator)
        #expect(one.totalCount == all.listeners.count { $0.owner.id == owner })
        #expect(one.listeners.allSatisfy { $0.owner.id == owner })
    }

    @Test func `Small pages give the same listeners as large ones`() throws {
        let emulator = try EmulatorProcess()
        let large = try document([], from: emulator).listeners.compactMap(\.listener.listenerID)
        let small = try document(["--page-size", "3"], from: emulator).listeners.compactMap(\.listener.listenerID)
        #expect(Set(small) == Set(large))
        #expect(small.count == large.count)
    }

    @Test func `Filters of the service and of the program give the same listeners`() throws {
        let emulator = try EmulatorProcess()
        let port = try #require(document([], from: emulator).listeners.first?.listener.port)
        let theirs = try document(["--port", "\(port)"], from: emulator)
        let ours = try document(["--filter", "port:\(port)"], from: emulator)
        #expect(theirs.totalCount > 0)
        #expect(theirs.totalCount == ours.totalCount)
        let problems = try document(["--problems"], from: emulator)
        #expect(problems.listeners.allSatisfy { ["DOWN", "DNS", "STOP", "PART", "NONE", "?"].contains($0.state) })
    }

    @Test(arguments: ["table", "json", "md"])
    func `Output that is not streamed is sorted worst first and identical every time`(format: String) throws {
        let emulator = try EmulatorProcess()
        let (first, second) = (try emulator.run(["list", "-o", format]), try emulator.run(["list", "-o", format]))
        #expect(first.status == 0 && second.status == 0)
        func states(_ text: String) throws -> [String] {
            if format == "json" {
                return try JSONDecoder().decode(Document.self, from: Data(text.utf8)).listeners.map(\.state)
            }
            let words = Set(State.allCases.map(\.word))
            return text.split(separator: "\n").compactMap { line in
                line.split { $0 == " " || $0 == "|" }.first.map(String.init)
            }.filter(words.contains)
        }
        let order = try states(first.output).map { word in State.allCases.firstIndex { $0.word == word } ?? -1 }
        #expect(order.count == 60 && order == order.sorted())
        #expect(try states(first.output) == states(second.output))
        if format != "json" { #expect(first.output == second.output) }
    }

    @Test func `A column is selected by its id or by its title on the screen`() throws {
        let emulator = try EmulatorProcess()
        let titles = try emulator.run([
            "list", "--columns", "STATE,PROXY / GROUP,OWNER,SCHED,监听器 ID", "--sort", "-PORT",
        ])
        let ids = try emulator.run(["list", "--columns", "state,owner,owner-name,scheduler,id", "--sort", "-port"])
        #expect(titles.status == 0 && titles.output == ids.output && !ids.output.isEmpty)
    }

    @Test(arguments: ["csv", "tsv", "table"])
    func `A minus sign reverses the order, also in formats that are streamed without --sort`(format: String) throws {
        let emulator = try EmulatorProcess()
        func ports(_ order: String) throws -> [Int] {
            let result = try emulator.run(["list", "-o", format, "--columns", "port", "--no-header", "--sort", order])
            return result.output.split(whereSeparator: \.isNewline).compactMap { Int($0.filter { $0 != " " }) }
        }
        let (up, down) = (try ports("port"), try ports("-port"))
        #expect(up.count == 60 && up == up.sorted())
        #expect(down == up.reversed())
    }

    @Test(arguments: ["csv", "table"])
    func `The column for comes from the last read and has no value without an earlier read`(
        format: String
    ) throws {
        try withTemporaryFolder { home in
            let emulator = try EmulatorProcess()
            func list() throws -> [String] {
                let result = try emulator.run(
                    ["list", "--problems", "--columns", "for,state", "--no-header", "-o", format],
                    changes: ["XDG_STATE_HOME": home])
                #expect(result.status == 0 && result.errors == "")
                return result.output.split(separator: "\n").map(String.init)
            }
            let before = try list()
            // A row that is on two pages was read twice, so it can have a value.
            #expect(!before.isEmpty && before.contains { !$0.contains(">=") }, "\(before)")
            let watched = try emulator.run(["watch", "--once"], changes: ["XDG_STATE_HOME": home])
            #expect(watched.status == 0 && watched.output == "")
            let after = try list()
            #expect(after.count == before.count && after.allSatisfy { $0.contains(">=") }, "\(after)")
        }
    }

    @Test func `The table is aligned and has no control characters`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "3", "--listeners", "40", "--hostile-names", "--limit", "1000",
        ])
        let result = try emulator.run(["list", "--columns", "state,port,name,owner"])
        #expect(result.status == 0)
        #expect(result.output.hasPrefix("STATE"))
        #expect(!result.output.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0.value == 0x202E })
        #expect(result.output.contains("^["))
    }

    @Test func `A closed pipe is not an error`() throws {
        let emulator = try EmulatorProcess()
        let child = try ChildProcess(["list"], environment: emulator.environment)
        child.stopReading()
        let result = try child.wait()
        #expect(result.status == 0)
        #expect(result.errors.isEmpty)
    }

    @Test func `If some owners fail the result is partial`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "12", "--listeners", "60", "--limit", "1000", "--fault", "error@0.8",
        ])
        // Every call is attempted four times: about two in five fail permanently.
        let result = try emulator.run(["list"])
        #expect(result.status == 6 || result.status == 4, "\(result.status)")
        #expect(result.errors.contains("InternalError"))
        #expect(result.errors.contains("RequestId"))
    }
}
