// The inputs of the corpus, and inputs that are too large to store as files.

import FoundationEssentials
import Fuzzing
import Glibc
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(3))) struct CorpusTests {
    private static func corpus(_ target: FuzzTarget) throws -> [String: [UInt8]] {
        let folder = "\(#filePath)".replacing(
            "/FuzzingTests/CorpusTests.swift", with: "/Fuzzing/Corpus/\(target.rawValue)")
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
        return Dictionary(
            uniqueKeysWithValues: names.map { name in
                (name, Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data()))
            })
    }

    @Test(arguments: FuzzTarget.allCases) func `Every input of the corpus passes all checks`(target: FuzzTarget)
        async throws
    {
        let corpus = try Self.corpus(target)
        #expect(corpus.count >= 20)
        for (name, bytes) in corpus {
            await #expect(throws: Never.self, "\(name)") { try await target.run(bytes) }
        }
    }

    /// The seeded changes of the corpus that each target processes: few in every run of the tests, more if the
    /// environment variable FUZZ_CHANGES says so.
    private static let changes = getenv("FUZZ_CHANGES").flatMap { Int(String(cString: $0)) } ?? 500

    @Test(arguments: FuzzTarget.allCases) func `Changed inputs of the corpus pass all checks`(target: FuzzTarget)
        async throws
    {
        let corpus = try Self.corpus(target).sorted { $0.key < $1.key }
        var random = Seeded(1)
        for number in 0..<Self.changes {
            let (name, bytes) = random.pick(corpus)
            let input = Self.changed(bytes, with: random.pick(corpus).value, &random)
            await #expect(throws: Never.self, "change \(number), of \(name): \(input)") { try await target.run(input) }
        }
    }

    /// Returns an input with some bytes replaced, removed, repeated or taken from another input.
    private static func changed(_ bytes: [UInt8], with other: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var input = bytes
        for _ in 0...Int.random(in: 0...4, using: &random) {
            let start = Int.random(in: 0...input.count, using: &random)
            let end = Int.random(in: start...min(input.count, start + 16), using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0:
                input.replaceSubrange(
                    start..<end, with: (start..<end).map { _ in UInt8.random(in: 0...255, using: &random) })
            case 1: input.removeSubrange(start..<end)
            case 2: input.insert(contentsOf: input[start..<end], at: start)
            case 3:
                let from = Int.random(in: 0...other.count, using: &random)
                input.insert(contentsOf: other[from...].prefix(32), at: start)
            default: if start < input.count { input[start] ^= 1 << UInt8.random(in: 0...7, using: &random) }
            }
        }
        return input
    }

    /// Inputs that are too large for the repository.
    private static let large: [(name: String, text: String)] = {
        func answer(_ listeners: String) -> String {
            #"{"Response":{"TotalCount":1,"ListenerSet":[\#(listeners)],"RequestId":"r"}}"#
        }
        let origin = #"{"RealServerIP":"10.0.0.1","RealServerStatus":1,"DownIPList":[]},"#
        let listener = #"{"ListenerId":"listener-a","Port":80},"#
        return [
            ("nested 10,000 deep", String(repeating: "[", count: 10_000)),
            (
                "nested 10,000 deep in a field",
                answer(#"{"Port":\#(String(repeating: "[", count: 10_000))\#(String(repeating: "]", count: 10_000))}"#)
            ),
            (
                "100,000 origins",
                answer(
                    #"{"ListenerId":"listener-a","HealthCheck":1,"RealServerSet":[\#(String(repeating: origin, count: 100_000))null]}"#
                )
            ),
            ("a name of 1 MB", answer(#"{"ListenerName":"\#(String(repeating: "名", count: 350_000))"}"#)),
            ("a body of 10 MB", answer(String(repeating: listener, count: 270_000) + "null")),
            ("10 MB of blanks", String(repeating: " ", count: 10_000_000)),
            ("1 MB of quotes", String(repeating: "\"", count: 1_000_000)),
        ]
    }()

    @Test(arguments: FuzzTarget.allCases, large.map(\.name))
    func `Very large and deeply nested inputs pass all checks`(target: FuzzTarget, name: String) async throws {
        let text = try #require(Self.large.first { $0.name == name }?.text)
        try await target.run([0] + Array(text.utf8))
    }
}
