// `list` in a pipeline: rows are written while others are still being read, and an early end is clean.

import Glibc
import Reports
import Testing

@Suite(.timeLimit(.minutes(10))) struct StreamTests {
    @Test(arguments: OutputFormat.allCases.filter(\.streams).map(\.rawValue))
    func `The first rows are written while later pages are still being read`(format: String) throws {
        // A page takes 300 ms, and several are in flight. When the first line arrives, most pages have not arrived yet.
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "200", "--limit", "1000", "--latency", "300",
        ])
        let child = try ChildProcess(
            ["list", "-o", format, "--page-size", "10"]
                + (OutputFormat(rawValue: format)?.formatter.usesColumns == true ? ["--no-header"] : []),
            environment: emulator.environment)
        let first = try child.firstLine()
        #expect(!first.isEmpty)
        child.signal(SIGINT)
        let result = try child.wait()
        #expect(result.status == 130)
        #expect(result.output.split(separator: "\n").count < 200)
        #expect(result.errors.contains("interrupted; read so far: ") && result.errors.contains("listeners"))
    }

    @Test func `If the reader closes the pipe, list ends without a message`() throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "400", "--limit", "1000", "--latency", "50",
        ])
        let child = try ChildProcess(
            ["list", "-o", "jsonl", "--page-size", "10"], environment: emulator.environment)
        _ = try child.firstLine()
        child.stopReading()
        let result = try child.wait()
        #expect(result.status == 0 && result.errors.isEmpty)
    }

    @Test(arguments: [["-o", "csv"], ["-o", "table"]])
    func `If the reader closes the pipe, list stops its calls even if it has nothing to print`(form: [String]) throws {
        let emulator = try EmulatorProcess([
            "--proxies", "1", "--groups", "0", "--listeners", "400", "--limit", "1000", "--latency", "500",
        ])
        let child = try ChildProcess(
            ["list", "--page-size", "2", "--rate", "2", "--filter", "nosuchlistener"] + form,
            environment: emulator.environment)
        if form == ["-o", "csv"] { _ = try child.firstLine() }
        child.stopReading()
        let start = ContinuousClock.now
        let result = try child.wait()
        // The whole read would take 200 s at two calls a second.
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(result.status == 0 && result.errors.isEmpty)
    }

    @Test(arguments: ["jsonl", "csv", "tsv"])
    func `Streamed output is the same as output at the end, in the order of the service`(format: String) throws {
        let emulator = try EmulatorProcess([
            "--proxies", "3", "--groups", "1", "--listeners", "120", "--limit", "1000",
        ])
        let owners = try emulator.run(["list", "--columns", "owner", "-o", "tsv", "--no-header"]).output
            .split(separator: "\n")
        let counts = Dictionary(grouping: owners) { $0 }
        let owner = try #require(counts.max { $0.value.count < $1.value.count }?.key)
        let scope = [owner.hasPrefix("lg-") ? "--group" : "--proxy", String(owner)]
        let streamed = try emulator.run(["list", "-o", format, "--page-size", "7"] + scope)
        let whole = try emulator.run(["list", "-o", format] + scope)
        func withoutTimes(_ text: String) -> String { text.replacing(/"fetchedAt":"[^"]*"/, with: "") }
        #expect(streamed.status == 0)
        #expect(streamed.output.split(whereSeparator: \.isNewline).count > 20)
        #expect(withoutTimes(streamed.output) == withoutTimes(whole.output))
    }

    @Test func `Only the states of --fail-on lead to exit status 1`() throws {
        let emulator = try EmulatorProcess()
        for (states, status) in [("down,dns", Int32(1)), ("problems:500", 0)] {
            for format in ["table", "csv"] {
                #expect(try emulator.run(["list", "-o", format, "--fail-on", states]).status == status)
            }
        }
        // Only printed listeners count.
        #expect(try emulator.run(["list", "--filter", "state:ok", "--fail-on", "down"]).status == 0)
    }

    @Test func `Ten times as many listeners need about the same memory`() throws {
        func peak(_ listeners: Int) throws -> Int {
            let emulator = try EmulatorProcess([
                "--proxies", "\(listeners / 200)", "--groups", "0", "--listeners", "\(listeners)", "--limit", "1000",
            ])
            // Far above the rate of the service, so that pages arrive faster than they are written.
            let child = try ChildProcess(["list", "-o", "jsonl", "--rate", "1000"], environment: emulator.environment)
            let result = try child.wait()
            #expect(result.status == 0 && result.output.split(separator: "\n").count == listeners)
            return child.peakMemory
        }
        let (few, many) = (try peak(2_000), try peak(20_000))
        #expect(few > 0)
        #expect(Double(many) < 1.5 * Double(few), "\(few) KiB, \(many) KiB")
    }
}
