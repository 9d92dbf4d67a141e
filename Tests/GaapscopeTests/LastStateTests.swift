// The stored result of the last sweep is used by the next start and by the shell completion.

import FoundationEssentials
import Glibc
import PseudoTerminal
import TencentCloud
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct LastStateTests {
    @Test func `A session stores what it has read, and the next one starts with it`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let changes = ["XDG_STATE_HOME": folder]
            let first = try BrowserSession(emulator, changes: changes)
            try first.waitUntil("the whole account") { $0.contains(BrowserSession.whole) && $0.isWhole }
            first.send("Q")
            #expect(try first.waitForExit() == .exited(0))
            // The state file and the folder of the journal.
            let all = try FileManager.default.contentsOfDirectory(atPath: folder + "/gaapscope")
            let names = all.filter { $0.hasSuffix(".json") }
            #expect(names.count == 1 && Set(all) == Set(names + names.map { String($0.dropLast(".json".count)) }))
            var facts = stat()
            #expect(stat("\(folder)/gaapscope/\(names.first ?? "")", &facts) == 0 && facts.st_mode & 0o777 == 0o600)

            // At one call a second the read takes a while, so the rows on the screen are the stored ones.
            let second = try BrowserSession(emulator, changes: changes, arguments: ["--rate", "1"])
            try second.waitUntil("the kept rows") {
                $0.contains("cached ") && $0.text.contains { $0.hasPrefix("DOWN") }
            }
            second.send("Q")
            _ = try second.waitForExit()
        }
    }

    @Test func `A session with another key never shows the rows of the first one`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let changes = ["XDG_STATE_HOME": folder]
            let first = try BrowserSession.started(emulator, changes: changes)
            first.send("Q")
            #expect(try first.waitForExit() == .exited(0))
            let other = changes.merging(["TENCENTCLOUD_SECRET_ID": "AKIDanother0000000"]) { $1 }
            let second = try BrowserSession(emulator, changes: other)
            try second.waitUntil("the refusal") { screen in
                // At no time does the screen show anything of the first key's account.
                #expect(!screen.contains("login-gw") && !screen.contains("link-") && !screen.contains("cached"))
                return screen.contains("AuthFailure.SecretIdNotFound")
            }
            second.send("Q")
            #expect(try second.waitForExit() == .exited(0))
            let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/gaapscope")
            #expect(names.filter { $0.hasSuffix(".json") }.count == 1)
        }
    }

    @Test(
        arguments: [
            (["list"], 60), (["list", "--all", "--filter", "nosuchlistener", "-o", "json"], 60),
            (["snapshot", "-"], 60),
            (["list", "--port", "443"], 0), (["list", "--fail-on", "down", "--proxy", "link-00000000"], 0),
        ])
    func `Only a complete sweep of the whole account is stored`(arguments: [String], count: Int) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            _ = try emulator.run(arguments, changes: ["XDG_STATE_HOME": folder])
            let environment = emulator.environment.merging(["XDG_STATE_HOME": folder]) { $1 }
            func ids(_ typed: [String], _ changes: [String: String] = [:]) -> [String] {
                KnownIDs.of(.listener, typed: typed, environment: environment.merging(changes) { $1 })
            }
            #expect(ids([]).count == count)
            // Another key, another endpoint, and invalid settings.
            #expect(ids([], ["TENCENTCLOUD_SECRET_ID": "AKIDanother0000000"]).isEmpty)
            #expect(ids(["list", "--endpoint", "http://127.0.0.1:1"]).isEmpty)
            #expect(ids(["list", "--endpoint=nonsense"]).isEmpty)
            #expect(ids(["list", "--profile", "nobody"]).isEmpty)
        }
    }

    @Test func `A broken state file and an unwritable home directory are ignored`() throws {
        try withTemporaryFolder { folder in
            let endpoint = try Endpoint(parsing: "http://127.0.0.1:80")
            let state = try #require(
                LastState(holder: .key("a"), endpoint: endpoint, environment: ["XDG_STATE_HOME": folder]))
            #expect(state.load() == nil)
            try FileManager.default.createDirectory(atPath: folder + "/gaapscope", withIntermediateDirectories: true)
            try Data("{".utf8).write(to: URL(filePath: state.path))
            #expect(state.load() == nil)
            #expect(LastState(holder: .key("a"), endpoint: endpoint, environment: [:]) == nil)
            #expect(KnownIDs.of(.proxy, typed: [], environment: ["HOME": "/nosuch"]).isEmpty)
        }
    }

    @Test func `Browsing a snapshot stores no state`() throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            let file = folder + "/a.json"
            #expect(try emulator.run(["snapshot", file]).status == 0)
            let session = try BrowserSession(
                emulator, changes: ["XDG_STATE_HOME": folder, "GAAPSCOPE_ENDPOINT": nil],
                arguments: ["--offline", file])
            try session.waitUntil("the snapshot") {
                $0.contains(BrowserSession.whole) && $0.contains("offline, as of ")
            }
            session.send("Q")
            #expect(try session.waitForExit() == .exited(0))
            #expect(!FileManager.default.fileExists(atPath: folder + "/gaapscope"))
        }
    }

    @Test(arguments: [("list --proxy l", "link-"), ("list --group l", "lg-"), ("show l", "listener-")])
    func `bash completes ids from the stored state`(line: String, start: String) throws {
        try withTemporaryFolder { folder in
            let emulator = try EmulatorProcess()
            #expect(try emulator.run(["list"], changes: ["XDG_STATE_HOME": folder]).status == 0)
            let environment = emulator.environment.merging(["XDG_STATE_HOME": folder]) { $1 }
            let offered = try BashCompletion.offers(for: line, environment: environment)
            #expect(offered.count > 1)
            let other = environment.merging(["TENCENTCLOUD_SECRET_ID": "AKIDanother0000000"]) { $1 }
            #expect(try BashCompletion.offers(for: line, environment: other).filter { !$0.isEmpty }.isEmpty)
            #expect(offered.allSatisfy { $0.hasPrefix(start) })
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `There are completion scripts for three shells`(shell: String) throws {
        let result = try ChildProcess.run(["--generate-completion-script", shell])
        #expect(result.status == 0)
        for word in ["snapshot", "doctor", "fail-on", "offline"] { #expect(result.output.contains(word), "\(word)") }
    }
}
