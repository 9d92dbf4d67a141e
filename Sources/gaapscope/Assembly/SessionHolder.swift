// Whose key a session signs with: known from the files at the start, or with the first key that is found. It never
// changes: the key of another holder is another session.

import Synchronization
import TencentCloud

final class SessionHolder: Sendable {
    private let holder = Mutex<KeyHolder?>(nil)

    /// nil as long as it is not known.
    var value: KeyHolder? { holder.withLock { $0 } }

    /// The holder, looked for where it is not known yet.
    func value(else find: () -> KeyHolder?) -> KeyHolder? {
        if let value { return value }
        if let found = find() { learn(found) }
        return value
    }

    /// The first one stays.
    @Sendable func learn(_ new: KeyHolder) { holder.withLock { $0 = $0 ?? new } }
}
