// What is fuzzed: functions from bytes to nothing that must neither trap nor hang, and whose promises hold whatever the
// bytes are. The fuzzer drives them with bytes it makes up (scripts/fuzz), a test with those that were worth keeping
// (Corpus).

/// One thing that takes bytes from afar.
package enum FuzzTarget: String, CaseIterable, Sendable {
    /// The body of an answer, through decoding, states and columns.
    case answers
    /// The body and the headers of a request to the emulator.
    case requests

    /// Takes one input in.
    /// - Throws: `BrokenPromise`.
    package func run(_ bytes: [UInt8]) async throws {
        switch self {
        case .answers: try AnswersTarget.run(bytes)
        case .requests: try await RequestsTarget.run(bytes)
        }
    }
}

/// A promise that did not hold.
package struct BrokenPromise: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// Throws unless something holds.
    static func unless(_ holds: Bool, _ promise: String) throws {
        if !holds { throw BrokenPromise(promise) }
    }
}
