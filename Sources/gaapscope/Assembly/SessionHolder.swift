// The holder of the key that a session signs with. It is known from the files at the start or from the first key that
// is found, and it never changes: a key of another holder needs another session.

import Synchronization
import TencentCloud

final class SessionHolder: Sendable {
    private let holder = Mutex<KeyHolder?>(nil)

    /// The holder, or nil while it is not known.
    var value: KeyHolder? { holder.withLock { $0 } }

    /// Returns the holder. If it is not known yet, looks for it with `find`.
    func value(else find: () -> KeyHolder?) -> KeyHolder? {
        if let value { return value }
        if let found = find() { learn(found) }
        return value
    }

    /// Stores the holder. Only the first call has an effect.
    @Sendable func learn(_ new: KeyHolder) { holder.withLock { $0 = $0 ?? new } }
}
