// Every exit status of the built program. Scripts depend on these numbers.

import FoundationEssentials
import Glibc
import Testing

@Suite(.timeLimit(.minutes(10))) struct ExitStatusTests {
    private static let small = ["--proxies", "4", "--groups", "1", "--listeners", "20", "--limit", "1000"]

    @Test(
        arguments: [
            (0, [], ["list"]), (1, [], ["list", "--fail-on", "ok"]), (2, [], ["list", "--nosuch"]),
            (2, [], ["list", "--rate", "0"]), (2, [], ["list", "--proxy", "lg-1"]),
            (3, ["--deny", "DescribeProxies", "--deny", "DescribeProxyGroupList"], ["list"]),
            (3, ["--deny", "DescribeTCPListeners"], ["list", "--proxy", "link-00000000"]),
            (3, ["--deny", "DescribeTCPListeners"], ["list", "--all"]),
            (3, ["--deny", "DescribeTCPListeners"], ["list", "-o", "csv"]),
            (4, ["--fault", "error=InvalidParameter@1"], ["list"]), (4, ["--fault", "html@1"], ["list"]),
            (5, ["--fault", "throttle@1"], ["list", "--proxy", "link-00000000"]),
            (5, ["--fault", "status=429@1"], ["list", "--proxy", "link-00000000"]),
            (5, ["--fault", "busy=60@1"], ["list", "--proxy", "link-00000000"]),
            (6, ["--deny", "DescribeProxies"], ["list"]), (6, ["--deny", "DescribeProxies"], ["list", "-o", "csv"]),
            (6, ["--fault", "total=5"], ["list"]),
        ] as [(Int32, [String], [String])])
    func `Each result has its exit status`(status: Int32, faults: [String], arguments: [String]) throws {
        let result = try EmulatorProcess(Self.small + faults).run(arguments)
        #expect(result.status == status, "\(result.errors)")
        #expect((result.status > 1) == !result.errors.isEmpty)
    }

    @Test func `A cause that affects all owners is reported once with the owners`() throws {
        let result = try EmulatorProcess(Self.small + ["--deny", "DescribeTCPListeners"]).run(["list", "--all"])
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(result.errors)")
        #expect(result.errors.contains("DescribeTCPListeners failed") && result.errors.contains("; the same for "))
    }

    @Test(arguments: [["list"], ["list", "-o", "json"], ["list", "-o", "csv"]])
    func `If both lists of owners are denied, nothing is read and one cause is reported`(arguments: [String]) throws {
        let denied = ["--deny", "DescribeProxies", "--deny", "DescribeProxyGroupList"]
        let result = try EmulatorProcess(Self.small + denied).run(arguments)
        #expect(result.status == 3)
        let lines = result.errors.split(separator: "\n")
        #expect(lines.count == 1, "\(result.errors)")
        // Either of the two can be reported first.
        #expect(result.errors.contains(" failed: AuthFailure.UnauthorizedOperation"), "\(result.errors)")
        #expect(!result.output.contains("listener-"))
    }

    @Test func `Without keys the status is 3, without a service 4`() throws {
        try withTemporaryFolder { home in
            let none = ["HOME": home, "TCCLI_PROFILE": "none", "PATH": "/usr/bin:/bin"]
            #expect(try ChildProcess.run(["list"], environment: none).status == 3)
            let keys = none.merging(["TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key"]) { $1 }
            let result = try ChildProcess.run(
                ["list", "--proxy", "link-1", "--endpoint", "http://127.0.0.1:1"], environment: keys)
            #expect(result.status == 4)
        }
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func `A signal ends the program with 128 plus its number and a message about the progress`(
        signal: Int32, status: Int32
    ) throws {
        let emulator = try EmulatorProcess(Self.small + ["--latency", "200"])
        let child = try ChildProcess(["list", "-o", "jsonl", "--page-size", "2"], environment: emulator.environment)
        _ = try child.firstLine()
        child.signal(signal)
        let result = try child.wait()
        #expect(result.status == status)
        #expect(
            result.errors.wholeMatch(of: /gaapscope: interrupted; read so far: \d+ listeners?, \d+\/\d+ owners\n/)
                != nil)
    }
}
