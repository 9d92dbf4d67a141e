// `gaapscope show` for people and for scripts.

import Inventory
import Testing

@Suite(.timeLimit(.minutes(10))) struct ShowCommandTests {
    private func id(of state: String, from emulator: EmulatorProcess) throws -> String {
        let result = try emulator.run([
            "list", "--filter", "state:\(state)", "--columns", "id", "-o", "tsv", "--no-header",
        ])
        return String(try #require(result.output.split(separator: "\n").first))
    }

    @Test func `show prints a listener with its state, its origins, every field and its owner`() throws {
        let emulator = try EmulatorProcess()
        let id = try id(of: "down", from: emulator)
        let result = try emulator.run(["show", id])
        #expect(result.status == 0 && result.errors.isEmpty)
        let lines = result.output.split(separator: "\n")
        #expect(lines.first?.hasPrefix("DOWN  ") == true)
        #expect(lines.contains { $0.hasPrefix("SERVER ") && $0.hasSuffix("STATE ID") })
        #expect(lines.contains { $0.hasPrefix("ListenerId ") && $0.hasSuffix(id) })
        #expect(lines.contains { $0.hasPrefix("RequestId ") })
        #expect(lines.contains { $0.wholeMatch(of: /(Proxy|Group) +(link|lg)-\S+.*/) != nil })
        #expect(lines.contains { $0.hasPrefix("  domain ") || $0.hasPrefix("  access ") || $0.hasPrefix("  status ") })
    }

    @Test func `The JSON output is the same as that of list`() throws {
        let emulator = try EmulatorProcess()
        let id = try id(of: "down", from: emulator)
        let shown = try emulator.run(["show", id, "-o", "json"])
        let listed = try emulator.run(["list", "--listener", id, "-o", "json"])
        #expect(shown.status == 0)
        func listener(_ text: String) -> Substring? { text.split(separator: "\n").first { $0.contains("ListenerId") } }
        // Only show reads the lists of owners.
        func withoutName(_ text: Substring?) -> String { String(text ?? "").replacing(/,"Name":"[^"]*"}/, with: "}") }
        #expect(listener(shown.output) != nil)
        #expect(withoutName(listener(shown.output)) == withoutName(listener(listed.output)))
    }

    @Test(
        arguments: [
            (["listener-nosuch1"], Int32(4), "Not Exist"), (["link-abc12345"], 2, "show requires a listener ID"),
            ([], 2, "listener-id"), ([""], 2, "a listener ID is required"), (["a", "b"], 2, "Unexpected argument"),
        ])
    func `An invalid or unknown id is reported`(arguments: [String], status: Int32, words: String) throws {
        let result = try EmulatorProcess().run(["show"] + arguments)
        #expect(result.status == status)
        #expect(result.errors.contains(words), "\(result.errors)")
        #expect(result.output.isEmpty)
    }

    @Test func `show reads a listener from a snapshot`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let file = folder + "/a.json"
            #expect(try emulator.run(["snapshot", file]).status == 0)
            let id = try id(of: "down", from: emulator)
            #expect(try ChildProcess.run(["show", id, "--offline", file]).output.hasPrefix("DOWN  "))
            let missing = try ChildProcess.run(["show", "listener-nosuch1", "--offline", file])
            #expect(missing.status == 4 && missing.errors.contains("does not contain listener-nosuch1"))
            #expect(try ChildProcess.run(["check", "--offline", file]).status == 2)
        }
    }
}
