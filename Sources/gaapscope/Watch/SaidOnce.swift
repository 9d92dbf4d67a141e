// Complaints of a program that runs for weeks: each is said when it begins, and not again until it has changed or
// ended.

import Essentials
import Synchronization

/// Something that may stop working, such as a file that is written again and again.
final class SaidOnce: Sendable {
    private let said = Mutex<String?>(nil)
    private let say: @Sendable (Wording) -> Void

    init(_ say: @escaping @Sendable (Wording) -> Void) { self.say = say }

    /// Says what is wrong, unless that was the last thing said.
    func complain(_ words: Wording) {
        let isNew = said.withLock { said in
            defer { said = words[.english] }
            return said != words[.english]
        }
        if isNew { say(words) }
    }

    /// It works.
    /// - Parameter words: what to say if it did not before.
    func works(_ words: Wording? = nil) {
        let wasWrong = said.withLock { said in
            defer { said = nil }
            return said != nil
        }
        if wasWrong, let words { say(words) }
    }
}
