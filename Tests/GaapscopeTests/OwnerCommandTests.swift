// What the commands for scripts report about proxies and groups: the built program, an emulator, files.

import Essentials
import FoundationEssentials
import Testing

@Suite(.timeLimit(.minutes(10))) struct OwnerCommandTests {
    private static let fleet = ["--proxies", "14", "--groups", "3", "--listeners", "80", "--limit", "1000"]

    /// Returns a group and one of its members from the owners of a document.
    private func group(in document: JSONValue) throws -> (id: String, member: String) {
        let owners = document["owners"]?.items ?? []
        let group = try #require(owners.first { $0["Kind"]?.text == "group" && !($0["Members"]?.items ?? []).isEmpty })
        return (try #require(group["Id"]?.text), try #require(group["Members"]?.items.first?["Id"]?.text))
    }

    private func json(_ result: ChildProcess.Result) throws -> JSONValue {
        try JSONReader.read(Array(result.output.utf8))
    }

    @Test func `For a member of a group every command reads the group and reports that`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess(Self.fleet)
            let file = folder + "/all.json"
            #expect(try emulator.run(["snapshot", file]).status == 0)
            let all = try JSONReader.read(Array(Data(contentsOf: URL(filePath: file))))
            let (group, member) = try group(in: all)
            let words = "\(member) is a member of the group \(group): showing the listeners of the group\n"
            let columns = ["--columns", "id,owner", "--sort", "id", "-o"]
            for arguments in [["list"] + columns + ["csv"], ["list"] + columns + ["table"], ["list", "-o", "tsv"]] {
                let ofGroup = try emulator.run(arguments + ["--group", group])
                let ofMember = try emulator.run(arguments + ["--proxy", member])
                #expect(ofMember.output == ofGroup.output && ofMember.status == ofGroup.status)
                #expect(ofMember.output.contains(group))
                #expect(ofMember.errors == "gaapscope: \(words)")
            }
            let offline = try ChildProcess.run(["list", "--offline", file, "--proxy", member, "--columns", "owner"])
            #expect(offline.status == 0 && offline.output.contains(group) && offline.errors.hasSuffix(words))
            let document = try json(emulator.run(["list", "-o", "json", "--proxy", member]))
            #expect(document["scope"]?.text == "--group \(group)" && document["complete"] == .bool(true))
            #expect(
                try emulator.run(["check", "--proxy", member]).output.contains("\(member) is a member of this group"))
        }
    }

    @Test func `A change of a proxy's status is listed under owners`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess(Self.fleet)
            let (old, new) = (folder + "/a.json", folder + "/b.json")
            #expect(try emulator.run(["snapshot", old]).status == 0)
            let text = String(decoding: try Data(contentsOf: URL(filePath: old)), as: UTF8.self)
            let proxy = try #require(
                text.firstMatch(of: /\{"Id":"(link-[a-z0-9]+)","Kind":"proxy","Name":"[^"]*","Status":"RUNNING"/))
            let changed = text.replacing(
                String(proxy.0), with: String(proxy.0).replacing("RUNNING", with: "CLOSED"), maxReplacements: 1)
            try Data(changed.utf8).write(to: URL(filePath: new))
            let table = try ChildProcess.run(["diff", old, new])
            #expect(table.status == 1)
            #expect(table.output.contains("owners: 1 change\n"))
            #expect(table.output.contains(/status +\S.* Status RUNNING -> CLOSED/))
            let result = try json(ChildProcess.run(["diff", old, new, "-o", "json"]))
            let owner = result["owners"]?.items.first
            #expect(result["same"] == .bool(false) && owner?["change"] == "status")
            #expect(owner?["fields"]?.items.first?["field"] == "Status")
            let markdown = try ChildProcess.run(["diff", old, new, "-o", "md"]).output
            #expect(markdown.contains("### Owners: 1 change\n\n| change | owner | name | details |\n"))
            #expect(try ChildProcess.run(["diff", old, old]).status == 0)
        }
    }

    @Test func `show prints the addresses that the origin's firewall must allow`() throws {
        let emulator = try EmulatorProcess(Self.fleet)
        let listed = try emulator.run(["list", "-o", "jsonl"]).output.split(separator: "\n")
        let line = try #require(
            listed.first { $0.contains(#""Owner":{"Id":"link-"#) && $0.contains(#""Status":"RUNNING""#) })
        let listener = try JSONReader.read(Array(line.utf8))
        let id = try #require(listener["ListenerId"]?.text)
        let shown = try emulator.run(["show", id])
        #expect(shown.output.contains(#/  firewall +the origin's firewall must allow \d+\.\d+\.\d+\.\d+/#))
        #expect(shown.output.contains(#/  VIP +\d+\./#) && shown.output.contains("concurrent connections"))
        #expect(shown.output.contains(#/  status +running/#) && shown.output.contains(#/  ban +not banned/#))
    }

    @Test func `A denied list of proxies is reported once, and check is UNKNOWN unless it ignores owners`() throws {
        let emulator = try EmulatorProcess(Self.fleet + ["--fault", "forbid=DescribeProxies"])
        let group = try group(in: json(EmulatorProcess(Self.fleet).run(["list", "-o", "json"]))).id
        for scope in [["--group", group], []] {
            let listed = try emulator.run(["list", "-o", "tsv"] + scope)
            #expect(listed.status == 6, "\(listed.errors)")
            #expect(listed.errors.split(separator: "\n").count { $0.contains("DescribeProxies") } == 1)
            #expect(!listed.output.contains("\nOK\t"))
            #expect(try emulator.run(["check"] + scope).status == 3)
        }
        let ignoring = try emulator.run(["check", "--group", group, "--ignore-owner-status"])
        #expect(ignoring.status != 3, "\(ignoring.output)")
    }

    @Test func `The state of the owner is a column`() throws {
        let emulator = try EmulatorProcess(Self.fleet)
        let lines = try emulator.run(["list", "--columns", "state,owner-state", "-o", "tsv", "--no-header"]).output
            .split(separator: "\n")
        let known = ["serves", "partly stopped", "changing", "stopped", "unknown"]
        #expect(lines.allSatisfy { line in known.contains { line.hasSuffix("\t\($0)") } })
        #expect(lines.contains { $0.hasPrefix("STOP\tstopped") } && lines.contains { $0.hasPrefix("OK\tserves") })
        #expect(!lines.contains { $0.hasPrefix("OK\t") && !$0.hasSuffix("serves") })
    }
}

extension JSONValue {
    fileprivate subscript(name: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.name == name }?.value
    }

    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
    fileprivate var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}
