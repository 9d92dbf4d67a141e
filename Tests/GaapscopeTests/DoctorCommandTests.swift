// `gaapscope doctor` with everything in order and with single faults. Nothing here leaves the machine: endpoints are
// loopback addresses, and a profile is named wherever the role of the machine would be requested otherwise.

import Dispatch
import Essentials
import FoundationEssentials
import GAAPEmulator
import Synchronization
import TencentCloud
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct DoctorCommandTests {
    private func lines(_ result: ChildProcess.Result, _ step: String) -> [Substring] { result.lines(of: step) }

    @Test func `Without a fault every step passes`() throws {
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

    @Test func `Of a key only the last four characters of its id are shown`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor"])
        for name in ["TENCENTCLOUD_SECRET_ID", "TENCENTCLOUD_SECRET_KEY"] {
            let value = try #require(emulator.environment[name])
            #expect(!result.output.contains(value) && !result.output.contains(value.suffix(8)))
        }
    }

    @Test func `A denied action that the list needs fails with the policy to add, and another one is a warning`() throws
    {
        let emulator = try EmulatorProcess([
            "--proxies", "2", "--listeners", "9", "--deny", "DescribeProxies", "--deny", "DescribeListenerStatistics",
        ])
        let result = try emulator.run(["doctor"])
        #expect(result.status == 3)
        let actions = lines(result, "actions")
        #expect(actions.contains { $0.hasPrefix("fail ") && $0.contains("DescribeProxies failed") })
        #expect(actions.contains { $0.hasPrefix("warn ") && $0.contains("DescribeListenerStatistics failed") })
        #expect(
            result.output.contains(
                #"-> add to the key's policies in CAM: {"effect":"allow","action":["gaap:DescribeProxies"]"#))
    }

    @Test func `A wrong key is reported with the call that it makes fail`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor"], changes: ["TENCENTCLOUD_SECRET_KEY": "wrong"])
        #expect(result.status == 3)
        #expect(lines(result, "credentials").contains { $0.hasPrefix("pass ") })
        #expect(lines(result, "actions").contains { $0.contains("AuthFailure.SignatureFailure") })
        #expect(
            lines(result, "actions").map { $0.dropFirst(5).hasPrefix("actions     same error as DescribeProxies: ") }
                == [false, true])
        #expect(lines(result, "actions")[1].split(separator: ", ").count == 6)
    }

    @Test func `A refused connection is reported once for each layer`() throws {
        let result = try ChildProcess.run(
            ["doctor", "--endpoint", "http://127.0.0.1:1"],
            environment: ["TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "PATH": "/usr/bin:/bin"])
        #expect(result.status == 4)
        #expect(lines(result, "dns").contains { $0.hasPrefix("pass ") })
        #expect(lines(result, "tcp").contains { $0.contains("connection refused") })
        #expect(lines(result, "http").contains { $0.hasPrefix("fail ") })
    }

    @Test func `Doctor continues after faulty settings and keys and exits with the most important status`() throws {
        let emulator = try EmulatorProcess()
        let result = try emulator.run(["doctor", "--rate", "none"], changes: ["TENCENTCLOUD_SECRET_KEY": " spaced "])
        #expect(result.status == 2)
        #expect(lines(result, "settings").contains { $0.hasPrefix("fail ") && $0.contains("--rate") })
        #expect(
            lines(result, "credentials").contains { $0.hasPrefix("fail ") && $0.contains("TENCENTCLOUD_SECRET_KEY") })
        #expect(lines(result, "actions").contains { $0.contains("no key to sign with") })
        #expect(!result.output.contains("spaced"))
        #expect(!lines(result, "terminal").isEmpty)
    }

    @Test func `The reported rate is the measured one, not the configured one`() throws {
        let fine = try EmulatorProcess().run(["doctor"]).lines(of: "rate")
        #expect(
            fine == [
                "info rate        7 calls, none rate-limited; the rate is 20 requests/s "
                    + "per action"
            ])
        let emulator = try EmulatorProcess(["--fault", "error=RequestLimitExceeded@1"])
        let result = try emulator.run(["doctor"])
        #expect(result.status == 5)
        let rate = try #require(result.lines(of: "rate").first)
        // The first call is repeated twice.
        #expect(
            rate.hasPrefix(
                "warn rate        9 calls, 9 refused with RequestLimitExceeded; the rate fell from 20 to 2 requests/s "
                    + "for DescribeProxies, "), "\(rate)")
    }

    @Test func `A throttled call is repeated, and a later success counts`() async throws {
        var options = EmulatorOptions()
        options.fleet = FleetOptions(proxies: 2, groups: 1, listeners: 9)
        for action in ["DescribeProxies", "DescribeTCPListeners"] {
            options.faults.next(.error(code: "RequestLimitExceeded"), action: action)
        }
        let server = EmulatorServer(Emulator(options: options))
        let (endpoints, feed) = AsyncStream.makeStream(of: Endpoint.self)
        let running = Task { try await server.run { feed.yield($0) } }
        defer { running.cancel() }
        for await endpoint in endpoints {
            let key = EmulatorOptions.credential
            let findings = Mutex<[DoctorFinding]>([])
            let doctor = Doctor(
                flags: SettingFlags(), isDemo: false,
                environment: [
                    "TENCENTCLOUD_SECRET_ID": key.secretID, "TENCENTCLOUD_SECRET_KEY": key.secretKey.reveal(),
                    "GAAPSCOPE_ENDPOINT": endpoint.description,
                ]
            ) { finding in findings.withLock { $0.append(finding) } }
            await doctor.examine()
            let found = findings.withLock { $0 }
            #expect(found.status == .fine)
            #expect(found.count { $0.step == .actions && $0.level == .pass } == 7)
            let rate = found.first { $0.step == .rate }
            #expect(rate?.level == .warn && rate?.what[.english].hasPrefix("9 calls, 2 refused") == true)
            break
        }
    }

    @Test func `If name servers do not answer, the step ends and the program continues`() async throws {
        let never = DispatchSemaphore(value: 0)
        let found = await SocketAddress.resolve("nowhere.invalid", port: 443, within: .seconds(1)) { _, _ in
            never.wait()
            return .success([])
        }
        never.signal()
        guard case .failure(let failure) = found else {
            Issue.record("the name was resolved")
            return
        }
        #expect(failure.message[.english] == "the name servers did not answer within 1 s")
        guard case .success(let addresses) = await SocketAddress.resolve("127.0.0.1", port: 443, within: .seconds(60))
        else {
            Issue.record("a loopback address was not resolved")
            return
        }
        #expect(addresses.map(\.text) == ["127.0.0.1:443"])
    }

    @Test(arguments: [
        ("DescribeRealServerStatistics", "-> histories come from Cloud Monitor instead: allow monitor:GetMonitorData"),
        ("GetMonitorData", "-> needed only if the service no longer has DescribeRealServerStatistics"),
    ])
    func `If one of the two actions of histories is gone, the advice names the other one`(
        action: String, advice: String
    ) throws {
        let result = try EmulatorProcess(["--proxies", "1", "--listeners", "5", "--fault", "gone=\(action)"])
            .run(["doctor"])
        #expect(result.status == 0)
        #expect(result.lines(of: "actions").contains { $0.hasPrefix("warn ") && $0.contains(action) })
        #expect(result.output.contains(advice) && !result.output.contains("is it GAAP"), "\(result.output)")
    }

    @Test func `The JSON output is one document with the same findings`() throws {
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
    func `The exit status is that of the fault to fix first`(
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
    /// Returns the lines of a step of `doctor`.
    func lines(of step: String) -> [Substring] {
        output.split(separator: "\n").filter { $0.dropFirst(5).hasPrefix("\(step) ") }
    }
}
