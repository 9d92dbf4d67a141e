// `gaapscope doctor` with faulty settings: the other settings stay in effect, and nothing is sent to a site that the
// user did not choose.

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
            #expect(result.lines(of: step).map { $0.hasSuffix("not tried: the endpoint is not known") } == [true])
        }
        for step in ["dns", "tcp", "tls", "http", "clock", "rate"] { #expect(result.lines(of: step).isEmpty) }
        #expect(!result.output.contains("tencentcloudapi"))
    }

    @Test func `A wrong flag or variable does not affect the endpoint from another source`() throws {
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

    @Test func `A wrong file does not affect the endpoint from a flag or a variable`() throws {
        let emulator = try EmulatorProcess()
        try withConfig(#"{"rat": 5}"#) { path in
            expectCalls(try emulator.run(["doctor", "--config", path]), to: emulator)
        }
    }

    @Test(arguments: [
        ["--endpoint", "nowhere"], ["--site", "mars"], ["--site", "mars", "--rate", "none"],
        ["--config", "/nonexistent/config.json"],
    ])
    func `If the endpoint is not known nothing is sent`(arguments: [String]) throws {
        let result = try ChildProcess.run(["doctor"] + arguments, environment: Self.key)
        expectSilence(result)
        #expect(result.lines(of: "credentials").contains { $0.hasPrefix("pass ") })
    }

    @Test(arguments: [
        #"{"rat": 5, "endpoint": "http://127.0.0.1:1"}"#, #"{"endpoint": "nowhere"}"#, #"{"site": "mars"}"#, "{",
        #"{"profile": 7}"#,
    ])
    func `If a faulty file may select the endpoint nothing is sent`(text: String) throws {
        try withConfig(text) { path in
            expectSilence(try ChildProcess.run(["doctor", "--config", path], environment: Self.key))
        }
    }

    @Test func `If the endpoint is not known no service is asked for a key`() throws {
        let result = try ChildProcess.run(["doctor", "--site", "mars"], environment: ["PATH": "/usr/bin:/bin"])
        expectSilence(result)
        #expect(result.lines(of: "credentials").contains { $0.contains("not tried: the endpoint is not known") })
    }

    @Test func `With a missing CA file the keys are still examined and the reason is reported`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor", "--ca-file", "/nosuch.pem"])
        let reason = "CA file /nosuch.pem: there is no such file"
        #expect(result.status == 2)
        #expect(result.lines(of: "credentials").contains { $0.hasPrefix("pass ") })
        #expect(result.lines(of: "tcp").contains { $0.hasPrefix("pass ") })
        #expect(result.lines(of: "actions").map { $0.hasSuffix("not tried: \(reason)") } == [true])
        #expect(try emulator.run(["list", "--ca-file", "/nosuch.pem"]).errors.contains(reason))
    }

    @Test func `Doctor continues after an invalid proxy setting`() throws {
        let environment = Self.key.merging(["HTTPS_PROXY": "gopher://x"]) { $1 }
        let result = try ChildProcess.run(
            ["doctor", "--endpoint", "https://nowhere.invalid:1"], environment: environment)
        #expect(result.status == 2)
        #expect(result.lines(of: "proxy").contains { $0.hasPrefix("fail ") && $0.contains("HTTPS_PROXY") })
        #expect(result.lines(of: "credentials").contains { $0.hasPrefix("pass ") })
        #expect(result.lines(of: "dns").contains { $0.contains("nowhere.invalid") })
        #expect(result.lines(of: "actions").contains { $0.contains("not tried: HTTPS_PROXY") }, "\(result.output)")
    }

    @Test func `If the service does not answer, one action is tried once for five seconds`() throws {
        // The kernel accepts connections for a socket that no program reads.
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
        // One request without a signature and one action. Seven actions with three attempts of 15 s would take longer.
        #expect(time < .seconds(20))
        #expect(found.lines(of: "actions").count == 2)
        let skipped = found.lines(of: "actions").filter { $0.contains("not tried for the same reason: Describe") }
        #expect(skipped.map { $0.split(separator: ", ").count } == [6])
        #expect(found.lines(of: "actions").contains { $0.hasPrefix("fail ") && !$0.contains("cancelled") })
        #expect(found.lines(of: "rate").contains { $0.contains("1 call, none rate-limited") })
    }

    @Test func `An action with a temporary error is tried once and reported with the error`() throws {
        let emulator = try EmulatorProcess(["--fault", "error=InternalError@1"])
        let result = try emulator.run(["doctor"])
        #expect(result.output.contains("InternalError") && result.output.contains(" 7 calls"))
        #expect(result.lines(of: "site").contains { $0.hasPrefix("info ") })
    }
}
