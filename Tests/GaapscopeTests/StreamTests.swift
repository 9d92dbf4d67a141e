// `list` as a part of a pipe: rows come while others are still being read, and an end that comes early is a clean one.

import Glibc
import Reports
import Testing

@Suite(.timeLimit(.minutes(10))) struct StreamTests {
    @Test(arguments: OutputFormat.allCases.filter(\.streams).map(\.rawValue))
    func `The first rows come while later pages are still being read`(format: String) throws {
        // A page takes 300 ms and several are in flight: when the first line is there, most of ten are not.
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

    @Test func `A reader that goes away ends it quietly`() throws {
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
    func `It ends, and calls stop, when the reader goes away though nothing is left to print`(form: [String]) throws {
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
        // The whole of it takes 200 s at two calls a second.
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(result.status == 0 && result.errors.isEmpty)
    }

    @Test(arguments: ["jsonl", "csv", "tsv"])
    func `What is streamed is what is printed at the end, in the order of the service`(format: String) throws {
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

    @Test func `States that are asked for give exit status 1, and only those`() throws {
        let emulator = try EmulatorProcess()
        for (states, status) in [("down,dns", Int32(1)), ("problems:500", 0)] {
            for format in ["table", "csv"] {
                #expect(try emulator.run(["list", "-o", format, "--fail-on", states]).status == status)
            }
        }
        // Only what is printed counts.
        #expect(try emulator.run(["list", "--filter", "state:ok", "--fail-on", "down"]).status == 0)
    }

    @Test func `Ten times the listeners take no more memory`() throws {
        func peak(_ listeners: Int) throws -> Int {
            let emulator = try EmulatorProcess([
                "--proxies", "\(listeners / 200)", "--groups", "0", "--listeners", "\(listeners)", "--limit", "1000",
            ])
            // Far above the pace that the service allows: pages come faster than they are written.
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
