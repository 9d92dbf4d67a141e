// Error messages of a program that runs for weeks. An error is reported when it begins, and not again until it has
// changed or ended.

import Essentials
import Synchronization

/// Reports the failures of something that can stop working, such as a file that is written repeatedly.
final class SaidOnce: Sendable {
    private let said = Mutex<String?>(nil)
    private let say: @Sendable (Wording) -> Void

    init(_ say: @escaping @Sendable (Wording) -> Void) { self.say = say }

    /// Reports an error, unless it is the one reported last.
    func complain(_ words: Wording) {
        let isNew = said.withLock { said in
            defer { said = words[.english] }
            return said != words[.english]
        }
        if isNew { say(words) }
    }

    /// Records a success.
    /// - Parameter words: the message if there was an error before.
    func works(_ words: Wording? = nil) {
        let wasWrong = said.withLock { said in
            defer { said = nil }
            return said != nil
        }
        if wasWrong, let words { say(words) }
    }
}
