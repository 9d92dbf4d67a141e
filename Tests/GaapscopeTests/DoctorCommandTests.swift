// `gaapscope doctor` where things are well and where each of them is broken. Nothing here leaves the machine: endpoints
// are loopback, and a profile is named wherever the machine's role would be asked for otherwise.

import Dispatch
import FoundationEssentials
import Essentials
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct DoctorCommandTests {
    private func lines(_ result: ChildProcess.Result, _ step: String) -> [Substring] { result.lines(of: step) }

    @Test func `Where all is well everything passes`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor"])
        #expect(result.status == 0, "\(result.output)")
        #expect(!result.output.contains("fail ") && result.errors.isEmpty)
        for step in ["settings", "credentials", "dns", "tcp", "http", "clock", "actions"] {
            #expect(lines(result, step).contains { $0.hasPrefix("pass ") }, "\(step)")
        }
        #expect(lines(result, "actions").count == 7)
        #expect(result.output.contains("(GAAPSCOPE_ENDPOINT)"))
    }

    @Test func `No secret is shown, of a key no more than the id's last four characters`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor"])
        for name in ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] {
            let value = try #require(emulator.environment[name])
            #expect(!result.output.contains(value) && !result.output.contains(value.suffix(8)))
        }
    }

    @Test func `A denied action fails where the list needs it, with the statement to add, and warns where not`() throws
    {
        let emulator = try EmulatorProcess([
            "--proxies", "2", "--listeners", "9", "--deny", "DescribeProxies", "--deny", "DescribeListenerStatistics",
        ])
        let result = try emulator.run(["doctor"])
        #expect(result.status == 3)
        let actions = lines(result, "actions")
        #expect(actions.contains { $0.hasPrefix("fail ") && $0.contains("DescribeProxies refused") })
        #expect(actions.contains { $0.hasPrefix("warn ") && $0.contains("DescribeListenerStatistics refused") })
        #expect(
            result.output.contains(
                #"-> add to the key's policies in CAM: {"effect":"allow","action":["gaap:DescribeProxies"]"#))
    }

    @Test func `A wrong key is told by the call that it fails`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor"], changes: ["TENCENTCLOUD_SECRET_KEY": "wrong"])
        #expect(result.status == 3)
        #expect(lines(result, "credentials").contains { $0.hasPrefix("pass ") })
        #expect(lines(result, "actions").contains { $0.contains("AuthFailure.SignatureFailure") })
        #expect(lines(result, "actions").count { $0.hasSuffix(": the same") } == 6)
    }

    @Test func `Nothing listens there, and it is told once for each layer`() throws {
        let result = try ChildProcess.run(
            ["doctor", "--endpoint", "http://127.0.0.1:1"],
            environment: ["TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "PATH": "/usr/bin:/bin"])
        #expect(result.status == 4)
        #expect(lines(result, "dns").contains { $0.hasPrefix("pass ") })
        #expect(lines(result, "tcp").contains { $0.contains("connection refused") })
        #expect(lines(result, "http").contains { $0.hasPrefix("fail ") })
    }

    @Test func `It goes on when the settings and the keys are broken, and its status is the worst`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor", "--rate", "none"], changes: ["TENCENTCLOUD_SECRET_KEY": " spaced "])
        #expect(result.status == 2)
        #expect(lines(result, "settings").contains { $0.hasPrefix("fail ") && $0.contains("--rate") })
        #expect(
            lines(result, "credentials").contains { $0.hasPrefix("fail ") && $0.contains("TENCENTCLOUD_SECRET_KEY") })
        #expect(lines(result, "actions").contains { $0.contains("nothing to sign with") })
        #expect(!result.output.contains("spaced"))
        #expect(!lines(result, "terminal").isEmpty)
    }

    @Test func `The rate is what was measured, not what is set`() throws {
        let fine = try EmulatorProcess().run(["doctor"]).lines(of: "rate")
        #expect(
            fine == [
                "info rate        7 calls were made, none was refused for its frequency; the pace is 20 requests/s "
                    + "per action"
            ])
        let emulator = try EmulatorProcess(["--fault", "error=RequestLimitExceeded@1"])
        let result = try emulator.run(["doctor"])
        #expect(result.status == 5)
        let rate = try #require(result.lines(of: "rate").first)
        #expect(
            rate.hasPrefix(
                "warn rate        7 calls were made, 7 of them refused with RequestLimitExceeded; the pace fell from "
                    + "20 to 10 "
                    + "requests/s for DescribeProxies, "), "\(rate)")
    }

    @Test func `Names that nobody resolves end the step, not the program`() async throws {
        let never = DispatchSemaphore(value: 0)
        let found = await SocketAddress.resolve("nowhere.invalid", port: 443, within: .seconds(1)) { _, _ in
            never.wait()
            return .success([])
        }
        never.signal()
        guard case .failure(let failure) = found else {
            Issue.record("it is resolved")
            return
        }
        #expect(failure.message[.english] == "the name servers do not answer within 1 s")
        guard case .success(let addresses) = await SocketAddress.resolve("127.0.0.1", port: 443, within: .seconds(60))
        else {
            Issue.record("a loopback address is not resolved")
            return
        }
        #expect(addresses.map(\.text) == ["127.0.0.1:443"])
    }

    @Test(arguments: [
        ("DescribeRealServerStatistics", "-> histories then come from Cloud Monitor: allow monitor:GetMonitorData"),
        ("GetMonitorData", "-> needed only if the service no longer has DescribeRealServerStatistics"),
    ])
    func `An action of histories that is gone names the other one`(action: String, advice: String) throws {
        let result = try EmulatorProcess(["--proxies", "1", "--listeners", "5", "--fault", "gone=\(action)"])
            .run(["doctor"])
        #expect(result.status == 0)
        #expect(result.lines(of: "actions").contains { $0.hasPrefix("warn ") && $0.contains(action) })
        #expect(result.output.contains(advice) && !result.output.contains("is it GAAP"), "\(result.output)")
    }

    @Test func `As JSON it is one document with the same findings`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor", "-o", "json"])
        #expect(result.status == 0)
        guard case .object(let members) = try JSONReader.read(Array(result.output.utf8)),
            case .array(let findings)? = members.first(where: { $0.name == "findings" })?.value
        else {
            Issue.record("\(result.output)")
            return
        }
        #expect(findings.count > 10)
    }

    @Test(
        arguments: [
            ([], .fine), ([.network], .network), ([.network, .credentials], .credentials),
            ([.credentials, .usage, .network], .usage), ([.throttled], .throttled),
        ] as [([gaapscope.ExitStatus], gaapscope.ExitStatus)])
    func `The status is that of what has to be mended first`(
        failures: [gaapscope.ExitStatus], status: gaapscope.ExitStatus
    ) {
        let findings = failures.map {
            DoctorFinding(level: .fail, step: .dns, what: Wording(verbatim: "x"), status: $0)
        }
        let others = [DoctorFinding(level: .warn, step: .dns, what: Wording(verbatim: "x"), status: .usage)]
        #expect((findings + others).status == status)
    }
}

extension ChildProcess.Result {
    /// The lines of a step of `doctor`, by its name.
    func lines(of step: String) -> [Substring] {
        output.split(separator: "\n").filter { $0.dropFirst(5).hasPrefix("\(step) ") }
    }
}
