// `gaapscope doctor` with settings that are no good: the rest of them holds, and nothing is sent to a site that nobody
// chose.

import FoundationEssentials
import Glibc
import PseudoTerminal
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct DoctorSettingsTests {
    private static let key = [
        "TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "PATH": "/usr/bin:/bin",
    ]

    private func withConfig(_ text: String, _ body: (_ path: String) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try Data(text.utf8).write(to: URL(filePath: "\(folder)/config.json"))
            try body("\(folder)/config.json")
        }
    }

    private func expectCalls(_ result: ChildProcess.Result, to emulator: EmulatorProcess) {
        #expect(result.status == 2, "\(result.output)")
        #expect(result.lines(of: "network").contains { $0.hasSuffix("endpoint \(emulator.endpoint)") })
        #expect(result.lines(of: "actions").count { $0.hasPrefix("pass ") } == 7)
        #expect(!result.output.contains("tencentcloudapi"))
    }

    private func expectSilence(_ result: ChildProcess.Result) {
        #expect(result.status == 2, "\(result.output)")
        for step in ["network", "actions"] {
            #expect(result.lines(of: step).map { $0.hasSuffix("not tried, the endpoint is not known") } == [true])
        }
        for step in ["dns", "tcp", "tls", "http", "clock", "rate"] { #expect(result.lines(of: step).isEmpty) }
        #expect(!result.output.contains("tencentcloudapi"))
    }

    @Test func `A wrong flag or variable leaves the endpoint of the others`() throws {
        let emulator = try EmulatorProcess()
        expectCalls(try emulator.run(["doctor", "--rate", "none"]), to: emulator)
        let result = try emulator.run(
            ["doctor", "--endpoint", emulator.endpoint, "--page-size", "0"],
            changes: ["GAAPSCOPE_ENDPOINT": nil, "GAAPSCOPE_TIMEOUT": "soon"])
        expectCalls(result, to: emulator)
        #expect(result.lines(of: "settings").count { $0.hasPrefix("fail ") } == 2)
        try withConfig(#"{"endpoint": "\#(emulator.endpoint)"}"#) { path in
            let changes: [String: String?] = ["GAAPSCOPE_ENDPOINT": nil, "GAAPSCOPE_RATE": "many"]
            expectCalls(try emulator.run(["doctor", "--config", path], changes: changes), to: emulator)
        }
    }

    @Test func `A wrong file leaves the endpoint of a flag or a variable`() throws {
        let emulator = try EmulatorProcess()
        try withConfig(#"{"rat": 5}"#) { path in
            expectCalls(try emulator.run(["doctor", "--config", path]), to: emulator)
        }
    }

    @Test(arguments: [
        ["--endpoint", "nowhere"], ["--site", "mars"], ["--site", "mars", "--rate", "none"],
        ["--config", "/nonexistent/config.json"],
    ])
    func `Where the endpoint is not known nothing is sent`(arguments: [String]) throws {
        let result = try ChildProcess.run(["doctor"] + arguments, environment: Self.key)
        expectSilence(result)
        #expect(result.lines(of: "credentials").contains { $0.hasPrefix("pass ") })
    }

    @Test(arguments: [
        #"{"rat": 5, "endpoint": "http://127.0.0.1:1"}"#, #"{"endpoint": "nowhere"}"#, #"{"site": "mars"}"#, "{",
        #"{"profile": 7}"#,
    ])
    func `Where a file that may name the endpoint is no good nothing is sent`(text: String) throws {
        try withConfig(text) { path in
            expectSilence(try ChildProcess.run(["doctor", "--config", path], environment: Self.key))
        }
    }

    @Test func `Nobody is asked for a key either`() throws {
        let result = try ChildProcess.run(["doctor", "--site", "mars"], environment: ["PATH": "/usr/bin:/bin"])
        expectSilence(result)
        #expect(result.lines(of: "credentials").contains { $0.contains("not tried, the endpoint is not known") })
    }

    @Test func `A CA file that is not there hides neither the keys nor the reason`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor", "--ca-file", "/nosuch.pem"])
        let reason = "CA file /nosuch.pem: there is no such file"
        #expect(result.status == 2)
        #expect(result.lines(of: "credentials").contains { $0.hasPrefix("pass ") })
        #expect(result.lines(of: "tcp").contains { $0.hasPrefix("pass ") })
        #expect(result.lines(of: "actions").map { $0.hasSuffix("not tried: \(reason)") } == [true])
        #expect(try emulator.run(["list", "--ca-file", "/nosuch.pem"]).errors.contains(reason))
    }

    @Test func `After a proxy setting that makes no sense it goes on`() throws {
        let environment = Self.key.merging(["HTTPS_PROXY": "gopher://x"]) { $1 }
        let result = try ChildProcess.run(
            ["doctor", "--endpoint", "https://nowhere.invalid:1"], environment: environment)
        #expect(result.status == 2)
        #expect(result.lines(of: "proxy").contains { $0.hasPrefix("fail ") && $0.contains("HTTPS_PROXY") })
        #expect(result.lines(of: "credentials").contains { $0.hasPrefix("pass ") })
        #expect(result.lines(of: "dns").contains { $0.contains("nowhere.invalid") })
        #expect(result.lines(of: "actions").contains { $0.contains("not tried: HTTPS_PROXY") }, "\(result.output)")
    }

    @Test func `Where nothing answers it tries one action, once, for five seconds`() throws {
        // The kernel accepts for a socket that nobody reads.
        let listener = socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        try withUnsafeMutablePointer(to: &address) { pointer in
            try pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                try #require(bind(listener, pointer, length) == 0 && listen(listener, 16) == 0)
                try #require(getsockname(listener, pointer, &length) == 0)
            }
        }
        let endpoint = "http://127.0.0.1:\(UInt16(bigEndian: address.sin_port))"
        var result: ChildProcess.Result?
        let time = try ContinuousClock().measure {
            result = try ChildProcess.run(["doctor", "--endpoint", endpoint], environment: Self.key)
        }
        let found = try #require(result)
        #expect(found.status == 4)
        // One exchange and one action; each of the seven took three attempts of 15 s.
        #expect(time < .seconds(20))
        #expect(found.lines(of: "actions").count == 7)
        #expect(found.lines(of: "actions").count { $0.hasSuffix(": not tried, the same") } == 6)
        #expect(found.lines(of: "actions").contains { $0.hasPrefix("fail ") && !$0.contains("cancelled") })
        #expect(found.lines(of: "rate").contains { $0.contains("1 call was made, none was refused") })
    }

    @Test func `An action that fails for a moment is tried once, and told as what it was`() throws {
        let emulator = try EmulatorProcess(["--fault", "error=InternalError@1"])
        let result = try emulator.run(["doctor"])
        #expect(result.output.contains("InternalError") && result.output.contains(" 7 calls were made"))
        #expect(result.lines(of: "site").contains { $0.hasPrefix("info ") })
    }
}
