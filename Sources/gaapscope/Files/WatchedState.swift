// The state that a watch compares its first sweep with: the result of an earlier watch of the same question or of any
// complete sweep. An incomplete sweep is stored, too, but in a separate file that the browser does not show.

import Essentials
import Inventory
import Reports

struct WatchedState {
    private let question: Question
    /// The last complete sweep of the whole account, which all commands share.
    private let shared: LastState
    private let own: LastState

    init(_ state: LastState, _ question: Question) {
        self.question = question
        shared = state
        own = state.ofWatch(named: Self.digest(Self.text(question)))
    }

    /// Returns the newest state that answers the question, or nil.
    func load() -> SnapshotDocument? {
        let isWhole = question == Question(.all)
        let found = [own.load(), isWhole ? shared.load() : nil].compactMap(\.self)
        return found.filter { $0.scope == question.scope && $0.filters == question.filterFlags }.max {
            $0.fetchedAt < $1.fetchedAt
        }
    }

    /// Stores the result of a sweep for the next watch.
    /// - Parameter document: the answer to the question.
    func save(_ document: SnapshotDocument) {
        (question == Question(.all) && document.isComplete ? shared : own).save(document)
    }

    private static func text(_ question: Question) -> String { "\(question.scope.flags) \(question.filterFlags)" }

    /// Returns the FNV-1a hash of a text for a file name. The file itself contains the question that it answers.
    private static func digest(_ text: String) -> String {
        let hash = text.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return String(hash, radix: 16)
    }
}

extension Question {
    /// The filters of the question as command-line flags; empty without filters.
    var filterFlags: String {
        let values = [("--port", port.map(String.init)), ("--name", listenerName), ("--search", searchValue)]
        return values.compactMap { flag, value in value.map { "\(flag) \($0)" } }.joined(separator: " ")
    }
}
