// What a watch compares its first sweep with: the account as a watch of the same question, or any whole reading, has
// left it. A reading that was not whole is kept as well, apart from what the next start of the browser shows.

import Essentials
import Inventory
import Reports

struct WatchedState {
    private let question: Question
    /// What everybody keeps of the whole account.
    private let shared: LastState
    private let own: LastState

    init(_ state: LastState, _ question: Question) {
        self.question = question
        shared = state
        own = state.ofWatch(named: Self.digest(Self.text(question)))
    }

    /// The newest state that answers the question; nil without one.
    func load() -> SnapshotDocument? {
        let isWhole = question == Question(.all)
        let found = [own.load(), isWhole ? shared.load() : nil].compactMap(\.self)
        return found.filter { $0.scope == question.scope && $0.filters == question.filterFlags }.max {
            $0.fetchedAt < $1.fetchedAt
        }
    }

    /// - Parameter document: the answer to the question.
    func save(_ document: SnapshotDocument) {
        (question == Question(.all) && document.isComplete ? shared : own).save(document)
    }

    private static func text(_ question: Question) -> String { "\(question.scope.flags) \(question.filterFlags)" }

    /// FNV-1a: the name of a file. The file itself says what it answers.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

extension Question {
    /// The filters of the service as flags of the command line; empty for none.
    var filterFlags: String {
        let values = [("--port", port.map(String.init)), ("--name", listenerName), ("--search", searchValue)]
        return values.compactMap { flag, value in value.map { "\(flag) \($0)" } }.joined(separator: " ")
    }
}
