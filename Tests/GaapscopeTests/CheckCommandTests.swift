// Runs `gaapscope check` as a monitoring system does: one line, performance data, exit status 0 to 3.

import FoundationEssentials
import Testing

@Suite(.timeLimit(.minutes(10))) struct CheckCommandTests {
    /// Returns the text of the line and its performance data.
    private func parts(_ result: ChildProcess.Result) throws -> (text: String, data: [Substring]) {
        let lines = result.output.split(separator: "\n")
        #expect(lines.count == 1, "\(result.output)")
        let line = try #require(lines.first)
        let halves = line.split(separator: " | ", maxSplits: 1)
        return (String(halves[0]), halves.count > 1 ? halves[1].split(separator: " ") : [])
    }

    @Test(
        arguments: [
            ([], 2, "GAAP CRITICAL - "), (["--filter", "state:ok"], 0, "GAAP OK - "),
            (["--filter", "state:part"], 1, "GAAP WARNING - "), (["--filter", "state:off"], 3, "GAAP UNKNOWN - "),
            (["--filter", "nosuchname"], 3, "GAAP UNKNOWN - no listener matches"),
            (["-c", "problems:500", "-w", "down:400"], 1, "GAAP WARNING - "),
            (["-c", "problems:500", "-w", "problems:400"], 0, "GAAP OK - "),
            (["--filter", "state:down", "-w", "part", "-c", "down:200"], 1, "GAAP WARNING - "),
            (["--filter", "state:busy,off"], 3, "GAAP UNKNOWN - "), (["-c", "ok:5"], 2, "GAAP CRITICAL - "),
            (["-c", "500", "-w", "1"], 1, "GAAP WARNING - "),
        ] as [([String], Int32, String)])
    func `The level follows from the states of the rules`(
        arguments: [String], status: Int32, start: String
    ) throws {
        let result = try EmulatorProcess().run(["check"] + arguments)
        #expect(result.status == status)
        #expect(result.output.hasPrefix(start), "\(result.output)")
    }

    @Test func `Performance data contains every state with its thresholds, the total and the time`() throws {
        let result = try EmulatorProcess().run(["check", "-w", "part:3", "-c", "down"])
        let data = try parts(result).data
        #expect(
            data.map { $0.prefix { $0 != "=" } } == [
                "down", "dns", "stop", "part", "busy", "none", "unknown", "off", "ok", "total", "time",
            ])
        #expect(data.contains { $0.hasPrefix("down=") && $0.hasSuffix(";;0;0") })
        #expect(data.contains { $0.hasPrefix("part=") && $0.hasSuffix(";2;;0") })
        #expect(data.contains("total=60;;;0"))
        #expect(data.last?.wholeMatch(of: /time=\d+\.\d\ds;;;0;50/) != nil)
    }

    @Test func `An incomplete read is UNKNOWN and reports what was read`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "12", "--listeners", "60", "--limit", "1000", "--fault", "error=InvalidParameter@0.5",
        ])
        let result = try emulator.run(["check"])
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("GAAP UNKNOWN - "))
        #expect(result.output.contains("InvalidParameter"))
    }

    @Test(
        arguments: [
            (["-w", "dwn"], "“dwn” is not valid; expected"), (["--nosuch"], "--nosuch"),
            (["--rate", "0"], "rate must be"),
            (["--config", "/nosuch/x.json"], "/nosuch/x.json"), (["--offline", "/nosuch/x.json"], "/nosuch/x.json"),
            (["-t", "0"], "--deadline"), (["--max-age", "1h"], "--max-age"),
            (["--offline", "x", "--max-age", "9223372036854775807d"], "from 1s to 3650d"),
            (["--offline", "x", "--max-age", "-1"], "duration"), (["--offline", "x", "--max-age", "nan"], "duration"),
            (["--proxy", "lg-1"], "use --group"),
            (["--endpoint", "http://127.0.0.1:1"], "no credentials"),
        ])
    func `Every error that prevents a check is UNKNOWN in one line`(arguments: [String], words: String) throws {
        let result = try ChildProcess.run(["check"] + arguments)
        #expect(result.status == 3)
        let (text, data) = try parts(result)
        #expect(text.hasPrefix("GAAP UNKNOWN - ") && text.contains(words), "\(text)")
        #expect(data.isEmpty)
    }

    @Test func `The check gives up at its deadline`() throws {
        let emulator = try EmulatorProcess(["--proxies", "3", "--listeners", "9", "--latency", "20000"])
        let result = try emulator.run(["check", "-t", "1"])
        #expect(result.status == 3)
        #expect(result.output.hasPrefix("GAAP UNKNOWN - not finished within 1 s; read so far: 0 listeners"))
    }

    @Test func `The check gives up on a snapshot from standard input that does not end`() throws {
        let program = try ChildProcess.gaapscope.get()
        let start = ContinuousClock.now
        let result = try ChildProcess.run(
            ["-c", "\"$0\" check -t 1 --offline - < <(printf '{'; exec sleep 60 2>&-)", program], program: "/bin/bash")
        #expect(result.status == 3)
        #expect(result.output == "GAAP UNKNOWN - standard input: did not end within 1 s\n")
        #expect(ContinuousClock.now - start < .seconds(40))
    }

    @Test func `Names from the service can neither break the line nor appear as performance data`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "3", "--listeners", "40", "--hostile-names", "--limit", "1000",
        ])
        let result = try emulator.run(["check", "-c", "ok"])
        #expect(try parts(result).data.count == 11)
        #expect(!result.output.dropLast().unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F })
    }

    @Test func `The help of check exits with status 0`() throws {
        let result = try ChildProcess.run(["check", "--help"])
        #expect(result.status == 0 && result.output.contains("USAGE: gaapscope check"))
    }

    /// Returns a snapshot of one listener whose origin is normal.
    /// - Parameters:
    ///   - time: when the snapshot was taken.
    ///   - ban: the JSON of the ban status of the proxy.
    private func snapshot(_ time: String, ban: String = #","BanStatus":"RECOVER""#) -> String {
        let listener =
            #"{"ListenerId":"listener-1","ListenerName":"a","Port":1,"ProxyId":"link-1","ListenerStatus":0,"#
            + #""HealthCheck":1,"RealServerSet":[{"RealServerId":"rs-1","RealServerIP":"10.0.0.1","#
            + #""RealServerPort":1,"RealServerStatus":0,"DownIPList":[]}]}"#
        let owner = #"{"Id":"link-1","Kind":"proxy","Status":"RUNNING"\#(ban)}"#
        return #"{"schemaVersion":2,"fetchedAt":"\#(time)","complete":true,"totalCount":1,"owners":[\#(owner)],"#
            + #""listeners":[\#(listener)]}"#
    }

    @Test(arguments: [
        (#","BanStatus":"BANNED""#, 2, "GAAP CRITICAL - 1 STOP", "proxy banned"),
        ("", 1, "GAAP WARNING - 1 ?", "BanStatus missing"),
    ])
    func `A listener is not OK if its proxy is banned or if the ban status is not known`(
        ban: String, status: Int32, start: String, words: String
    ) throws {
        let result = try withTemporaryFolder { folder in
            let file = "\(folder)/state.json"
            try Data(snapshot("2026-03-12T20:37:26Z", ban: ban).utf8).write(to: URL(filePath: file))
            return try ChildProcess.run(["check", "--offline", file, "--max-age", "3650d"])
        }
        #expect(result.status == status)
        #expect(result.output.hasPrefix(start) && result.output.contains(words), "\(result.output)")
    }

    @Test(
        arguments: [
            ("2026-03-12T20:37:26Z", [], 3, "was taken at 2026-03-12 20:37:26 UTC"),
            ("2026-03-12T20:37:26Z", ["--max-age", "3650d"], 0, "GAAP OK - 1 OK"),
            ("2126-03-12T20:37:26Z", ["--max-age", "3650d"], 3, "in the future"),
        ] as [(String, [String], Int32, String)])
    func `A snapshot is checked only while it is younger than the maximum age`(
        time: String, arguments: [String], status: Int32, words: String
    ) throws {
        let result = try withTemporaryFolder { folder in
            try snapshot(time).write(toFile: "\(folder)/s.json", atomically: false, encoding: .utf8)
            return try ChildProcess.run(["check", "--offline", "\(folder)/s.json"] + arguments)
        }
        #expect(result.status == status, "\(result.output)")
        #expect(result.output.contains(words), "\(result.output)")
    }
}
