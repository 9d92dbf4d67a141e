import ArgumentParser
import Essentials
import GAAPEmulator
import Glibc
import Inventory
import Reports
import Synchronization
import TestSupport
import Testing

@testable import gaapscope

@Suite(.timeLimit(.minutes(10))) struct WatchOutputTests {
    /// Collects the output of a watch.
    private final class Found {
        var lines: [String] = []
        var batches: [JournalBatch] = []
        var documents: [SnapshotDocument] = []
        var metrics: [String] = []
        var said: [String] = []
    }

    private static func output(
        _ bench: WatchBench, _ found: Found, filters: [String] = [], form: LogPrinter.Form = .jsonl
    ) throws -> WatchOutput {
        WatchOutput(
            WatchOutput.Places(
                lines: EventLines({ text in
                    found.lines.append(text)
                    return (text.utf8.count, nil)
                }) { _ in }, form: form, record: { found.batches.append($0) }, keep: { found.documents.append($0) },
                metrics: { found.metrics.append($0) }, say: { found.said.append($0[.english]) }),
            question: Question(.all), filters: try FilterOptions.parse(filters), provenance: .init(scope: .all),
            interval: 30, greets: true, language: .english, time: bench.clock.source)
    }

    /// Runs sweeps and passes each one to the output.
    private static func run(
        _ bench: WatchBench, _ output: WatchOutput, _ count: Int, between: @escaping (Int) -> Void = { _ in }
    ) async {
        bench.between = { number in
            if let sweep = bench.sweeps.last { output.take(sweep, bench.account) }
            between(number)
        }
        await bench.run(count)
    }

    @Test func `Lines have the form of log, and the journal also contains what the filters exclude`() async throws {
        let (bench, found) = (WatchBench(), Found())
        let address = bench.busiestAddress
        let output = try Self.output(bench, found, filters: ["--filter", "origin:10.255.255.255"])
        await Self.run(bench, output, 3) { number in
            if number == 1 { bench.emulator.update { $0.setHealth(.down, ofAddress: address) } }
        }
        #expect(found.lines.isEmpty)
        #expect(found.batches.count == 3 && !found.batches[1].entries.isEmpty)
        // The document is stored at the first sweep and after a change.
        #expect(found.documents.count == 2 && found.documents.allSatisfy(\.isComplete))
        #expect(found.said.count == 1 && found.said[0].hasPrefix("watching 20 listeners of 4 proxies and groups"))

        let (other, all) = (WatchBench(), Found())
        await Self.run(other, try Self.output(other, all), 3) { number in
            if number == 1 { other.emulator.update { $0.setHealth(.down, ofAddress: address) } }
        }
        let entries = all.batches[1].entries
        let printer = LogPrinter(form: .jsonl, zone: .utc, now: UnixTime(0), language: .english)
        #expect(all.lines == EventGrouper.events(of: entries.reversed()).map { printer.line($0) + "\n" })
    }

    @Test func `A lasting error is reported once`() async throws {
        let (bench, found) = (WatchBench(), Found())
        await Self.run(bench, try Self.output(bench, found), 6) { number in
            if number == 1 { bench.deny(true) }
            if number == 4 { bench.deny(false) }
        }
        #expect(found.said.count { $0.contains("UnauthorizedOperation") } == 1, "\(found.said)")
        #expect(found.said.last == "everything could be read again")
        #expect(found.lines.count { $0.contains("\"kind\":\"unreadable\"") } == 1)
    }

    @Test func `Metrics never show listeners as healthy that were not read recently`() async throws {
        let (bench, found) = (WatchBench(), Found())
        let output = try Self.output(bench, found)
        output.writeMetrics(Account(), isRunning: true)
        await Self.run(bench, output, 5) { number in if number == 1 { bench.deny(true) } }
        output.end()
        let first = Self.values(found.metrics[0])
        #expect(first["gaapscope_data_age_seconds"] == "+Inf" && first["gaapscope_last_sweep_success"] == "0")
        let second = Self.values(found.metrics[1])
        func sum(_ values: [String: String], _ state: String) -> Int {
            values.filter { $0.key.hasPrefix("gaapscope_listeners{state=\"\(state)\"") }.values.compactMap { Int($0) }
                .reduce(0, +)
        }
        // The clock of the test jumps at every wait, and a busy machine waits more often.
        let isRecent = Double(second["gaapscope_data_age_seconds"] ?? "").map { $0 <= 60 } ?? false
        #expect((sum(second, "OK") > 0) == isRecent && second["gaapscope_last_sweep_success"] == "1")
        #expect(second["gaapscope_up"] == "1")
        #expect((Int(second["gaapscope_origins_down"] ?? "") ?? 0 > 0) == isRecent)
        // Three sweeps later, more than two intervals have passed.
        let last = Self.values(found.metrics[5])
        #expect(sum(last, "OK") == 0 && sum(last, "DOWN") == 0 && sum(last, "UNKNOWN") == 20)
        #expect(last["gaapscope_owners{state=\"serves\"}"] == "0" && last["gaapscope_last_sweep_success"] == "0")
        #expect(last["gaapscope_sweeps_total{result=\"failed\"}"] == "4")
        #expect(Double(last["gaapscope_data_age_seconds"] ?? "") ?? 0 > 90)
        let end = Self.values(found.metrics[6])
        #expect(end["gaapscope_up"] == "0" && !end.keys.contains { $0.hasPrefix("gaapscope_listeners") })
        #expect(found.metrics.allSatisfy { $0.hasSuffix("\n# EOF\n") })
    }

    private static func values(_ text: String) -> [String: String] {
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") }
        return Dictionary(
            lines.compactMap { line in
                line.lastIndex(of: " ").map { (String(line[..<$0]), String(line[line.index(after: $0)...])) }
            }, uniquingKeysWith: { first, _ in first })
    }

    @Test func `A name with quotes, backslashes and line breaks stays one label`() {
        var text = MetricsText()
        text.family("gaapscope_x", .gauge, "A \"test\"\nof \\ help.")
        text.value(1.5, ("name", "a\"b\\c\nd\u{1B}e\u{202E}中文"))
        text.value(.infinity)
        let lines = text.document.split(separator: "\n")
        #expect(lines.count == 5)
        #expect(lines[2].hasPrefix("gaapscope_x{name=\"a\\\"b\\\\c") && lines[2].hasSuffix("中文\"} 1.5"))
        #expect(!text.document.contains("\u{1B}") && !text.document.contains("\u{202E}"))
        #expect(lines[3] == "gaapscope_x +Inf" && lines[4] == "# EOF")
    }

    @Test func `A full disk is reported once, and a cut line does not damage the next one`() {
        let said = Mutex<[String]>([])
        var answers: [(Int, Int32?)] = [(3, ENOSPC), (0, ENOSPC), (100, nil), (100, nil), (0, ENOSPC)]
        var written: [String] = []
        let lines = EventLines({ text in
            let (count, code) = answers.removeFirst()
            written.append(String(text.prefix(count)))
            return (min(count, text.utf8.count), code)
        }) { words in said.withLock { $0.append(words[.english]) } }
        for number in 1...5 { lines.print("{\"line\":\(number)}") }
        #expect(written.joined() == "{\"l\n{\"line\":3}\n{\"line\":4}\n")
        #expect(said.withLock(\.count) == 2)
    }
}
